"""What a dialogue may be asking about, and what it does with an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Topic(StrEnum):
    """The question that was asked last."""

    PERSON = "person"
    ARE_YOU = "are_you"
    SUCCESSOR = "successor"
    CONFIRM_PERSON = "confirm_person"
    EMAIL = "email"
    """Is this the address?"""
    ADDRESS = "address"
    """What is the address?"""
    GENERAL = "general"
    """Which address of the company may one write to?"""
    CONFIRM_EMAIL = "confirm_email"
    CONFIRM_PHONE = "confirm_phone"
    NO_MORE_CALLS = "no_more_calls"
    """Is that what they wished?"""


class Then(Enum):
    """What follows an answer."""

    GO_ON = auto()
    """The next question, or thanks."""
    ASK_AGAIN = auto()
    MISSED = auto()
    """It was not understood: say so and ask again, twice at most."""
    WAIT = auto()
    """They are about to say more."""
    HOLD = auto()
    CLOSE = auto()
    HANG_UP = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """What follows, and the sentence of the script that is said first, "" for none."""

    then: Then
    say: str = ""


GO_ON = Reply(Then.GO_ON)
ASK_AGAIN = Reply(Then.ASK_AGAIN)
MISSED = Reply(Then.MISSED, "sorry")
WAIT = Reply(Then.WAIT)
HOLD = Reply(Then.HOLD)
HANG_UP = Reply(Then.HANG_UP)


def answer(key: str) -> Reply:
    """Say this, then ask what was being asked or comes next."""
    return Reply(Then.ASK_AGAIN, key)


def close(key: str) -> Reply:
    """Say this and hang up."""
    return Reply(Then.CLOSE, key)
