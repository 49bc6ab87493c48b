"""Ringing and hold music are not answers: the wait they make, and when what counts begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.segments import gate
from filon.voice.listen.spans import Spans, join, longer, overlap, runs
from filon.voice.listen.tones import RING_PAUSE_S, Tone, may_ring, ring_bursts

State = Literal["", "ringback", "music"]
RESUMES_S = RING_PAUSE_S[1] + 0.5
"""Silence after which it will not ring again."""

SPOKEN_FRAMES = 12
SOUND_RANGE_DB = 22.0
"""Noise between two bursts of ringing is further below them."""

ABOVE_NOISE_DB = 9.0
MUSIC_STILL_FRAMES = 45


@dataclass(frozen=True)
class Wait:
    """`since`: the second from which to judge; `state`: what we are waiting through now, if anything.

    `open` while the last tone may yet prove to be the first burst of a ringing. `sound` is what is no tone, in frames.
    """

    since: float
    state: State
    open: bool
    ring_s: float
    music_s: float
    sound: Spans

    def spoken_before(self, instant: float) -> float:
        """Seconds of anything but tones before an instant."""
        return overlap(self.sound, start=0, end=instant * FRAMES_PER_SECOND) / FRAMES_PER_SECOND


def waiting(rows: Floats, *, tones: Sequence[Tone], music: Spans) -> Wait:
    """Where the ringing and the music are, and whether one of them goes on."""
    now = len(rows) / FRAMES_PER_SECOND
    tones = [t for t in tones if not overlap(music, start=t.start * FRAMES_PER_SECOND, end=t.end * FRAMES_PER_SECOND)]
    sound = _sounds(rows, tones=tones)
    ring_s, since, rings = _rings(tones, sound=sound, now=now)
    state: State = "ringback" if rings else ""
    heard = int((music[:, 1] - music[:, 0]).sum()) / FRAMES_PER_SECOND if len(music) else 0.0
    if len(music):
        ended = float(music[-1, 1]) / FRAMES_PER_SECOND
        if ended > since:
            since, state = ended, ""
        if len(rows) - music[-1, 1] <= MUSIC_STILL_FRAMES:
            state = "music"
    may = may_ring(tones, now=now) and _silent(sound, start=tones[-1].end, end=now)
    return Wait(since=min(since, now), state=state, open=may, ring_s=ring_s, music_s=heard, sound=sound)


def _rings(tones: Sequence[Tone], *, sound: Spans, now: float) -> tuple[float, float, bool]:
    """Seconds of ringing before the answer, when the last ringing ended, and whether it may go on."""
    since, before_answer, at = 0.0, 0.0, 0.0
    while row := ring_bursts(tones, after=at):
        at = row[-1].end
        first = not since and _silent(sound, start=0, end=row[0].start)
        pauses = any(b.start - a.end >= RING_PAUSE_S[0] for a, b in pairwise(row))
        if first or pauses:
            since = at
            before_answer = at if first else before_answer
    rings = since > 0 and now - since < RESUMES_S and _silent(sound, start=since, end=now)
    return before_answer, since, rings


def _silent(sound: Spans, *, start: float, end: float) -> bool:
    """Whether nobody speaks between two instants, in seconds."""
    return overlap(sound, start=start * FRAMES_PER_SECOND, end=end * FRAMES_PER_SECOND) < SPOKEN_FRAMES


def _sounds(rows: Floats, *, tones: Sequence[Tone]) -> Spans:
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
    return longer(join(runs((level > threshold) & ~tonal), 5), 4)
