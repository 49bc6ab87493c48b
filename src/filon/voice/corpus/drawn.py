"""Speakers that nobody recorded: variants of espeak-ng drawn by chance, for training alone.

A network taught by fifty voices learns the voices with the words; with hundreds it has only the words left to learn.
Pitch, throat, breath, roughness and stress are drawn from the number of the speaker. None of the test's speakers is
among them. espeak-ng reads them from a folder of data of its own, which is there while `speakers` is entered.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

SPEAKERS, MORE, BROAD = (tuple(f"drawn{n}" for n in range(first, first + 220)) for first in (0, 220, 440))
LANGUAGES = ("fr", "en", "es")
"""All it is given: the engine lists 349 voices at most, languages and variants together; so one set at a time."""

DATA = "ESPEAK_DATA_PATH"
"""Where the engine, and its library, look for their data."""

HIGHEST_FORMANT = 8
KLATT, KLATTS = 0.12, (1, 2, 4)
"""Share that another kind of synthesis speaks; 3 and 5 are speakers of the test."""

TIMEOUT_S = 10


class NoData(RuntimeError):
    """The engine's data cannot be found; the message says how to mend it."""


@contextmanager
def speakers(names: tuple[str, ...] = SPEAKERS) -> Iterator[None]:
    """The engine knows these meanwhile, in this process and in those it starts."""
    before = os.environ.get(DATA)
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), own=_data(), names=names)
        os.environ[DATA] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[DATA]
            else:
                os.environ[DATA] = before


def known(speaker: str) -> bool:
    """Whether the engine can speak as this one now: it takes its usual voice, without a word, for one it has not."""
    drawn = speaker in (*SPEAKERS, *MORE, *BROAD)
    return not drawn or (Path(os.environ.get(DATA, "")) / "voices/!v" / speaker).is_file()


def _write(folder: Path, *, own: Path, names: tuple[str, ...]) -> None:
    """The engine's data, and the speakers beside its own variants."""
    for entry in own.iterdir():
        if entry.name not in ("voices", "lang"):
            (folder / entry.name).symlink_to(entry)
    for entry in (own / "lang").glob("*/*"):
        if entry.name.startswith(LANGUAGES):
            place = folder / entry.relative_to(own)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(entry)
    variants = folder / "voices/!v"
    variants.mkdir(parents=True)
    for entry in (own / "voices/!v").iterdir():
        (variants / entry.name).symlink_to(entry)
    for name in names:
        (variants / name).write_text(variant(int(name.removeprefix("drawn"))), encoding="utf-8")


def _data() -> Path:
    """Where the installed engine has its data, as it tells itself."""
    command = ["espeak-ng", "--version"]
    try:
        # Nothing of the command comes from outside.
        told = subprocess.run(command, capture_output=True, check=True, text=True, timeout=TIMEOUT_S)  # noqa: S603 see above
    except FileNotFoundError as missing:
        raise NoData("espeak-ng is not installed: apt-get install espeak-ng") from missing
    _, found, place = told.stdout.partition("Data at: ")
    if not found or not Path(place.strip()).is_dir():
        raise NoData(f"espeak-ng does not say where its data is: {told.stdout.strip()!r}")
    return Path(place.strip())


def variant(number: int) -> str:
    """The file of a speaker: what espeak-ng reads of a voice's pitch, throat and manner."""
    rng = np.random.default_rng([number, 9])

    def whole(low: float, high: float) -> int:
        return round(rng.uniform(low, high))

    small = rng.uniform(0, 1)
    base = float(70 * 3.2 ** np.clip(small + rng.normal(0, 0.2), 0, 1))
    throat = 0.86 + 0.36 * float(np.clip(small + rng.normal(0, 0.2), 0, 1))
    lines = [
        "language variant",
        f"name drawn{number}",
        f"pitch {base:.0f} {base * rng.uniform(1.15, 1.6):.0f}",
        f"flutter {whole(0, 8)}",
        f"roughness {whole(0, 4)}",
        f"voicing {whole(60, 130)}",
        f"consonants {whole(60, 140)} {whole(60, 140)}",
        f"intonation {whole(1, 4)}",
    ]
    for formant in range(HIGHEST_FORMANT + 1):
        height = 100 * throat * rng.uniform(0.93, 1.07)
        lines.append(f"formant {formant} {height:.0f} {whole(65, 130)} {whole(70, 150)}")
    if rng.random() < KLATT:
        lines.append(f"klatt {KLATTS[int(rng.integers(len(KLATTS)))]}")
    if rng.random() < 0.4:
        lines.append(f"tone 600 {whole(120, 255)} 1200 {whole(60, 220)} 2000 {whole(30, 200)} 3000 {whole(10, 160)}")
    if rng.random() < 0.25:
        lines.append("breath 0 " + " ".join(str(whole(0, 8)) for _ in range(7)))
    if rng.random() < 0.15:
        lines.append(f"echo {whole(15, 60)} {whole(5, 35)}")
    if rng.random() < 0.4:
        lines.append("stressAmp " + " ".join(str(whole(12, 22)) for _ in range(8)))
    if rng.random() < 0.4:
        lines.append("stressLength " + " ".join(str(whole(140, 220)) for _ in range(8)))
    return "\n".join(lines) + "\n"
