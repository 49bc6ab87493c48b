"""What the command line asks of the voice engine: plain functions, no Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from filon.voice.corpus.build import Truth, build
from filon.voice.corpus.draw import Sentences
from filon.voice.listen.audio.wav import NotAWav, read_wav
from filon.voice.listen.classify import Listener, Verdict
from filon.voice.listen.features import describe_clip
from filon.voice.listen.report import Report, as_markdown, judge
from filon.voice.live import compared, judge_live

__all__ = ["NotAWav", "Sentences", "as_markdown", "build_corpus", "classify_file", "listen_to", "live", "report"]


def build_corpus(folder: Path, seed: int, size: int, *, only: Sentences = "", processes: int = 1) -> list[Truth]:
    """Make `size` clips of this seed in a folder, a fifth of them for the test, with `truth.jsonl`.

    With `grammar`, `drawn`, `wide`, `broad` and `ample` all are for training, and their sentences are put together from
    pieces; with `third`, `fourth`, `fifth`, `sixth` and `seventh`, for the test.

    Clips already there are kept. Raises `NoSpeechEngine` when espeak-ng or flite is missing.
    """
    return build(folder, seed=seed, size=size, only=only, processes=processes)


def report(folder: Path, *, processes: int = 1) -> Report:
    """Judge the listener on the test half of a corpus."""
    return judge(folder, processes=processes)


def live(folder: Path, *, concurrent: int, loss: float) -> str:
    """The test half played over real calls on this machine, beside the same clips heard from their files."""
    return compared(judge(folder), judge_live(folder, concurrent=concurrent, loss=loss), loss=loss)


def listen_to(path: Path) -> Verdict:
    """The verdict on a sound file; raises `NotAWav` with a sentence when it cannot be read."""
    listener = Listener()
    listener.push(describe_clip(read_wav(path)))
    return listener.finish()


def classify_file(path: Path) -> dict[str, Any]:
    """One line of `filon calls classify --json`: file, nature, confidence, decided_at, evidence, ring_s, hold_s."""
    verdict = listen_to(path)
    return {
        "file": str(path),
        "nature": verdict.nature,
        "confidence": verdict.confidence,
        "decided_at": verdict.decided_at,
        "ring_s": verdict.ring_s,
        "hold_s": verdict.hold_s,
        "evidence": [vars(each) for each in verdict.evidence],
    }
