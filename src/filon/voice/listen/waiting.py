"""Ringing and hold music are not answers: the wait they make, and when what counts begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.segments import gate
from filon.voice.listen.spans import Pairs, Spans, covered, joined, pairs
from filon.voice.listen.tones import RING_PAUSE_S, Tone, may_ring, ring_bursts

State = Literal["", "ringback", "music"]
RESUMES_S = RING_PAUSE_S[1] + 0.5
"""Silence after which it will not ring again."""

SPOKEN_FRAMES = 12
SOUND_RANGE_DB = 22.0
"""Noise between two bursts of ringing is further below them."""

ABOVE_NOISE_DB = 9.0
MUSIC_STILL_FRAMES = 45


class Sound:
    """What is no tone, found when it is asked for: most calls ring nowhere."""

    def __init__(self, rows: Floats, tones: Sequence[Tone]) -> None:
        self._rows, self._tones = rows, tones

    @cached_property
    def spans(self) -> Pairs:
        """In frames."""
        return _sounds(self._rows, tones=self._tones)

    def seconds(self, *, start: float, end: float) -> float:
        """Seconds of it between two instants."""
        return self.frames(start=start, end=end) / FRAMES_PER_SECOND

    def before(self, frame: int) -> Sound:
        """As it was known then: what came later does not say how loud the voice is."""
        tones = [tone for tone in self._tones if tone.end * FRAMES_PER_SECOND <= frame]
        return Sound(self._rows[:frame], tones)

    def frames(self, *, start: float, end: float) -> float:
        """Frames of it between two instants, in seconds."""
        return covered(self.spans, start=start * FRAMES_PER_SECOND, end=end * FRAMES_PER_SECOND)

    def silent(self, *, start: float, end: float) -> bool:
        """Whether nobody speaks between two instants, in seconds."""
        return self.frames(start=start, end=end) < SPOKEN_FRAMES


@dataclass(frozen=True)
class Wait:
    """`since`: the second from which to judge; `state`: what we are waiting through now, if anything.

    `open` while the last tone may yet prove to be the first burst of a ringing. `music` is in frames.
    """

    since: float
    state: State
    open: bool
    ring_s: float
    music: Pairs
    sound: Sound

    @property
    def music_s(self) -> float:
        """Seconds of music so far."""
        return sum(end - start for start, end in self.music) / FRAMES_PER_SECOND

    def spoken_before(self, instant: float) -> float:
        """Seconds of anything but tones before an instant."""
        return self.sound.seconds(start=0, end=instant)

    def said_before(self, instant: float) -> float:
        """Seconds of anything but tones and music before an instant."""
        spoken, until = self.sound.spans, instant * FRAMES_PER_SECOND
        music = sum(covered(spoken, start=start, end=min(end, until)) for start, end in self.music if start < until)
        return self.spoken_before(instant) - music / FRAMES_PER_SECOND

    def said_before_music(self) -> float:
        """Seconds of words before the music that goes on, or went on last, began."""
        if not self.music:
            return 0.0
        began = self.music[-1][0]
        return self.sound.before(began).seconds(start=0, end=began / FRAMES_PER_SECOND)


def waiting(rows: Floats, *, tones: Sequence[Tone], music: Spans) -> Wait:
    """Where the ringing and the music are, and whether one of them goes on."""
    now = len(rows) / FRAMES_PER_SECOND
    played: Pairs = [(int(start), int(end)) for start, end in music]
    tones = [t for t in tones if not _during(played, t)] if played else tones
    sound = Sound(rows, tones)
    ring_s, since, rings = _rings(tones, sound=sound, now=now)
    state: State = "ringback" if rings else ""
    if played:
        ended = played[-1][1] / FRAMES_PER_SECOND
        if ended > since:
            since, state = ended, ""
        if len(rows) - played[-1][1] <= MUSIC_STILL_FRAMES:
            state = "music"
    may = may_ring(tones, now=now) and sound.silent(start=tones[-1].end, end=now)
    return Wait(since=min(since, now), state=state, open=may, ring_s=ring_s, music=played, sound=sound)


def _during(music: Pairs, tone: Tone) -> bool:
    return covered(music, start=tone.start * FRAMES_PER_SECOND, end=tone.end * FRAMES_PER_SECOND) > 0


def _rings(tones: Sequence[Tone], *, sound: Sound, now: float) -> tuple[float, float, bool]:
    """Seconds of ringing before the answer, when the last ringing ended, and whether it may go on."""
    since, before_answer, at = 0.0, 0.0, 0.0
    while row := ring_bursts(tones, after=at):
        at = row[-1].end
        first = not since and sound.silent(start=0, end=row[0].start)
        pauses = any(b.start - a.end >= RING_PAUSE_S[0] for a, b in pairwise(row))
        if first or pauses:
            since = at
            before_answer = at if first else before_answer
    rings = since > 0 and now - since < RESUMES_S and sound.silent(start=since, end=now)
    return before_answer, since, rings


def _sounds(rows: Floats, *, tones: Sequence[Tone]) -> Pairs:
    """Sound that is no tone."""
    level = rows[:, Column.LEVEL]
    tonal = np.zeros(len(rows), bool)
    for tone in tones:
        if tone.steady:
            tonal[max(0, int(tone.start * FRAMES_PER_SECOND) - 2) : int(tone.end * FRAMES_PER_SECOND) + 3] = True
    loudest = float(np.sort(level)[len(level) * 97 // 100]) if level.size else 0.0
    rest = np.sort(level[~tonal])
    floor = float(rest[len(rest) // 4]) if rest.size else 0.0
    threshold = max(gate(rest), loudest - SOUND_RANGE_DB, floor + ABOVE_NOISE_DB)
    return [(a, b) for a, b in joined(pairs((level > threshold) & ~tonal), 5) if b - a >= 4]
