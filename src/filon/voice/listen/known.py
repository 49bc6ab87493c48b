"""What is known of a call at one moment, and whether it is a moment to ask the trees."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.decision import LIGHT, Limits
from filon.voice.listen.features import FRAMES_PER_SECOND, Floats
from filon.voice.listen.repetition import Repetition
from filon.voice.listen.summary import MARK, Before, Summary, said_again, summarise, tonal_frames
from filon.voice.listen.texture import STEP
from filon.voice.listen.tones import Tone
from filon.voice.listen.waiting import Wait
from filon.voice.listen.words import Words, listen_to_words

SETTLED_S = 9.0
"""Since the wait, until when seconds are counted from its end; those of the call are judged later on."""

SURE = 0.65
"""Chance of the words' likeliest kind below which the trees are not asked until `SETTLED_S`."""


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

    @cached_property
    def summary(self) -> Summary:
        """The numbers since the wait ended; not needed while it lasts."""
        tones, since = self.since_answer(), self.wait.since
        said = max(0.0, self.wait.said_before(since)) if since else 0.0
        self._listen_again(tones)
        before = Before(since, self.wait.music_s, said)
        return summarise(self.rows, tones=tones, before=before, again=self.again.found, words=self.worded)

    @cached_property
    def worded(self) -> Floats:
        """The numbers of the words since the wait ended."""
        listen_to_words([self.unheard()])
        return self.words.numbers()

    @property
    def may_tell(self) -> bool:
        """Whether the words say enough for the trees to be asked, or it is late enough to ask them anyhow."""
        return self.heard > SETTLED_S or float(self.worded[-1]) >= SURE

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
    """Whether this is a moment to ask the trees: not through a wait, not too soon, once in each second."""
    waits = heard.wait.state or heard.wait.open
    return not waits and heard.heard >= limits.earliest_s and due(heard.now, since=heard.wait.since)


def due(now: float, *, since: float) -> bool:
    """Whether the step that ends now is the last one of a second since the wait; later on, of a second of the call."""
    seconds = now - since if now - since <= SETTLED_S else now
    return -round(seconds * FRAMES_PER_SECOND) % FRAMES_PER_SECOND < STEP


def idle(heard: Heard) -> int:
    """Frames until there may be something to say again, unless a tone says it."""
    waits = heard.wait.state or heard.wait.open
    return STEP if waits or due(heard.now + STEP / FRAMES_PER_SECOND, since=heard.wait.since) else 2 * STEP
