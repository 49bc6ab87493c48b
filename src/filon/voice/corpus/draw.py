"""The dice of one clip: sentences, voices and durations, all from its seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import numpy as np

from filon.voice.corpus.parts import Music, Quiet, Say
from filon.voice.corpus.sentences import (
    ample,
    bank,
    broad,
    compose,
    composed,
    drawn,
    fifth,
    fourth,
    seventh,
    sixth,
    third,
    wide,
)
from filon.voice.corpus.voices import (
    LATE,
    Split,
    Voice,
    broad_voices,
    children,
    drawn_voices,
    late_voices,
    voices,
    wide_voices,
)

T = TypeVar("T")
Sentences = Literal["", "grammar", "drawn", "wide", "broad", "ample", "third", "fourth", "fifth", "sixth", "seventh"]
"""The half's own; composed of pieces; of more, by drawn speakers; of wider and of broader patterns; further tests."""

RATES, PITCHES = (130, 200), (25, 75)
VARIED_RATES, VARIED_PITCHES = (115, 215), (12, 88)
"""Words a minute, and espeak-ng's height of the voice."""

FAMILIAR = 0.1
"""Share of drawn clips that speakers of the training half speak."""

HOLD_KINDS = ("piano", "pad", "arpeggio", "music_box", "strings", "organ", "band", "beat")


@dataclass(frozen=True)
class Person:
    """A voice at its own speed and height."""

    voice: Voice
    rate: int
    pitch: int
    faster: float = 1.0
    hiss: float = -90.0


BANKS: dict[Sentences, Callable[[str], dict[str, Any]]] = {
    "grammar": composed,
    "drawn": drawn,
    "wide": wide,
    "broad": broad,
    "ample": ample,
    "third": third,
    "fourth": fourth,
    "fifth": fifth,
    "sixth": sixth,
    "seventh": seventh,
}
"""The sentences of a language that are no half's own."""


class Draw:
    """Everything a scenario may ask of chance. With `grammar`, `drawn`, `wide`, `broad` and `ample`,
    sentences are put together and people vary more."""

    def __init__(self, seed: int, *, language: str, split: Split, told: Sentences = "") -> None:
        self.rng = np.random.default_rng(seed)
        self.language, self.split = language, split
        self._varied = told in ("grammar", "drawn", "wide", "broad", "ample")
        self._told = told
        self._bank = BANKS[told](language) if told else bank(language)[split]

    def chance(self, share: float) -> bool:
        """True this share of the time."""
        return bool(self.rng.random() < share)

    def between(self, low: float, high: float) -> float:
        """A number of the interval, to the hundredth."""
        return round(float(self.rng.uniform(low, high)), 2)

    def one(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[int(self.rng.integers(len(among)))]

    def quiet(self, low: float, high: float) -> Quiet:
        """A pause."""
        return Quiet(self.between(low, high))

    def music(self, seconds: float, gain: float = 0.0) -> Music:
        """A tune."""
        return Music(self.one(HOLD_KINDS), seconds, seed=int(self.rng.integers(2**31)), gain=gain)

    def person(self, *, child: bool = False) -> Person:
        """Somebody who speaks the language of the clip."""
        if child:
            voice = self.one(children(self.split, self.language))
            return Person(voice, rate=int(self.rng.integers(120, 150)), pitch=85, faster=self.between(1.1, 1.25))
        voice = self.one(self._voices())
        hiss = self.between(-45, -22) if self.chance(0.15) else -90.0
        rates, pitches = (VARIED_RATES, VARIED_PITCHES) if self._varied else (RATES, PITCHES)
        return Person(voice, rate=int(self.rng.integers(*rates)), pitch=int(self.rng.integers(*pitches)), hiss=hiss)

    def _voices(self) -> tuple[Voice, ...]:
        if self._told == "drawn" and not self.chance(FAMILIAR):
            return drawn_voices(self.language)
        if self._told == "wide" and not self.chance(FAMILIAR):
            return wide_voices(self.language)
        if self._told in ("broad", "ample") and not self.chance(FAMILIAR):
            return broad_voices(self.language)
        if self._told in LATE:
            return late_voices(self._told, self.language)
        return voices(self.split, self.language)

    def say(self, who: Person, key: str, gain: float = 0.0) -> Say:
        """A sentence of this kind; people never say the same thing twice in the same way, machines do."""
        return self.words(who, self.template(key), gain=gain)

    def template(self, key: str) -> str:
        """A sentence of this kind, its blanks not filled."""
        return compose(str(self.one(self._bank[key])), among=self._bank, rng=self.rng)

    def greeting(self) -> str:
        """A voicemail's text, written whole or put together from its usual pieces."""
        if self.chance(0.4):
            return self.template("voicemail")
        pieces = [self.template("open"), self.template("reason"), self.template("ask")]
        if self.chance(0.4):
            pieces.insert(2, self.template("ask"))
        return " ".join([*pieces, self.template("close")] if self.chance(0.5) else pieces)

    def menu(self) -> list[str]:
        """The phrases of a menu, their blanks not filled: a written one, or as many options as a company has."""
        if self.chance(0.4):
            return [compose(str(phrase), among=self._bank, rng=self.rng) for phrase in self.one(self._bank["ivr"])]
        opening = [self.template("open")] if self.chance(0.8) else []
        notices = [self.template("notice") for _ in range(int(self.rng.integers(0, 3)))]
        option = self.template("option")
        options = [option.replace("{k}", str(k)) for k in range(1, int(self.rng.integers(3, 7)))]
        return [*opening, *notices, *options, *([self.template("final")] if self.chance(0.5) else [])]

    def dead_number(self) -> str:
        """What a network says of a number nobody has."""
        if self.chance(0.4):
            text = self.template("unassigned")
            return text.replace("{d}", self._digits()) if "{d}" in text else text
        digits = self._digits()
        text = self.template("dead").replace("{d}", digits)
        return f"{text} {self.template('check')}" if self.chance(0.6) else text

    def _digits(self) -> str:
        return " ".join(str(self.rng.integers(10, 99)) for _ in range(5))

    def words(self, who: Person, template: str, gain: float = 0.0) -> Say:
        """This sentence, its blanks filled."""
        blanks = {"c": "companies", "n": "names", "s": "departments"}
        text = template.format(**{blank: self.template(key) for blank, key in blanks.items()})
        return Say(
            text=text[:1].upper() + text[1:],
            voice=who.voice,
            rate=who.rate,
            pitch=who.pitch,
            faster=who.faster,
            hiss=who.hiss,
            gain=gain,
            template=template,
        )

    def livelier(self, who: Person) -> Person:
        """The same person a moment later."""
        rate, pitch = (int(self.rng.integers(-12, 13)) for _ in range(2))
        return replace(who, rate=who.rate + rate, pitch=min(99, max(0, who.pitch + pitch // 2)))
