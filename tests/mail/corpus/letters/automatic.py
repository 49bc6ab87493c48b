"""The headers that programs put on the answers they give for people."""

from __future__ import annotations

from ..build import SUBJECT, answer, html, plain

STYLES: dict[str, dict[str, str]] = {
    "exchange": {
        "Auto_Submitted": "auto-generated",
        "X_Auto_Response_Suppress": "All",
        "X_MS_Exchange_Generated_Message_Source": "Mailbox Rules Agent",
        "Return_Path": "<>",
    },
    "gmail": {"Auto_Submitted": "auto-replied", "Precedence": "bulk", "X_Autoreply": "yes"},
    "ovh": {"X_Autoreply": "yes", "Auto_Submitted": "auto-replied"},
    "orange": {"Precedence": "auto_reply"},
    "free": {"Auto_Submitted": "auto-replied (vacation)"},
    "lotus": {"X_Mailer": "Lotus Domino Web Server Release 9"},
    "zendesk": {"X_Auto_Response_Suppress": "All", "Auto_Submitted": "auto-generated", "X_Mailer": "Zendesk Mailer"},
    "nullpath": {"Return_Path": "<>"},
    "bare": {},
}


def dressed(line: str, *, style: str, turn: int) -> bytes:
    """The automatic answer of one line, in the writing whose turn it is."""
    subject, cut, body = line.partition(" » ")
    if not cut:
        subject, body = f"Re: {SUBJECT}", line
    text = body.strip().replace("|", "\n")
    if turn % 4 == 1:
        return html("<br>".join(text.split("\n")), subject=subject, **STYLES[style])
    if turn % 4 == 2:
        return plain(text, subject=subject, charset="iso-8859-15", cte="quoted-printable", **STYLES[style])
    return answer(text, subject=subject, cte="base64" if turn % 4 else "", **STYLES[style])
