"""What a clip is made of before any sound exists: a list of parts that can be printed, compared and counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from filon.voice.corpus.voices import Split, Voice


@dataclass(frozen=True)
class Say:
    """Words. `rate` is words a minute, `pitch` 0–99, `faster` how much the tape is sped up (a child), `gain` dB."""

    text: str
    voice: Voice
    rate: int = 160
    pitch: int = 50
    faster: float = 1.0
    gain: float = 0.0
    hiss: float = -90.0
    template: str = ""


@dataclass(frozen=True)
class Quiet:
    """Nothing but the line."""

    seconds: float


@dataclass(frozen=True)
class Tone:
    """One to three lines together; `wobble` is the depth of a 15 Hz modulation, `reversals` turns the phase (ANSam)."""

    frequencies: tuple[float, ...]
    seconds: float
    gain: float = 0.0
    wobble: float = 0.0
    reversals: bool = False


@dataclass(frozen=True)
class Data:
    """A modem at 300 bit/s (V.21 channel 2) sending flags."""

    seconds: float
    gain: float = 0.0


@dataclass(frozen=True)
class Music:
    """Hold music of a kind of `music.KINDS`."""

    kind: str
    seconds: float
    seed: int
    gain: float = 0.0


@dataclass(frozen=True)
class Click:
    """A handset, a relay."""

    gain: float = 0.0


@dataclass(frozen=True)
class Decisive:
    """From here on, what answered can be known."""


Part = Say | Quiet | Tone | Data | Music | Click | Decisive


@dataclass(frozen=True)
class Line:
    """What the network does to the sound. `snr` and `level` in dB, `loss` a share of 20 ms packets."""

    level: float = -24.0
    noise: str = "none"
    snr: float = 60.0
    low: float = 300.0
    high: float = 3400.0
    codec: str = "alaw"
    loss: float = 0.0
    concealment: str = "repeat"
    clipping: bool = False
    gate: bool = False


@dataclass(frozen=True)
class Plan:
    """One clip, whole: the same plan always gives the same samples."""

    name: str
    nature: str
    kind: str
    language: str
    split: Split
    seed: int
    seconds: float
    parts: tuple[Part, ...]
    line: Line = field(default_factory=Line)

    def said(self) -> tuple[Say, ...]:
        """Everything spoken."""
        return tuple(part for part in self.parts if isinstance(part, Say))
