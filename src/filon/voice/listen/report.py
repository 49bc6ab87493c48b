"""How often the listener is right: the confusion matrix of a folder of clips whose truth is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path
from statistics import median

from filon.voice.corpus.build import Truth, read_truth
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.classify import Listener
from filon.voice.listen.decision import NATURES
from filon.voice.listen.features import describe_clip

EXACT = 1e-6
"""A share that is a tenth of a per cent to the digit stays it."""


@dataclass(frozen=True)
class Heard:
    """One clip judged. `waited_s` is the decision's delay from the end of the ringing."""

    truth: Truth
    nature: str
    confidence: float
    decided_at: float
    waited_s: float


@dataclass(frozen=True)
class Report:
    """All of them, and what they add up to. Shares are between 0 and 1."""

    heard: tuple[Heard, ...]

    def confusion(self) -> Counter[tuple[str, str]]:
        """How many clips of a nature were taken for which."""
        return Counter((h.truth.nature, h.nature) for h in self.heard)

    def right(self, language: str = "") -> float:
        """Share of the clips, of one language or of all, whose nature was recognised."""
        return _share(h.nature == h.truth.nature for h in self.heard if language in ("", h.truth.language))

    def humans_recognised(self) -> float:
        """Share of people taken for people."""
        return _share(h.nature == "human" for h in self.heard if h.truth.nature == "human")

    def machines_called_human(self) -> float:
        """Share of all the rest taken for people."""
        return _share(h.nature == "human" for h in self.heard if h.truth.nature != "human")

    def median_decision_s(self) -> float:
        """Median of the seconds from the end of the ringing to the verdict."""
        return median(h.waited_s for h in self.heard) if self.heard else 0.0

    def languages(self) -> list[str]:
        """Languages heard."""
        return sorted({h.truth.language for h in self.heard})


def _share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / len(values) if values else 0.0


def judge(folder: Path, *, processes: int = 1) -> Report:
    """Listen to the test half of a corpus."""
    tasks = [(folder, truth) for truth in read_truth(folder) if truth.split == "test"]
    with ProcessPoolExecutor(processes) as pool:
        return Report(tuple(pool.map(_hear, tasks, chunksize=8)))


def _hear(task: tuple[Path, Truth]) -> Heard:
    folder, truth = task
    listener = Listener()
    listener.push(describe_clip(read_wav(folder / truth.file)))
    verdict = listener.finish()
    return Heard(
        truth=truth,
        nature=verdict.nature,
        confidence=verdict.confidence,
        decided_at=verdict.decided_at,
        waited_s=round(verdict.decided_at - verdict.ring_s, 2),
    )


def at_least(share: float) -> str:
    """Per cent, never rounded up: what goes well is not made to look better."""
    return f"{floor(share * 1000 + EXACT) / 10:.1f}%"


def at_most(share: float) -> str:
    """Per cent, never rounded down: neither is what goes wrong."""
    return f"{ceil(share * 1000 - EXACT) / 10:.1f}%"


def as_markdown(report: Report) -> str:
    """The section of `docs/telephony.md`."""
    table = report.confusion()
    lines = [
        f"* clips: {len(report.heard)} (no sentence and no voice of the training half)",
        f"* nine natures right: {at_least(report.right())}",
        f"* humans recognised: {at_least(report.humans_recognised())}",
        f"* machine called human: {at_most(report.machines_called_human())}",
        f"* median decision after the ringing: {report.median_decision_s():.1f} s",
        *(f"* {language}: {at_least(report.right(language))}" for language in report.languages()),
        "",
        "| is \\ heard as | " + " | ".join(NATURES) + " |",
        "|---" * (len(NATURES) + 1) + "|",
    ]
    for truth in NATURES:
        cells = (str(table[truth, heard] or "·") for heard in NATURES)
        lines.append(f"| {truth} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
