"""What the listener knows of each training clip, second by second: for `train_listener.py` and its thresholds.

All but the words is kept in the folders of the clips, with their shades: a network that has learned more hears these
alone again.
"""

from __future__ import annotations

import hashlib
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import filon.voice.listen
from filon.voice.corpus.build import TRUTH, Truth
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.classify import still_waiting
from filon.voice.listen.decision import LIGHT
from filon.voice.listen.features import FRAMES_PER_SECOND, describe_clip, shades_kept
from filon.voice.listen.known import asked
from filon.voice.listen.moments import moments
from filon.voice.listen.summary import NAMES
from filon.voice.listen.texture import STEP
from filon.voice.listen.words import BLOCK, OUT, Words, listen_to_words
from filon.voice.listen.words import NAMES as WORDS

SETTLED_S = 0.3
"""After the truth could be known, before a moment counts as an example."""

SOON_S = 10.0
EARLIEST_S = 1.5
"""After the wait, before a moment counts: long enough for the shortest recordings."""

STEPS = FRAMES_PER_SECOND // STEP
"""Of the listener, in a second: nothing is an example between two."""

LONGEST_S = 27.0
"""After the wait: nothing is decided later."""

KEPT = "moments.pkl"
Floats = NDArray[np.float32]
Shades = NDArray[np.uint8]
SPOKEN = slice(NAMES.index(WORDS[0]), NAMES.index(WORDS[-1]) + 1)
"""Where the numbers of the words are."""


@dataclass(frozen=True)
class Point:
    """One moment: seconds from the first sample and since the wait, what a signal says, what the trees are asked.

    `asks` is whether the listener itself would ask there. There is no `vector` where nothing may be asked, and none
    where it neither asks, in clips that are judged, nor anything is to be learned.
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


def example(truth: Truth, *, now: float, heard: float) -> bool:
    """Whether trees learn from this moment: the truth can be known by then.

    One second in two to begin with, then one in four: the others say nearly the same, and a clip weighs no more.
    """
    return now >= truth.decisive_at + SETTLED_S and now.is_integer() and now % (2 if heard < SOON_S else 4) == 0


def follow(task: tuple[Path, Truth, bool]) -> tuple[Followed, Shades]:
    """What the listener knows of a clip whenever it may decide, or where it is an example when it is not judged.

    And its shades, as far as they are asked about.
    """
    folder, truth, judged = task
    rows = describe_clip(read_wav(folder / truth.file))
    clip = _followed(rows, truth=truth, judged=judged)
    return clip, shades_kept(rows)[: max((_frame(p.now) for p in clip.points if p.vector is not None), default=0)]


def _followed(rows: Floats, *, truth: Truth, judged: bool) -> Followed:
    found: list[Point] = []
    every = 1 if judged else STEPS
    for moment in moments(rows, every=every, first=STEPS - 1):
        known, signal = moment.known, moment.certain
        early, asks = moment.heard < LIGHT.earliest_s, asked(known)
        told = (judged and asks) or example(truth, now=moment.now, heard=moment.heard)
        counts = not known.wait.state and moment.heard >= EARLIEST_S and (early or not known.wait.open)
        vector = moment.vector if counts and told and not signal else None
        found.append(Point(moment.now, moment.heard, known.wait.ring_s, signal, asks, vector))
        if signal or (counts and moment.heard > LONGEST_S):
            return Followed(truth, found, "", 0.0)
    over = still_waiting(known)
    if not over and judged:
        found.append(Point(moment.now, moment.heard, known.wait.ring_s, "", asks, moment.vector))
    return Followed(truth, found, over, known.wait.said_before_music())


def spoken(task: tuple[Followed, Shades]) -> Followed:
    """The clip with the numbers of its words, as the network of now hears them."""
    clip, shades = task
    until = {_since(p): _frame(p.now) for p in clip.points if p.vector is not None}
    heard = {since: _heard(shades, since=since, until=last) for since, last in until.items()}
    points = []
    for point in clip.points:
        vector = point.vector
        if vector is not None:
            vector = vector.copy()
            vector[SPOKEN] = _numbers(heard[_since(point)], until=_frame(point.now))
        points.append(replace(point, vector=vector))
    return replace(clip, points=points)


def _heard(shades: Shades, *, since: int, until: int) -> Words:
    words = Words()
    words.begin(since)
    listen_to_words([(words, shades, until)])
    return words


def _numbers(words: Words, *, until: int) -> Floats:
    """What was known by then of what was heard."""
    part = Words()
    part.begin(words.begun)
    part.rows = [np.concatenate(words.rows)[: part.blocks(until) * BLOCK // OUT]] if words.rows else []
    return part.numbers()


def _frame(second: float) -> int:
    return round(second * FRAMES_PER_SECOND)


def _since(point: Point) -> int:
    """The frame where what counts began, rounded as the listener rounds it."""
    return int(_frame(point.now - point.heard) / FRAMES_PER_SECOND * FRAMES_PER_SECOND)


def followed(folder: Path, truths: list[Truth], *, judged: frozenset[str], processes: int) -> list[Followed]:
    """All of them, some to be judged; all but words read from the folder when nothing changed since."""
    state = _state(folder) + str(len(truths))
    kept = folder / KEPT
    made_of, found = pickle.loads(kept.read_bytes()) if kept.exists() else ("", [])  # noqa: S301 written by this script
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        if made_of != state:
            found = list(pool.map(follow, [(folder, truth, truth.file in judged) for truth in truths], chunksize=16))
            kept.write_bytes(pickle.dumps((state, found)))
        return list(pool.map(spoken, found, chunksize=64))


LISTENS = (
    "features", "tones", "texture", "waiting", "segments", "spans", "repetition", "phrases", "timing", "timbre",
    "summary", "moments", "known",
)  # fmt: skip


def _state(folder: Path) -> str:
    """A hash of the clips' truth, of what listens, but to words, and of the music model it listens with."""
    room = Path(filon.voice.listen.__path__[0])
    parts = [
        folder / TRUTH,
        room / "data/texture.json",
        *(Path(__file__).with_name(f"listener_{name}.py") for name in ("moments", "halves")),
        *(room / f"{name}.py" for name in LISTENS),
    ]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()
