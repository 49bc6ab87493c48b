"""Who speaks when: what comes from the far end, cut into utterances. Pure.

A frame is sound where it is louder than the line by `ABOVE_DB`; the line is the quietest moment of the last seconds.
How the samples are cut into pushes changes nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 8000
FRAME = 160
FRAME_S = FRAME / RATE

BEGINS_AFTER_S = 0.06
TOLD_AFTER_S = 0.4
"""How long they speak until we are told that they began: a cough does not interrupt us (design of the dialogue, §6)."""

ENDS_AFTER_S = 0.5
SHORTEST_S = 0.1
"""Sound in all of an utterance: less is a click."""

LONGEST_S = 15.0
MARGIN_S = 0.1
"""Kept before and after the sound: soft consonants."""

ABOVE_DB, STILL_ABOVE_DB = 9.0, 6.0
"""Over the line: to begin, and to go on."""

FLOOR_WITHIN_S = 3.0
SMOOTH_FRAMES = 3
QUIETEST_DB, LOUDEST_DB = 26.0, 50.0
"""A line is between these (20 log10 of the samples' root mean square): a digital silence is not listened into, and a
tone that was there from the start is no line."""


@dataclass(frozen=True, slots=True)
class Began:
    """They have been speaking since `since`: seconds of what was pushed."""

    since: float


@dataclass(frozen=True, slots=True)
class Ended:
    """They spoke from `start` to `end`, seconds of what was pushed. A short word ends without having begun.

    `cut`: it went on, as music and tones do; the rest follows as another utterance, if it is one.
    """

    start: float
    end: float
    cut: bool = False


class Turns:
    """The far end of one call."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, np.int16)
        self._frames = 0
        self._recent: deque[float] = deque(maxlen=SMOOTH_FRAMES)
        self._floors: deque[float] = deque(maxlen=round(FLOOR_WITHIN_S / FRAME_S))
        self._highest_floor = LOUDEST_DB
        self._in_a_row = 0
        self._sounding = 0
        self._quiet = 0
        self._start: int | None = None
        self._told = False
        self._last_end = 0.0

    def push(self, samples: NDArray[np.int16]) -> list[Began | Ended]:
        """What these samples, any number of them at 8 kHz, let one say."""
        pending = np.concatenate((self._rest, samples))
        whole = len(pending) // FRAME
        self._rest = pending[whole * FRAME :]
        frames = pending[: whole * FRAME].reshape(whole, FRAME).astype(np.float32)
        levels = 20 * np.log10(frames.std(axis=1) + 1e-3)
        return [event for level in levels.tolist() if (event := self._frame(level))]

    def finish(self) -> list[Ended]:
        """The call is over: what was being said, if anything."""
        return [] if self._start is None else self._end(cut=False)

    @property
    def speaking(self) -> bool:
        """Whether an utterance has begun and not ended."""
        return self._start is not None

    def _frame(self, level: float) -> Began | Ended | None:
        self._frames += 1
        over = level - self._floor(level)
        if self._start is None:
            self._in_a_row = self._in_a_row + 1 if over > ABOVE_DB else 0
            if self._in_a_row * FRAME_S >= BEGINS_AFTER_S - 1e-9:
                self._start = self._frames - self._in_a_row
                self._sounding, self._quiet, self._told = self._in_a_row, 0, False
            return None
        if over > STILL_ABOVE_DB:
            self._sounding, self._quiet = self._sounding + 1, 0
        else:
            self._quiet += 1
        return self._going_on(self._start)

    def _going_on(self, start: int) -> Began | Ended | None:
        lasted = (self._frames - self._quiet - start) * FRAME_S
        if self._quiet * FRAME_S >= ENDS_AFTER_S:
            return next(iter(self._end(cut=False)), None)
        if lasted >= LONGEST_S:
            # It goes on for so long that it is the line, until it falls silent.
            self._highest_floor = max(LOUDEST_DB, *self._floors)
            return next(iter(self._end(cut=True)), None)
        enough = self._sounding * FRAME_S >= SHORTEST_S - 1e-9  # else it would end without a word
        if lasted >= TOLD_AFTER_S - 1e-9 and enough and not self._told and not self._quiet:
            self._told = True
            return Began(since=self._begins(start))
        return None

    def _end(self, *, cut: bool) -> list[Ended]:
        assert self._start is not None
        begins, ends = self._begins(self._start), (self._frames - self._quiet) * FRAME_S
        self._start, self._in_a_row = None, 0
        if self._sounding * FRAME_S < SHORTEST_S - 1e-9:
            return []
        self._last_end = round(ends if cut else min(ends + MARGIN_S, self._frames * FRAME_S), 3)
        return [Ended(start=begins, end=self._last_end, cut=cut)]

    def _begins(self, start: int) -> float:
        return round(max(self._last_end, start * FRAME_S - MARGIN_S), 3)

    def _floor(self, level: float) -> float:
        """The line's own level, this frame included."""
        self._recent.append(level)
        self._floors.append(sum(self._recent) / len(self._recent))
        quietest = min(self._floors)
        if quietest < LOUDEST_DB:
            self._highest_floor = LOUDEST_DB
        return min(max(quietest, QUIETEST_DB), self._highest_floor)
