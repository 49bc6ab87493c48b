"""A message on its way out, and how it ended."""

from __future__ import annotations

import binascii
from dataclasses import dataclass
from uuid import UUID

from filon.mail.delivery.verdicts import MAX_TRIES, Fate, Verdict
from filon.mail.smtp import SmtpSettings


@dataclass(frozen=True, slots=True)
class Account:
    """The mailbox that sends: its envelope address, and how to reach its server.

    ``hurried``: its workspace has its limits off, what the server puts off is tried again within seconds.
    """

    id: UUID
    email: str
    settings: SmtpSettings
    connections: int = 1
    hurried: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One rendered message. ``id`` is that of its row, ``message_id`` the RFC 5322 identifier without brackets.

    ``tries`` were made before this one.
    """

    id: UUID
    action_id: UUID
    account: Account
    recipient: str
    subject: str
    raw: bytes
    message_id: str
    thread_id: UUID
    in_reply_to: str = ""
    contact_id: UUID | None = None
    company_id: UUID | None = None
    origin_id: UUID | None = None
    step: str = ""
    tries: int = 0

    @property
    def text(self) -> str:
        """The plain part, as the person reads it."""
        return plain_part(self.raw)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message and its verdict."""

    outgoing: Outgoing
    verdict: Verdict

    @property
    def given_up(self) -> bool:
        """Whether this was the last try."""
        again = self.verdict.fate in (Fate.DEFERRED, Fate.LOST)
        return again and self.outgoing.tries + 1 >= MAX_TRIES


def plain_part(raw: bytes) -> str:
    """The first part of a multipart message made by ``mail.rendering``: plain text, quoted-printable, UTF-8."""
    start = raw.find(b"\r\n\r\n", raw.find(b"\r\n\r\n") + 4) + 4
    end = raw.find(b"\r\n--=_", start)
    return binascii.a2b_qp(raw[start:end]).decode("utf-8", "replace").replace("\r\n", "\n")
