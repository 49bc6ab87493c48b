"""What is known of a call at one moment, and whether it is a moment to ask the trees."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.decision import LIGHT, Limits
from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.repetition import Repetition
from filon.voice.listen.summary import MARK, Before, Summary, said_again, summarise, tonal_frames
from filon.voice.listen.texture import STEP
from filon.voice.listen.tones import Tone
from filon.voice.listen.waiting import Wait
from filon.voice.listen.words import Words, listen_to_words

UNSURE = 0.55
"""Trees less sure than that have more to hear than half a second brings."""

SPEAKS_FRAMES, SPEAKS_DB = 15, 20.0

OFTEN_S = 9.0
"""After that long, only whole seconds are judged: what is left to hear takes its time."""


@dataclass
class Again:
    """What was said twice, as far as it was looked for: `mark` is the frame it began at and how many marks on."""

    mark: tuple[int, int] = (-1, -1)
    found: Repetition = field(default_factory=Repetition)


@dataclass(frozen=True)
class Heard:
    """What is known at one moment: `since` is when what counts began."""

    now: float
    tones: list[Tone]
    wait: Wait
    rows: Floats
    shades: NDArray[np.uint8]
    again: Again = field(default_factory=Again)
    words: Words = field(default_factory=Words)

    @property
    def heard(self) -> float:
        """Seconds since the wait ended."""
        return self.now - self.wait.since

    @property
    def speaks(self) -> bool:
        """Whether somebody speaks on, as far as loudness tells."""
        level = self.rows[:, Column.LEVEL]
        return bool(level[-SPEAKS_FRAMES:].max() > level.max() - SPEAKS_DB)

    @cached_property
    def summary(self) -> Summary:
        """The numbers since the wait ended; not needed while it lasts."""
        tones, since = self.since_answer(), self.wait.since
        said = max(0.0, self.wait.said_before(since)) if since else 0.0
        self._listen_again(tones)
        listen_to_words([self.unheard()])
        before = Before(since, self.wait.music_s, said)
        return summarise(self.rows, tones=tones, before=before, again=self.again.found, words=self.words.numbers())

    def unheard(self) -> tuple[Words, NDArray[np.uint8], int]:
        """What `listen_to_words` wants to know: it hears several calls at once."""
        self.words.begin(int(self.wait.since * FRAMES_PER_SECOND))
        return self.words, self.shades, len(self.shades)

    def _listen_again(self, tones: list[Tone]) -> None:
        mark = int(self.wait.since * FRAMES_PER_SECOND), len(self.rows) // MARK
        if self.again.mark != mark:
            until = mark[1] * MARK
            known = [tone for tone in tones if tone.start * FRAMES_PER_SECOND < until]
            self.again.found = said_again(self.rows[:until], tonal=tonal_frames(known, count=until))
            self.again.mark = mark

    def since_answer(self) -> list[Tone]:
        """Tones after the wait, in its own seconds."""
        since = self.wait.since
        return [_shifted(tone, since) for tone in self.tones if tone.start >= since - 0.01]


def _shifted(tone: Tone, since: float) -> Tone:
    return replace(tone, start=tone.start - since, end=tone.end - since) if since else tone


def asked(heard: Heard, *, limits: Limits = LIGHT) -> bool:
    """Whether this is a moment to ask the trees: not through a wait, not too soon, later on less often."""
    if heard.wait.state or heard.wait.open or heard.heard < limits.earliest_s:
        return False
    return heard.heard <= OFTEN_S or round(heard.now * FRAMES_PER_SECOND) % (2 * STEP) == 0


def pause(heard: Heard, chance: float) -> int:
    """Frames until the trees may be asked again: longer while somebody speaks on, or when they were far from sure."""
    return 2 * STEP if chance < UNSURE or heard.speaks else STEP
