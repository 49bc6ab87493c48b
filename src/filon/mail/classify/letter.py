"""A message with its words worked out once, for the rules to look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .mime import Headers, Message, read
from .phrases import any_language
from .wording import body_text, folded, links, new_text, quotes_history, sent_by_telephone

_FEWEST_BEFORE = 8  # characters: a mail that is nothing but legal words keeps them
MAX_SAID = 5000  # folded characters a rule looks through: what decides stands well before


@dataclass(frozen=True)
class Letter:
    """What the rules read: the message, what it says, and the part of it that is new."""

    message: Message

    @classmethod
    def from_bytes(cls, raw: bytes) -> Letter:
        """The letter in a mail as it came; any bytes make one."""
        return cls(read(raw))

    @property
    def headers(self) -> Headers:
        """Its own headers."""
        return self.message.headers

    @cached_property
    def body(self) -> str:
        """All its words, quoted history too."""
        return body_text(self.message)

    @cached_property
    def text(self) -> str:
        """What it says that is new."""
        return new_text(self.body)

    @cached_property
    def said(self) -> str:
        """The beginning of `text`, folded for the phrase tables, without the words of the company's lawyers."""
        words = folded(self.text[:MAX_SAID])
        legal = any_language("disclaimer").search(words, _FEWEST_BEFORE)
        return words[: legal.start()] if legal else words

    @cached_property
    def subject(self) -> str:
        """The folded subject."""
        return folded(self.headers.text("subject"))

    @cached_property
    def links(self) -> list[str]:
        """The web addresses in it."""
        return links(self.message)

    @cached_property
    def is_personal_answer(self) -> bool:
        """Carries the history of a conversation, or was typed on a telephone: signs of a person's hand."""
        return quotes_history(self.body) or sent_by_telephone(self.body)
