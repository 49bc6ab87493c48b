"""What the classifier says of a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a message is to the campaign that it answers."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BOUNCE_HARD = "bounce_hard"
    BOUNCE_SOFT = "bounce_soft"
    DELAYED = "delayed"
    CHALLENGE = "challenge"
    UNSUBSCRIBE = "unsubscribe"
    COMPLAINT = "complaint"
    CALENDAR = "calendar"
    RECEIPT = "receipt"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: enough to make a verdict once the text is known."""

    kind: Kind
    reason: str
    evidence: str
    status: str = ""
    recipient: str = ""
    message_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an incoming message is, why, and what it says.

    `reason` is a stable code (the README lists them), `status` an RFC 3463 code or "", `recipient` the address that
    could not be reached, read or complained, "" when the message is not about an address. `return_on` is the first
    day an absent person can be written to. `text` is what the message says that is new. `message_ids` are the
    identifiers of the messages it answers, nearest first, without angle brackets.
    """

    kind: Kind
    reason: str
    status: str = ""
    recipient: str = ""
    return_on: date | None = None
    text: str = ""
    message_ids: tuple[str, ...] = ()
    evidence: str = ""
