"""No words: ringing, busy, fax, music, silence."""

from __future__ import annotations

from dataclasses import dataclass

from filon.voice.corpus.draw import Draw
from filon.voice.corpus.parts import Click, Data, Decisive, Part, Quiet, Tone


@dataclass(frozen=True)
class Cadence:
    """Lines and the lengths of sound and silence, in turn (ITU-T E.180 supplement 2)."""

    frequencies: tuple[float, ...]
    pattern: tuple[float, ...]


RINGING = (
    Cadence((440,), (1.5, 3.5)),  # France
    Cadence((440,), (1.5, 3.5)),
    Cadence((425,), (1.5, 3.0)),  # Spain
    Cadence((425,), (1.5, 3.0)),
    Cadence((400, 450), (0.4, 0.2, 0.4, 2.0)),  # United Kingdom
    Cadence((440, 480), (2.0, 4.0)),  # United States
    Cadence((425,), (1.0, 4.0)),  # Germany, Italy, Switzerland
    Cadence((425,), (1.0, 3.0)),  # Belgium
    Cadence((400,), (1.0, 4.0)),
    Cadence((425,), (1.0, 5.0)),  # Portugal
)
BUSY = (
    Cadence((440,), (0.5, 0.5)),
    Cadence((425,), (0.2, 0.2)),
    Cadence((400,), (0.375, 0.375)),
    Cadence((480, 620), (0.5, 0.5)),
    Cadence((425,), (0.48, 0.48)),
    Cadence((480, 620), (0.25, 0.25)),
    Cadence((425,), (0.25, 0.25)),
    Cadence((425,), (0.2, 0.2, 0.2, 0.6)),
    Cadence((440,), (0.25, 0.25)),
)

LONGEST_S = 36
"""Longer than any clip: what rings goes on ringing."""


def _beats(draw: Draw, cadence: Cadence, *, bursts: int, gain: float) -> list[Part]:
    stretch, shift = draw.between(0.95, 1.05), draw.between(0.985, 1.015)
    tones = tuple(f * shift for f in cadence.frequencies)
    parts: list[Part] = []
    for k in range(bursts):
        on, off = (cadence.pattern[(2 * k + side) % len(cadence.pattern)] * stretch for side in (0, 1))
        parts += [Tone(tones, round(on, 3), gain), Quiet(round(off, 3))]
    return parts


def ring(draw: Draw, *, bursts: int) -> list[Part]:
    """Ringing that stops when somebody picks up: the first burst and the last pause may be cut."""
    cadence = draw.one(RINGING)
    parts = _beats(draw, cadence, bursts=bursts * len(cadence.pattern) // 2, gain=draw.between(-12, 2))
    first, last = parts[0], parts[-1]
    if isinstance(first, Tone) and draw.chance(0.5):
        parts[0] = Tone(first.frequencies, max(0.3, first.seconds * draw.between(0.3, 1)), first.gain)
    if isinstance(last, Quiet):
        parts[-1] = Quiet(max(0.1, last.seconds * draw.between(0.1, 1)))
    return parts


def busy(draw: Draw, seconds: float) -> list[Part]:
    """Busy or congestion."""
    cadence = draw.one(BUSY)
    bursts = int(seconds / (cadence.pattern[0] + cadence.pattern[1])) + 1
    return _beats(draw, cadence, bursts=bursts, gain=draw.between(-12, 3))


def ringing(draw: Draw) -> list[Part]:
    """It rings and rings."""
    cadence = draw.one(RINGING)
    bursts = int(LONGEST_S * len(cadence.pattern) / 2 / sum(cadence.pattern)) + 1
    parts = _beats(draw, cadence, bursts=bursts, gain=draw.between(-12, 2))
    return [draw.quiet(0, 2), Decisive(), *parts[draw.one([0, 0, 0, 1]) :]]


def engaged(draw: Draw) -> list[Part]:
    """Busy from the start, for ever or for a few seconds."""
    return [draw.quiet(0, 1.5), Decisive(), *busy(draw, draw.between(5, 30))]


def fax_called(draw: Draw) -> list[Part]:
    """The answer of a machine: CED or ANSam, then flags."""
    steady = draw.chance(0.6)
    tone = Tone(
        (draw.between(2086, 2114),),
        draw.between(2.2, 4.2),
        gain=draw.between(-8, 5),
        wobble=0.0 if steady else 0.2,
        reversals=not steady or draw.chance(0.2),
    )
    after: list[Part] = [Quiet(0.075), Data(draw.between(0.8, 2)), draw.quiet(1, 3)]
    return [draw.quiet(0.1, 2.5), Decisive(), tone, *after, *after]


def fax_calling(draw: Draw) -> list[Part]:
    """A machine that calls: CNG every three and a half seconds."""
    tone = Tone((draw.between(1085, 1115),), 0.5, gain=draw.between(-8, 5))
    return [draw.quiet(0.1, 2.5), Decisive(), *[part for _ in range(8) for part in (tone, Quiet(3.0))]]


def fax_data(draw: Draw) -> list[Part]:
    """A machine that goes straight to its flags."""
    burst: list[Part] = [Data(draw.between(1, 1.8), gain=draw.between(-6, 4)), draw.quiet(1, 3)]
    return [draw.quiet(0.2, 2), Decisive(), *burst, *burst, *burst, *burst]


def hold(draw: Draw) -> list[Part]:
    """Music, with or without somebody asking for patience."""
    parts: list[Part] = [draw.quiet(0.1, 1)]
    who = draw.person()
    said = draw.say(who, "wait")
    if draw.chance(0.45):
        parts += [said, draw.quiet(0.1, 0.6)]
    parts.append(Decisive())
    gain = draw.between(-8, 3)
    while sum(p.seconds for p in parts if not isinstance(p, Decisive | Click | Data) and hasattr(p, "seconds")) < 32:
        parts.append(draw.music(draw.between(9, 30), gain=gain))
        if draw.chance(0.35):
            parts += [draw.quiet(0.1, 0.5), said]
        parts.append(draw.quiet(0.1, 0.9))
    return parts


def nothing(draw: Draw) -> list[Part]:
    """Nobody speaks; perhaps a click."""
    parts: list[Part] = [Decisive(), Quiet(0.3)]
    for _ in range(int(draw.rng.integers(0, 3))):
        parts += [draw.quiet(0.2, 6), Click(draw.between(-25, -5))]
    return [*parts, Quiet(5)]
