"""Clips as the network learns from them: a cut of some seconds, never twice the same sound."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from listener_said import Said
from numpy.typing import NDArray

from filon.voice.corpus.build import Truth
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.classify import Listener
from filon.voice.listen.features import (
    FRAMES_PER_SECOND,
    QUIETEST_SHADE_DB,
    SHADE_STEP_DB,
    SHADES,
    Floats,
    describe_clip,
    shades_kept,
)
from filon.voice.listen.texture import STEP
from filon.voice.listen.words import KINDS, OUT, normal

FRAMES = 640
BEFORE_S, SHIFT_S = 1.0, 0.5
FASTER, STRETCHED, MOVED, TILTED_DB = (0.9, 1.1), (0.93, 1.07), (-1.8, 1.8), 0.35
NOISE_DB, UNEVEN_DB, GRAIN_DB = (12.0, 40.0), 3.0, 0.7
TILTS, NOISY = 0.5, 0.4
HOLES, HOLE_FRAMES, DEAF, DEAF_SHADES = 0.5, (3, 15), 0.35, (1, 4)
"""Shares of the clips of which a few moments, and of which a few bands, are not heard: no word hangs on one sound."""

QUIET_DB = -105.0
PHONE_LATER, WORD_LATER = 3, 1
"""Rows after which a phone, or the end of a word, is to be told: the network looks back only."""

UNKNOWN = 255
KNOWN_S = 15.5
WEIGHTS = dict(zip(KINDS, (1.0, 1.0, 1.0, 1.2, 0.5), strict=True))
Random = np.random.Generator


@dataclass(frozen=True)
class Labelled:
    """A clip: its shades, the phone of each frame, where words end; seconds from its start."""

    shades: NDArray[np.uint8]
    phones: NDArray[np.uint8]
    words: list[tuple[float, int]]
    kind: str
    since: float
    decisive: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.shades) / FRAMES_PER_SECOND


@dataclass(frozen=True)
class Heard:
    """The shades of a clip, and the second when what counts begins, as the listener knows in the end."""

    shades: NDArray[np.uint8]
    since: float


def hear(paths: Sequence[Path], *, processes: int) -> list[Heard]:
    """Clips as they sound."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(_hear, paths, chunksize=16))


def _hear(path: Path) -> Heard:
    rows = describe_clip(read_wav(path))
    listener = Listener()
    for start in range(0, len(rows) - STEP + 1, STEP):
        listener.overhear(rows[start : start + STEP])
    return Heard(shades_kept(rows), listener.heard().wait.since)


def labelled(heard: Heard, said: Said, *, truth: Truth, numbers: tuple[dict[str, int], dict[str, int]]) -> Labelled:
    """`numbers` are those of the phones and of the words; others are 0, as silence is."""
    phones, words = numbers
    each = np.zeros(len(heard.shades), np.uint8)
    for (begin, name), (end, _) in pairwise(said.phones):
        each[_frame(begin) : _frame(end)] = phones.get(name, 0)
    for begin, end in said.unknown:
        each[_frame(begin) : _frame(end) + 1] = UNKNOWN
    each[_frame(heard.since + KNOWN_S) :] = UNKNOWN
    ended = [(end, words[word]) for end, word in said.words if word in words]
    kind = truth.nature if truth.nature in KINDS else "other"
    return Labelled(heard.shades, each, ended, kind, heard.since, truth.decisive_at)


def _frame(second: float) -> int:
    return max(0, round(second * FRAMES_PER_SECOND))


def batch(clips: Sequence[Labelled], *, rng: Random) -> dict[str, Any]:
    """A cut of each clip, sounding otherwise every time, with what is to be told of it."""
    cuts = [_cut(clip, rng=rng) for clip in clips]
    given = {name: np.stack([cut[name] for cut in cuts]) for name in cuts[0]}
    level = given.pop("level")
    given["shades"] = normal(level, np.full(len(level), -np.inf, np.float32))[0]
    return given


def _cut(clip: Labelled, *, rng: Random) -> dict[str, Any]:
    first = int((clip.since - BEFORE_S + rng.uniform(-SHIFT_S, SHIFT_S)) * FRAMES_PER_SECOND)
    speed = rng.uniform(*FASTER)
    at = (first + np.arange(FRAMES) * speed).astype(int)
    there = (at >= 0) & (at < len(clip.shades))
    at = np.clip(at, 0, len(clip.shades) - 1)
    level = clip.shades[at].astype(np.float32) * SHADE_STEP_DB + QUIETEST_SHADE_DB
    level = _other(level, rng=rng)
    level[~there] = QUIET_DB
    phone = np.where(there, clip.phones[at], UNKNOWN).astype(np.int32)
    phone[phone == UNKNOWN] = -1
    phones = np.full(FRAMES // 2, -1, np.int32)
    phones[PHONE_LATER:] = phone[1::2][:-PHONE_LATER]

    def there_at(second: float) -> float:
        return (second * FRAMES_PER_SECOND - first) / speed / FRAMES_PER_SECOND

    return {
        "level": level,
        "phones": phones,
        "words": _ended(clip, known=phone[OUT - 1 :: OUT] >= 0, at=there_at),
        "since": np.float32(there_at(clip.since)),
        "decisive": np.float32(there_at(clip.decisive)),
        "end": np.float32(there_at(clip.seconds)),
        "kind": np.int32(KINDS.index(clip.kind)),
        "weight": np.float32(WEIGHTS[clip.kind]),
    }


def _ended(clip: Labelled, *, known: NDArray[np.bool_], at: Any) -> NDArray[np.int32]:
    """The word that ended in the two rows after its end, 0 elsewhere, −1 where nobody knows."""
    rows = np.where(known, 0, -1).astype(np.int32)
    for end, word in clip.words:
        row = int(at(end) * FRAMES_PER_SECOND // OUT) + WORD_LATER
        for each in (row, row + 1):
            if 0 <= each < len(rows) and rows[each] >= 0:
                rows[each] = word
    return rows


def _other(level: Floats, *, rng: Random) -> Floats:
    """Another throat, another line, another noise."""
    place = np.clip(np.arange(SHADES) * rng.uniform(*STRETCHED) + rng.uniform(*MOVED), 0, SHADES - 1)
    low = np.floor(place).astype(int)
    share = (place - low).astype(np.float32)
    level = level[:, low] * (1 - share) + level[:, np.minimum(low + 1, SHADES - 1)] * share
    if rng.random() < TILTS:
        level = level + np.float32(rng.uniform(-TILTED_DB, TILTED_DB)) * (
            np.arange(SHADES, dtype=np.float32) - SHADES / 2
        )
    if rng.random() < NOISY:
        floor = np.percentile(level.max(axis=1), 95) - rng.uniform(*NOISE_DB)
        noise = floor + rng.normal(0, UNEVEN_DB, level.shape)
        level = 10 * np.log10(10 ** (level / 10) + 10 ** (noise / 10))
    level = np.asarray(level + rng.normal(0, GRAIN_DB, level.shape), np.float32)
    return _less(level, rng=rng)


def _less(level: Floats, *, rng: Random) -> Floats:
    """Without a few moments, without a few bands."""
    floor = np.percentile(level, 5)
    if rng.random() < HOLES:
        for start in rng.integers(0, len(level), rng.integers(2, 9)):
            level[start : start + rng.integers(*HOLE_FRAMES)] = floor
    if rng.random() < DEAF:
        first = rng.integers(0, SHADES)
        level[:, first : first + rng.integers(*DEAF_SHADES)] = floor
    return level
