"""Sample prospects who behave as people: given a mail, what comes back and when. Pure and repeatable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from filon.demo.behaviours.people import HABITS, WORDS, Kind, behaviour, pick
from filon.demo.behaviours.replies import (
    INTERESTED,
    QUESTIONS,
    REFUSALS,
    REMOVALS,
    Received,
    absence,
    challenge,
    reply,
)
from filon.demo.behaviours.reports import MAILBOX_FULL, UNKNOWN_USER, bounce

__all__ = ["HABITS", "WORDS", "Kind", "Reaction", "react", "reply_as"]


@dataclass(frozen=True, slots=True)
class Reaction:
    """A mail that comes back to ``to`` after ``delay`` on the clock of the workspace."""

    kind: Kind
    delay: timedelta
    raw: bytes
    to: str


_TEXTS = {
    Kind.INTERESTED: INTERESTED,
    Kind.QUESTION: QUESTIONS,
    Kind.NOT_INTERESTED: REFUSALS,
    Kind.REMOVAL: REMOVALS,
}
_WRITERS: dict[Kind, Callable[[Received, datetime], bytes]] = {
    Kind.ABSENCE: lambda received, at: absence(received, at=at),
    Kind.CHALLENGE: lambda received, at: challenge(received, at=at),
    Kind.HARD_BOUNCE: lambda received, at: bounce(received, UNKNOWN_USER, at=at),
    Kind.SOFT_BOUNCE: lambda received, at: bounce(received, MAILBOX_FULL, at=at),
}


def react(raw: bytes, *, recipient: str, now: datetime, seed: int) -> list[Reaction]:
    """What the person at ``recipient`` sends back for ``raw``, received at ``now``: nothing or one mail.

    The same address, seed and mail always give the same reaction. A mail of a machine gets none.
    """
    received = Received.of(raw, recipient)
    if received.is_automatic or not received.reply_to:
        return []
    kind, delay = behaviour(recipient, seed=seed, follow_up=received.is_follow_up)
    at = now + delay
    if kind in _TEXTS:
        text = pick(_TEXTS[kind], address=recipient, seed=seed)
        return [Reaction(kind, delay, reply(received, text, at=at), received.reply_to)]
    if kind in _WRITERS:
        return [Reaction(kind, delay, _WRITERS[kind](received, at), received.reply_to)]
    return []


def reply_as(raw: bytes, *, recipient: str, text: str, at: datetime) -> Reaction:
    """An answer in somebody's own words, for the person who plays the prospect. Raises ``ValueError`` when the mail
    says nobody to answer."""
    received = Received.of(raw, recipient)
    if not received.reply_to:
        raise ValueError("the mail has no sender to answer")
    return Reaction(Kind.QUESTION, timedelta(0), reply(received, text, at=at), received.reply_to)
