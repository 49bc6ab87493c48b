"""Which clips a corpus holds: how many of each situation, in which language, on which line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from filon.voice.corpus.draw import Draw, Sentences
from filon.voice.corpus.noise import KINDS as NOISES
from filon.voice.corpus.parts import Click, Line, Part, Plan
from filon.voice.corpus.scenarios import machines, people, signals
from filon.voice.corpus.voices import Split


@dataclass(frozen=True)
class Situation:
    """A nature, a kind of it, its share of the corpus and who draws it."""

    nature: str
    kind: str
    share: float
    draws: Callable[[Draw], list[Part]]
    rings: bool = True


SITUATIONS = (
    Situation("human", "short", 18, people.short),
    Situation("human", "long", 5, people.long),
    Situation("human", "late", 4, people.late),
    Situation("human", "twice", 3.5, people.twice),
    Situation("human", "busy_person", 2, people.busy_person),
    Situation("human", "child", 2.5, people.child),
    Situation("human", "after_announcement", 4, people.after_announcement),
    Situation("human", "after_music", 2, people.after_music),
    Situation("voicemail", "beep", 13, machines.voicemail),
    Situation("voicemail", "silent", 6, machines.silent_voicemail),
    Situation("ivr", "menu", 15, machines.menu),
    Situation("unassigned", "sit", 5, machines.unassigned_sit),
    Situation("unassigned", "voice", 6, machines.unassigned_voice),
    Situation("fax", "called", 2.2, signals.fax_called),
    Situation("fax", "calling", 1, signals.fax_calling),
    Situation("fax", "data", 0.7, signals.fax_data),
    Situation("music", "hold", 6, signals.hold),
    Situation("silence", "nothing", 4, signals.nothing),
    Situation("ringback", "ringing", 3.2, signals.ringing, rings=False),
    Situation("busy", "engaged", 3.5, signals.engaged),
)
LANGUAGE_SHARES = {"fr": 0.4, "en": 0.3, "es": 0.3}
MORE_OF: dict[Sentences, dict[str, float]] = {
    "wide": {"fr": 0.35, "en": 0.2, "es": 0.45},
    "broad": {"fr": 0.25, "en": 0.4, "es": 0.35},
    "ample": {"fr": 0.45, "en": 0.3, "es": 0.25},
}
LEFT = {"human": 0.5, "voicemail": 1.0, "ivr": 1.0, "unassigned": 1.0}
"""Languages of wider clips, and how much is left of each nature where words tell; signals need no more."""

RINGS_FIRST = 0.2
CODECS = ("alaw",) * 9 + ("mulaw",) * 4 + ("gsm",) * 2 + ("g729",) * 2 + ("linear",) * 3


def plans(*, seed: int, size: int, split: Split, told: Sentences = "") -> Iterator[Plan]:
    """`size` clips of one half; the same arguments always give the same plans.

    `grammar`, `drawn`, `wide`, `broad` and `ample` are for training alone: their sentences are put together from pieces
    (`sentences.compose`); `third` to `seventh` for the test alone, with sentences of their own.
    """
    shares = [s.share * (LEFT.get(s.nature, 0.0) if told in MORE_OF else 1.0) for s in SITUATIONS]
    made = 0
    for number, situation in enumerate(SITUATIONS):
        until = round(size * sum(shares[: number + 1]) / sum(shares))
        for index in range(max(0, until - made)):
            yield _plan(situation, seed=seed * 1_000_003 + made + index, split=split, told=told)
        made = max(made, until)


def _plan(situation: Situation, *, seed: int, split: Split, told: Sentences) -> Plan:
    chosen = Draw(seed, language="fr", split=split)
    shares = MORE_OF.get(told, LANGUAGE_SHARES)
    language = str(chosen.rng.choice(list(shares), p=list(shares.values())))
    draw = Draw(seed + 1_000_000_007, language=language, split=split, told=told)
    parts = situation.draws(draw)
    if situation.rings and draw.chance(RINGS_FIRST):
        parts = [*signals.ring(draw, bursts=int(draw.rng.integers(1, 4))), Click(draw.between(-20, 0)), *parts]
    return Plan(
        name=f"{split}-{seed}-{situation.nature}-{situation.kind}-{language}.wav",
        nature=situation.nature,
        kind=situation.kind,
        language=language,
        split=split,
        seed=seed,
        seconds=draw.between(20, 32) if split == "train" else draw.between(18, 32),
        parts=tuple(parts),
        line=line(draw, nature=situation.nature),
    )


def line(draw: Draw, *, nature: str) -> Line:
    """A line as calls find it; a silent one may be as quiet as no line at all."""
    noisy = draw.rng.random()
    snr = 60.0 if noisy < 0.2 else draw.between(26, 48) if noisy < 0.76 else draw.between(13, 26)
    kind = "none" if noisy < 0.1 else draw.one(NOISES[1:])
    if nature == "silence" and kind == "babble":
        kind, snr = "office", max(snr, 20)
    return Line(
        level=draw.between(-40, -14),
        noise=kind,
        snr=snr,
        low=draw.one([200.0, 300.0, 300.0, 400.0, 100.0]),
        high=draw.one([3400.0, 3400.0, 3600.0, 3100.0, 3900.0]),
        codec=draw.one(CODECS),
        loss=draw.between(0.003, 0.05) if draw.chance(0.25) else 0.0,
        concealment=draw.one(["repeat", "silence"]),
        clipping=draw.chance(0.05),
        gate=draw.chance(0.1),
    )
