"""Clips on disk: WAV files and a line of truth each, made by as many processes as asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from filon.voice.corpus.draw import Sentences
from filon.voice.corpus.drawn import BROAD, MORE, SPEAKERS, speakers
from filon.voice.corpus.parts import Plan
from filon.voice.corpus.plan import plans
from filon.voice.corpus.render import render
from filon.voice.corpus.voices import Split
from filon.voice.listen.audio.wav import write_wav

TRUTH = "truth.jsonl"
TEST_SHARE = 0.22
TESTS: tuple[Sentences, ...] = ("third", "fourth", "fifth", "sixth", "seventh")
DRAWN: dict[Sentences, tuple[str, ...]] = {"wide": MORE, "broad": BROAD, "ample": BROAD}


@dataclass(frozen=True)
class Truth:
    """What a clip is. `decisive_at` is when it can be known, `music` the seconds of hold music."""

    file: str
    nature: str
    kind: str
    language: str
    split: Split
    decisive_at: float
    seconds: float
    music: tuple[tuple[float, float], ...]


def build(folder: Path, *, seed: int, size: int, only: Sentences = "", processes: int = 1) -> list[Truth]:
    """Make the clips that are not there yet, a fifth of them for the test, and add them to `truth.jsonl`.

    A folder may hold the clips of several seeds. With those of `TESTS`, all are for the test, of sentences that
    no other test has; with any other, all are for training, of composed sentences.
    """
    folder.mkdir(parents=True, exist_ok=True)
    test = size if only in TESTS else 0 if only else round(size * TEST_SHARE)
    train = plans(seed=seed, size=size - test, split="train", told=only)
    wanted = [*train, *plans(seed=seed + 1, size=test, split="test", told=only)]
    known = {truth.file: truth for truth in read_truth(folder)} if (folder / TRUTH).exists() else {}
    missing = [(folder, plan) for plan in wanted if plan.name not in known or not (folder / plan.name).exists()]
    with speakers(DRAWN.get(only, SPEAKERS)), ProcessPoolExecutor(processes) as pool:
        made = {truth.file: truth for truth in pool.map(_make, missing, chunksize=8)}
    rows = [made.get(plan.name) or known[plan.name] for plan in wanted]
    every = {**known, **{row.file: row for row in rows}}
    (folder / TRUTH).write_text("".join(json.dumps(vars(row)) + "\n" for row in every.values()), encoding="utf-8")
    return rows


def _make(task: tuple[Path, Plan]) -> Truth:
    folder, plan = task
    clip = render(plan)
    write_wav(folder / plan.name, clip.samples)
    return Truth(
        file=plan.name,
        nature=plan.nature,
        kind=plan.kind,
        language=plan.language,
        split=plan.split,
        decisive_at=clip.decisive_at,
        seconds=len(clip.samples) / 8000,
        music=clip.music,
    )


def read_truth(folder: Path) -> Iterator[Truth]:
    """The truth of a folder of clips."""
    for row in (folder / TRUTH).read_text("utf-8").splitlines():
        fields = json.loads(row)
        yield Truth(**{**fields, "music": tuple((float(a), float(b)) for a, b in fields["music"])})
