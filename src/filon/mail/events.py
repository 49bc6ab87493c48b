"""What happens to mail, as the timeline keeps it.

The envelope of each event (``filon.timeline.events.Published``) says what it is about: ``contact_id`` and
``company_id`` the person Filon had written to, ``origin_id`` the campaign, when they are known. The events themselves
hold identifiers and verdicts, never an address or a text: those live on the ``Message`` row and go with it when a
person is erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class MailSent(TypedEvent):
    """The server took the message over."""

    kind: ClassVar[str] = "mail.sent"
    message_id: UUID
    mailbox_id: UUID
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class MailFailed(TypedEvent):
    """The server refused the message for good, or every try was used up. ``code`` is a reason of ``mail.delivery``."""

    kind: ClassVar[str] = "mail.failed"
    message_id: UUID
    mailbox_id: UUID
    code: str
    reply: str = ""
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class MailUncertain(TypedEvent):
    """The connection or the process died while the server had the whole message: nobody knows whether it left."""

    kind: ClassVar[str] = "mail.uncertain"
    message_id: UUID
    mailbox_id: UUID
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class MailResolved(TypedEvent):
    """A doubt is settled: found in the Sent folder, or a user decided. Not ``sent``: it is to be sent again."""

    kind: ClassVar[str] = "mail.resolved"
    message_id: UUID
    action_id: UUID | None
    sent: bool


@dataclass(frozen=True, kw_only=True)
class MailboxBroken(TypedEvent):
    """A mailbox stopped working; what it should have sent stays planned. ``code`` says why (``auth``…)."""

    kind: ClassVar[str] = "mail.mailbox_broken"
    mailbox_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class MailboxMended(TypedEvent):
    """A broken mailbox works again."""

    kind: ClassVar[str] = "mail.mailbox_mended"
    mailbox_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReplyReceived(TypedEvent):
    """A person answered: the opportunity is turned off (OL-36, OL-88).

    ``message_id`` is the row of what came in, ``answers`` that of what we had sent. ``from_contact`` is the contact
    whose address wrote when it is another one than the envelope's, such as a colleague who got it forwarded.
    """

    kind: ClassVar[str] = "mail.replied"
    message_id: UUID
    answers: UUID | None = None
    from_contact: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AutoReplyReceived(TypedEvent):
    """A machine answered for the person (RFC 3834). Never turns anything off; a date of return postpones (A-OL-13)."""

    kind: ClassVar[str] = "mail.auto_replied"
    message_id: UUID
    answers: UUID | None = None
    return_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class BounceReceived(TypedEvent):
    """A server returned what we had sent. Only a hard one removes the address (OL-60…62, A-OL-11).

    ``status`` is the enhanced status code (RFC 3463), such as ``5.1.1``.
    """

    kind: ClassVar[str] = "mail.bounced"
    message_id: UUID
    hard: bool
    answers: UUID | None = None
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class RemovalRequested(TypedEvent):
    """A person asked, in words or by mail to the unsubscribe address, not to be written to again."""

    kind: ClassVar[str] = "mail.removal_requested"
    message_id: UUID
    answers: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ComplaintReceived(TypedEvent):
    """A provider reported that the person called our mail spam (RFC 5965)."""

    kind: ClassVar[str] = "mail.complained"
    message_id: UUID
    answers: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ChallengeReceived(TypedEvent):
    """A human-verification filter asks the sender to prove himself before it delivers (OL-24)."""

    kind: ClassVar[str] = "mail.challenged"
    message_id: UUID
    answers: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class MailOpened(TypedEvent):
    """A person who agreed to its being counted opened a message, for the first time."""

    kind: ClassVar[str] = "mail.opened"
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailClicked(TypedEvent):
    """A person followed link number ``link`` of a message, for the first time. Where it leads is on its ``Click``."""

    kind: ClassVar[str] = "mail.clicked"
    message_id: UUID
    link: int


@dataclass(frozen=True, kw_only=True)
class MailHandled(TypedEvent):
    """A user dealt with what came in: ``what`` is its kind, ``message_id`` the last of ``count`` messages."""

    kind: ClassVar[str] = "mail.handled"
    message_id: UUID
    what: str
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class MailReopened(TypedEvent):
    """A user put what came in back among what is to be done."""

    kind: ClassVar[str] = "mail.reopened"
    message_id: UUID
