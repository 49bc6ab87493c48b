"""Makes the messages of the corpus: invented people, invented companies, the shapes real servers give them."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from email.header import Header

US = "Camille Roux <camille@atelier-nord.example>"
US_ADDRESS = "camille@atelier-nord.example"
THEM = "Jeanne Martin <j.martin@fonderie-sud.example>"
THEM_ADDRESS = "j.martin@fonderie-sud.example"
SUBJECT = "Maintenance de vos fours"
SENT_ID = "<0192f3a0-7c.1@atelier-nord.example>"
SENT_KEY = SENT_ID.strip("<>")
DATE = "Mon, 23 Nov 2026 10:12:31 +0100"  # a Monday


@dataclass(frozen=True)
class Case:
    """One message and what must be read in it; a field that `expect` leaves out is not looked at."""

    name: str
    raw: bytes
    kind: str
    expect: Mapping[str, object] = field(default_factory=dict)

    def expected(self) -> dict[str, object]:
        """`expect` with its days as dates."""
        day = self.expect.get("return_on")
        return {**self.expect, **({"return_on": date.fromisoformat(day)} if isinstance(day, str) else {})}


def case(name: str, raw: bytes, kind: str, **expect: object) -> Case:
    return Case(name, raw, kind, expect)


def word(text: str, charset: str = "utf-8") -> str:
    """A header value, with RFC 2047 words when it is not ASCII."""
    return text if text.isascii() else Header(text, charset, maxlinelen=900).encode()


def encode(text: str, *, charset: str = "utf-8", cte: str = "") -> tuple[bytes, str]:
    """Body bytes and the transfer encoding that tells how they are written."""
    data = text.encode(charset)
    cte = cte or ("7bit" if text.isascii() and charset in {"utf-8", "us-ascii"} else "quoted-printable")
    if cte == "base64":
        return base64.encodebytes(data), cte
    if cte == "quoted-printable":
        return quopri.encodestring(data), cte
    return data, cte


def head(headers: Mapping[str, str]) -> bytes:
    return b"".join(f"{name}: {value}\n".encode() for name, value in headers.items() if value)


def part(
    content: str | bytes, kind: str = "text/plain", *, charset: str = "utf-8", cte: str = "", **more: str
) -> bytes:
    """One part of a multipart message; keywords are further headers, `_` for `-`."""
    if isinstance(content, bytes):
        return head({"Content-Type": kind, **names(more)}) + b"\n" + content
    data, encoding = encode(content, charset=charset, cte=cte)
    typed = f'{kind}; charset="{charset}"' if kind.startswith("text/") else kind
    return head({"Content-Type": typed, "Content-Transfer-Encoding": encoding, **names(more)}) + b"\n" + data


def names(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def multipart(parts: list[bytes], *, kind: str = "multipart/mixed", boundary: str = "=_b0und", **params: str) -> bytes:
    """`Content-Type` line, blank line and parts: what follows the other headers."""
    more = "".join(f"; {name.replace('_', '-')}={value}" for name, value in params.items())
    inner = b"".join(b"--" + boundary.encode() + b"\n" + one + b"\n" for one in parts)
    return (
        f'MIME-Version: 1.0\nContent-Type: {kind}{more}; boundary="{boundary}"\n\n'.encode()
        + inner
        + f"--{boundary}--\n".encode()
    )


def basic(sender: str = THEM, subject: str = f"Re: {SUBJECT}", **more: str) -> dict[str, str]:
    """The headers of a message that came to us; an empty value leaves the header out."""
    mailbox, _, address = sender.rpartition(" ")
    return {
        "Return-Path": address if address.startswith("<") else f"<{address}>",
        "Date": DATE,
        "From": f"{word(mailbox)} {address}".strip(),
        "To": US,
        "Subject": word(subject),
        "Message-ID": "<a81f-77@mail.fonderie-sud.example>",
        **names(more),
    }


def plain(
    body: str,
    *,
    charset: str = "utf-8",
    cte: str = "",
    sender: str = THEM,
    subject: str = f"Re: {SUBJECT}",
    **more: str,
) -> bytes:
    """A message of one text part."""
    headers = basic(sender, subject, **more)
    return head(headers) + b"MIME-Version: 1.0\n" + part(body, charset=charset, cte=cte)


def answer(body: str, **more: str) -> bytes:
    """A message of one text part that says which mail it answers."""
    return plain(body, **{"In_Reply_To": SENT_ID, "References": SENT_ID, **more})


def html(body: str, *, text: str = "", **more: str) -> bytes:
    """An answer in HTML, with a text twin when `text` is given."""
    headers = head(basic(**{"In_Reply_To": SENT_ID, "References": SENT_ID, **more}))
    if not text:
        return headers + b"MIME-Version: 1.0\n" + part(body, "text/html")
    return headers + multipart([part(text), part(body, "text/html")], kind="multipart/alternative")


def original(*, to: str = THEM_ADDRESS, subject: str = SUBJECT, message_id: str = SENT_ID) -> bytes:
    """The message we sent, as a server gives it back."""
    return head(
        {
            "Received": (
                "from mx.atelier-nord.example (mx.atelier-nord.example [192.0.2.7]) by mx.example; Mon, 16 Nov "
                "2026 09:00:02 +0100"
            ),
            "From": US,
            "To": to,
            "Subject": word(subject),
            "Date": "Mon, 16 Nov 2026 09:00:00 +0100",
            "Message-ID": message_id,
            "List-Unsubscribe": "<https://atelier-nord.example/u/k3>",
        }
    ) + (
        b"\nBonjour,\n\nNous entretenons les fours industriels de votre region.\n\nSe desinscrire : "
        b"https://atelier-nord.example/u/k3\n"
    )


def recipient_block(
    address: str, *, action: str = "failed", status: str = "5.1.1", diagnostic: str = "", **more: str
) -> str:
    """The per-recipient fields of RFC 3464."""
    fields = {"Final-Recipient": f"rfc822; {address}", "Action": action, "Status": status, **names(more)}
    fields["Diagnostic-Code"] = f"smtp; {diagnostic}" if diagnostic else ""
    return "\n".join(f"{name}: {value}" for name, value in fields.items() if value) + "\n"


def dsn(
    text: str,
    *blocks: str,
    sender: str = "Mail Delivery System <MAILER-DAEMON@mx.atelier-nord.example>",
    subject: str = "Undelivered Mail Returned to Sender",
    whole: bool = True,
    charset: str = "utf-8",
    **more: str,
) -> bytes:
    """An RFC 3464 report: text, machine part, and our message (`whole`) or only its headers."""
    headers = basic(sender, subject, **{"Return_Path": "<>", "Auto_Submitted": "auto-replied", **more})
    status = (
        "Reporting-MTA: dns; mx.atelier-nord.example\nArrival-Date: Mon, 16 Nov 2026 09:00:03 +0100\n\n"
        + "\n".join(blocks)
    )
    back = part(original(), "message/rfc822") if whole else part(original().split(b"\n\n")[0], "text/rfc822-headers")
    parts = [part(text, charset=charset), part(status.encode(), "message/delivery-status"), back]
    return head(headers) + multipart(parts, kind="multipart/report", report_type="delivery-status")
