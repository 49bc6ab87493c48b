"""Signals of the network and of machines: what is pure, steady and long enough, and the patterns these make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Mask, mean, spread

FLOOR_DB = -62.0
"""Nothing softer is a signal; A-law's own steps begin there."""

PURE, PURE_PAIR, SECOND_LINE = 0.86, 0.9, 0.12
SAME_TONE = 0.06
CLOSE_PAIR_HZ = 110
"""Two lines closer than that beat inside one window: they are heard as one line between them."""

STEADY_DB, STEADY_HZ = 3.0, 0.03
SHORTEST_FRAMES = 4
BRIDGED_FRAMES = 3
"""A lost packet or a turned phase does not end a tone."""

SIT = ((890, 1010), (1340, 1460), (1740, 1840))
"""Hz of the three rising tones, with what networks make of them (ITU-T E.180)."""

SIT_LENGTH_S, SIT_GAP_S = (0.18, 0.5), 0.2
CED_HZ, CED_TOLERANCE, CED_S = 2100, 0.012, 1.2
CED_DRIFT = 0.01
"""A fax that answers (ITU-T T.30): 2,100 ± 15 Hz for 2.6 to 4 s, heard through oscillators less exact than they say."""

CNG_HZ, CNG_TOLERANCE, CNG_S, CNG_EVERY_S = 1100, 0.04, (0.35, 0.7), (2.8, 4.4)
PROGRESS_HZ = (330, 650)
"""Where ringing, busy and congestion sound (ITU-T E.180 supplement 2)."""

BUSY_LONGEST_S, BUSY_UNEVEN_S, BUSY_BURSTS = 0.8, 0.14, 4
RINGING_HZ = (385, 495)
RING_S, RING_PAUSE_S = (0.25, 2.8), (1.4, 5.8)
DOUBLE_RING_PAUSE_S = 0.35


@dataclass(frozen=True)
class Tone:
    """A tone of one line (`high` is 0) or two, seconds from the start of the sound."""

    start: float
    end: float
    low: float
    high: float
    purity: float
    ripple: float
    """Standard deviation of its level, dB: a signal keeps its loudness, a vowel does not."""

    drift: float
    """Standard deviation of its frequency, as a share of it."""

    @property
    def length(self) -> float:
        """Seconds."""
        return self.end - self.start

    @property
    def steady(self) -> bool:
        """Whether a machine made it rather than a throat."""
        return self.ripple <= STEADY_DB and self.drift <= STEADY_HZ


def find_tones(rows: Floats) -> list[Tone]:
    """The tones of a sound, in order; the last one may not have ended."""
    found = Tones()
    found.hear(rows)
    return found.every


@dataclass
class Tones:
    """The tones of a sound that goes on: what has ended is not looked at again."""

    every: list[Tone] = field(default_factory=list)
    _ended: list[Tone] = field(default_factory=list)
    _open: int = 0
    """The first frame that may belong to a tone not over."""

    def hear(self, rows: Floats, *, known: Sequence[int] | None = None) -> bool:
        """Everything heard so far; whether any tone is new, or longer than it was.

        `known` are the frames that are `tonal`, in order, where that was found before; more of them do no harm.
        """
        if known is not None and (not known or known[-1] < self._open):
            self._open, self.every = len(rows), self._ended
            return False
        frames = _between(np.flatnonzero(tonal(rows)).tolist() if known is None else known, self._open, len(rows))
        clusters = _clusters(frames)
        found = [_of_cluster(rows, cluster) for cluster in clusters]
        goes_on = bool(frames) and len(rows) - frames[-1] <= BRIDGED_FRAMES + 1
        self._open = clusters[-1][0] if goes_on else len(rows)
        still = found[-1] if goes_on else []
        self._ended = [*self._ended, *chain.from_iterable(found[:-1] if goes_on else found)]
        self.every = [*self._ended, *still] if still else self._ended
        return any(found)


def tonal(rows: Floats) -> Mask:
    """The frames that may belong to a tone, of one sound or of several."""
    line, lines = rows[..., Column.LINE], rows[..., Column.LINES]
    pair = (lines > PURE_PAIR) & (lines - line > SECOND_LINE)
    found: Mask = (rows[..., Column.LEVEL] > FLOOR_DB) & ((line > PURE) | pair)
    return found


def _between(frames: Sequence[int], start: int, end: int) -> Sequence[int]:
    return frames[bisect_left(frames, start) : bisect_left(frames, end)]


def _clusters(frames: Sequence[int]) -> list[list[int]]:
    """Frames so near to one another that they may be of one tone."""
    clusters: list[list[int]] = []
    for frame in frames:
        if clusters and frame - clusters[-1][-1] <= BRIDGED_FRAMES + 1:
            clusters[-1].append(frame)
        else:
            clusters.append([frame])
    return clusters


@dataclass(frozen=True)
class _Cluster:
    """Frames and what is known of each: a list of each number, as they are few."""

    frames: list[int]
    level: list[float]
    line: list[float]
    lines: list[float]
    low: list[float]
    high: list[float]


def _of_cluster(rows: Floats, frames: list[int]) -> list[Tone]:
    """The tones that some frames make: one, several when the line leaps, or none when it does not last."""
    if len(frames) < SHORTEST_FRAMES:
        return []
    part = rows[frames].T
    level, line, lines = (part[column].tolist() for column in (Column.LEVEL, Column.LINE, Column.LINES))
    both = map(_lines, line, part[Column.PEAK].tolist(), part[Column.SECOND].tolist())
    low, high = zip(*both, strict=True)
    cluster = _Cluster(frames, level, line, lines, list(low), list(high))
    whole = _mended([group for group in _groups(cluster) if len(group) > 1], cluster)
    return [_tone(cluster, group) for group in whole if len(group) >= SHORTEST_FRAMES]


def _lines(line: float, peak: float, second: float) -> tuple[float, float]:
    """The lower and the higher line of a tonal frame; one line, between them, when they are close."""
    if line > PURE:
        return peak, 0.0
    if abs(peak - second) < CLOSE_PAIR_HZ:
        return (peak + second) / 2, 0.0
    return min(peak, second), max(peak, second)


def _groups(cluster: _Cluster) -> list[list[int]]:
    """Places in a row: parted where the lower line leaps, or too much is missing."""
    groups, low, frames = [[0]], cluster.low, cluster.frames
    for place in range(1, len(frames)):
        before = place - 1
        leaps = abs(low[place] - low[before]) > SAME_TONE * low[before] + 8
        if leaps or frames[place] - frames[before] > BRIDGED_FRAMES:
            groups.append([place])
        else:
            groups[-1].append(place)
    return groups


def _mended(groups: list[list[int]], cluster: _Cluster) -> list[list[int]]:
    """Pieces of one tone put together again: beats and lost packets break it where nothing ended."""
    whole: list[list[int]] = []
    for group in groups:
        if whole:
            last = whole[-1]
            near = cluster.frames[group[0]] - cluster.frames[last[-1]] <= BRIDGED_FRAMES + 1
            if near and _alike_in(cluster.low, group, last):
                whole[-1] = last + group
                continue
        whole.append(group)
    return whole


def _alike_in(low: list[float], group: list[int], last: list[int]) -> bool:
    here, there = (mean([low[place] for place in each]) for each in (group, last))
    return abs(here - there) <= SAME_TONE * there


def _tone(cluster: _Cluster, group: list[int]) -> Tone:
    inner = group[1:-1] if len(group) > 4 else group
    low = [cluster.low[place] for place in group]
    upper = sorted(high for place in group if (high := cluster.high[place]) > 0)
    two = 2 * len(upper) > len(group)
    middle = sorted(low)[len(low) // 2]
    shares = cluster.lines if two else cluster.line
    return Tone(
        start=cluster.frames[group[0]] / FRAMES_PER_SECOND,
        end=(cluster.frames[group[-1]] + 1) / FRAMES_PER_SECOND,
        low=middle,
        high=upper[len(upper) // 2] if two else 0.0,
        purity=mean([shares[place] for place in inner]),
        ripple=spread([cluster.level[place] for place in inner]),
        drift=spread(low) / middle,
    )


def special_information(tones: Sequence[Tone]) -> Tone | None:
    """The third tone of a SIT, or the third of the last two when the recording begins too late for the first."""
    for at in range(1, len(tones)):
        middle, last = tones[at - 1], tones[at]
        if not (_is_sit(middle, 1) and _is_sit(last, 2) and last.start - middle.end < SIT_GAP_S):
            continue
        before = tones[at - 2] if at > 1 else None
        if before is None or (_is_sit(before, 0) and middle.start - before.end < SIT_GAP_S):
            return last
    return None


def _is_sit(tone: Tone, which: int) -> bool:
    low, high = SIT[which]
    return low < tone.low < high and SIT_LENGTH_S[0] <= tone.length <= SIT_LENGTH_S[1] and not tone.high


def fax_answer(tones: Sequence[Tone]) -> Tone | None:
    """CED or ANSam."""
    return next(
        (t for t in tones if _near(t, CED_HZ, CED_TOLERANCE) and t.length >= CED_S and t.drift < CED_DRIFT), None
    )


def fax_call(tones: Sequence[Tone]) -> Tone | None:
    """The second CNG, at its distance from the first."""
    heard = [t for t in tones if _near(t, CNG_HZ, CNG_TOLERANCE) and CNG_S[0] <= t.length <= CNG_S[1]]
    low, high = CNG_EVERY_S
    return next((b for a, b in pairwise(heard) if low <= b.start - a.start <= high), None)


def _near(tone: Tone, frequency: float, tolerance: float) -> bool:
    return not tone.high and abs(tone.low - frequency) <= tolerance * frequency


def progress(tones: Sequence[Tone]) -> list[Tone]:
    """Tones where exchanges speak."""
    return [t for t in tones if PROGRESS_HZ[0] <= t.low <= PROGRESS_HZ[1] and t.high <= PROGRESS_HZ[1] + 40]


def busy_pattern(tones: Sequence[Tone]) -> Tone | None:
    """The fourth of four short even bursts."""
    heard = progress(tones)
    for at in range(BUSY_BURSTS, len(heard) + 1):
        four = heard[at - BUSY_BURSTS : at]
        on = [t.length for t in four]
        off = [b.start - a.end for a, b in pairwise(four)]
        even = max(on) - min(on) <= BUSY_UNEVEN_S
        if even and max(on) <= BUSY_LONGEST_S and min(off) >= 0.08 and max(off) <= BUSY_LONGEST_S and _alike(four):
            return four[-1]
    return None


def _alike(tones: Sequence[Tone]) -> bool:
    return all(abs(t.low - tones[0].low) <= 0.06 * tones[0].low for t in tones)


def may_ring(tones: Sequence[Tone], *, now: float) -> bool:
    """Whether the last tone could be the first burst of a ringing: as long as that is open, it is not a beep."""
    last = next((t for t in reversed(progress(tones)) if t.length >= RING_S[0]), None)
    likely = (
        last is not None and RINGING_HZ[0] <= last.low <= RINGING_HZ[1] and last.length <= RING_S[1] and last.steady
    )
    return last is not None and likely and now - last.end < RING_PAUSE_S[1]


def ring_bursts(tones: Sequence[Tone], *, after: float = 0.0) -> list[Tone]:
    """The bursts of a ringing tone from `after` on, in a row; a British double burst counts as two.

    The first decides the pitch; the row ends with the first pause that is not one of ringing.
    """
    row: list[Tone] = []
    for tone in progress(tones):
        if tone.start < after or not RING_S[0] <= tone.length <= RING_S[1] or not tone.steady:
            continue
        if not row:
            row.append(tone)
            continue
        pause = tone.start - row[-1].end
        rings = RING_PAUSE_S[0] <= pause <= RING_PAUSE_S[1] or pause <= DOUBLE_RING_PAUSE_S
        if not rings or not _alike([row[0], tone]):
            break
        row.append(tone)
    return row
