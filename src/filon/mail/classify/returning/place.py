"""A date where it stands in a message: the words before and after it, the dates around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .mentions import Mention

_BEFORE, _AFTER = 90, 60  # characters around a date that tell what it is
_SENTENCE_END = re.compile(r"[!?;]|(?<=[a-z)])\. ")


@dataclass(frozen=True)
class Place:
    """One mention among those of a text, in order."""

    said: str
    mentions: Sequence[Mention]
    index: int

    @property
    def mention(self) -> Mention:
        """The date itself."""
        return self.mentions[self.index]

    @property
    def previous(self) -> Mention | None:
        """The date named before this one."""
        return self.mentions[self.index - 1] if self.index else None

    @property
    def following(self) -> Mention | None:
        """The date named after this one."""
        return self.mentions[self.index + 1] if self.index + 1 < len(self.mentions) else None

    @cached_property
    def before(self) -> str:
        """The words of the same sentence since the date before."""
        start = max(self.mention.start - _BEFORE, self.previous.end if self.previous else 0)
        words = self.said[start : self.mention.start]
        ends = list(_SENTENCE_END.finditer(words))
        return words[ends[-1].end() :] if ends else words

    @cached_property
    def after(self) -> str:
        """The words that follow, whatever they hold."""
        return self.said[self.mention.end : self.mention.end + _AFTER]

    @property
    def end_of_sentence(self) -> str:
        """The words that follow in the same sentence."""
        stop = _SENTENCE_END.search(self.after)
        return self.after[: stop.start()] if stop else self.after


def places(said: str, mentions: Sequence[Mention]) -> Iterator[Place]:
    """Each mention in its place."""
    return (Place(said, mentions, index) for index in range(len(mentions)))
