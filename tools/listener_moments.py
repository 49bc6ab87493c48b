"""What the listener knows of each training clip, second by second: for `train_listener.py` and its thresholds."""

from __future__ import annotations

import hashlib
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import filon.voice.listen
from filon.voice.corpus.build import TRUTH, Truth
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.classify import still_waiting
from filon.voice.listen.decision import LIGHT
from filon.voice.listen.features import describe_clip
from filon.voice.listen.known import asked
from filon.voice.listen.moments import moments

EARLIEST_S = 1.5
"""After the wait, before a moment counts: long enough for the shortest recordings."""

LONGEST_S = 27.0
"""After the wait: nothing is decided later."""

KEPT = "moments.pkl"
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Point:
    """One moment: seconds from the first sample and since the wait, what a signal says, what the trees are asked.

    `asks` is whether the listener itself would ask there; there is no `vector` where nothing may be asked at all.
    """

    now: float
    heard: float
    ring_s: float
    signal: str
    asks: bool
    vector: Floats | None


@dataclass(frozen=True)
class Followed:
    """A clip and its moments; what a clip that ended in a wait was, and the words before its music, in seconds."""

    truth: Truth
    points: list[Point]
    over: str
    said: float


def follow(task: tuple[Path, Truth]) -> Followed:
    """What the listener knows of a clip at every whole second when it may decide, and at some before."""
    folder, truth = task
    found: list[Point] = []
    for moment in moments(describe_clip(read_wav(folder / truth.file))):
        known, signal = moment.known, moment.certain
        early, asks = moment.heard < LIGHT.earliest_s, asked(known)
        counts = not known.wait.state and moment.heard >= EARLIEST_S and (asks or early) and moment.now.is_integer()
        vector = moment.vector if counts and not signal else None
        found.append(Point(moment.now, moment.heard, known.wait.ring_s, signal, asks, vector))
        if signal or (vector is not None and moment.heard > LONGEST_S):
            return Followed(truth, found, "", 0.0)
    over = still_waiting(known)
    if not over:
        found.append(Point(moment.now, moment.heard, known.wait.ring_s, "", asks, moment.vector))
    return Followed(truth, found, over, known.wait.said_before_music())


def followed(folder: Path, truths: list[Truth], *, processes: int) -> list[Followed]:
    """All of them; read from the folder when neither the clips nor the listener changed since they were kept there."""
    state = _state(folder) + str(len(truths))
    kept = folder / KEPT
    if kept.exists():
        made_of, found = pickle.loads(kept.read_bytes())  # noqa: S301 written by this script
        if made_of == state:
            return list(found)
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(follow, [(folder, truth) for truth in truths], chunksize=16))
    kept.write_bytes(pickle.dumps((state, found)))
    return found


LISTENS = (
    "features", "tones", "texture", "waiting", "segments", "spans", "repetition", "phrases", "timing", "timbre",
    "summary", "moments", "words", "known",
)  # fmt: skip


def _state(folder: Path) -> str:
    """A hash of the clips' truth, of what listens and of the music model it listens with."""
    room = Path(filon.voice.listen.__path__[0])
    parts = [
        folder / TRUTH,
        room / "data/texture.json",
        room / "data/words.npz",
        Path(__file__),
        *(room / f"{name}.py" for name in LISTENS),
    ]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()
