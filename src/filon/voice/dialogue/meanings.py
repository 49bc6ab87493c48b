"""What can be meant, and what was understood of one utterance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """In the order in which they count when one utterance means several."""

    OBJECTION = "objection"
    """No more calls: ends everything, always."""
    DISPLEASED = "displeased"
    """No more calls, perhaps: it is asked back."""
    INSULT = "insult"
    HURRY = "hurry"
    NOT_ALLOWED = "not_allowed"
    REFUSES_EMAIL = "refuses_email"
    REFUSES = "refuses"
    VOICEMAIL = "voicemail"
    ASKS_ROBOT = "asks_robot"
    ASKS_WHO = "asks_who"
    ASKS_WHY = "asks_why"
    REPEAT = "repeat"
    BAD_LINE = "bad_line"
    REPLACED = "replaced"
    LEFT = "left"
    NEVER = "never"
    UNKNOWN = "unknown"
    OTHER_SERVICE = "other_service"
    AWAY = "away"
    """Absent or busy now, so still in post."""
    IS_ME = "is_me"
    PRESENT = "present"
    TITLE = "title"
    OFFERS = "offers"
    """Shall I put you through? May I take a message?"""
    TRANSFER = "transfer"
    HOLD = "hold"
    LATER = "later"
    DONT_KNOW = "dont_know"
    WRONG = "wrong"
    NO = "no"
    YES = "yes"
    HESITATES = "hesitates"
    KIND = "kind"
    GOODBYE = "goodbye"
    GREETING = "greeting"
    NAMED = "named"
    """A name, and nothing that says whose: means something to a question for a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who was named, with what they do; ``sure``: one whom the brief expected; ``civil``: a « madame »
    stood before."""

    name: str
    title: str = ""
    sure: bool = False
    civil: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """An address or a number that was said, with the confidence that it was read right."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One utterance understood. ``confidence`` is that of the words; ``words`` are folded, names and values replaced
    by marks."""

    text: str
    words: str = ""
    confidence: float = 1.0
    intents: frozenset[Intent] = frozenset()
    name: Name | None = None
    title: str = ""
    email: Value | None = None
    phone: Value | None = None

    def means(self, *intents: Intent) -> bool:
        """Whether any of these is meant."""
        return not self.intents.isdisjoint(intents)

    def only(self, intents: Iterable[Intent]) -> bool:
        """Whether nothing is meant but these, and nothing was named."""
        return self.intents <= frozenset(intents) and not (self.name or self.title or self.email or self.phone)

    @property
    def first(self) -> Intent | None:
        """The intent that counts most."""
        return next((intent for intent in Intent if intent in self.intents), None)
