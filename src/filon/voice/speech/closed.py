"""A recogniser of given phrases, for practice: pocketsphinx with its American model and pronunciations of espeak-ng.

For a child process (`recogniser_process`). What is heard is weighed against a loop of any phones: where that fits much
better, none of the phrases was said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Config, Decoder, get_model_path

from filon.voice.listen.audio.resample import RATE, resample
from filon.voice.speech.espeak import LANGUAGES, Espeak
from filon.voice.speech.phones import PHONES, Pronunciation, pronounced
from filon.voice.speech.transcript import Samples, Transcript, Word

MODEL_RATE = 16_000
FRAMES_PER_SECOND = 100
SETS_KEPT = 16
"""Decoders, each of one set of phrases."""

HISS = 10.0
"""Added to the sound: a digital silence is nothing that the model has heard before."""

WIDE = {"beam": 1e-80, "wbeam": 1e-60, "pbeam": 1e-80}
START, FINAL = 0, 1
LOOP = {"beam": 1e-50, "wbeam": 1e-30, "pbeam": 1e-50, "lw": 1.0}
REJECTED_BELOW = {"fr": -0.0023, "en": -0.0009, "es": -0.0018}
"""Log likelihood of a frame of speech over that of the loop, in the units of pocketsphinx: see the folder's README."""

VARIANTS = 4
EDGES = '.,;:!?…«»"“”()[]–—'
VARIANT = re.compile(r"\(\d+\)$")


def tokens(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as they are read aloud."""
    words = (word.strip(EDGES) for word in phrase.lower().replace("’", "'").split())
    return tuple(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Segment:
    """A word or a silence of a path, its frames and the logarithm of their likelihood."""

    name: str
    first: int
    last: int
    score: float

    @property
    def frames(self) -> int:
        return self.last - self.first + 1


class _Score:
    """The best that any phones make of the sound, from frame to frame."""

    def __init__(self, path: list[Segment]) -> None:
        rates = [np.full(each.frames, each.score / each.frames) for each in path]
        self._sums = np.concatenate(([0.0], *rates)).cumsum()

    def within(self, segment: Segment) -> float:
        first, end = (min(at, len(self._sums) - 1) for at in (segment.first, segment.last + 1))
        return float(self._sums[end] - self._sums[first])


class Closed:
    """One set of phrases of one language. Not safe between threads."""

    def __init__(self, phrases: Iterable[str], *, language: str, espeak: Espeak) -> None:
        self._phrases: dict[tuple[str, ...], str] = {}
        for phrase in phrases:
            if words := tokens(phrase):
                self._phrases.setdefault(words, phrase)
        self._decoder = _decoder(**WIDE)
        voice = LANGUAGES.get(language, LANGUAGES["en"])
        self._least = REJECTED_BELOW[voice]
        self._words = _teach(self._decoder, self._phrases, espeak=espeak, voice=voice)
        if self._phrases:
            grammar = self._decoder.create_fsg("phrases", START, FINAL, list(_tree(self._phrases, self._words)))
            self._decoder.add_fsg("phrases", grammar)
            self._decoder.activate_search("phrases")

    def transcribe(self, sound: Samples) -> Transcript:
        """The phrase that was said, in its hinted writing; "" where it was none of them."""
        if not self._phrases or not sound.size:
            return Transcript("", 0.0)
        raw = _widened(sound)
        path = _decoded(self._decoder, raw)
        heard = [segment for segment in path if segment.name in self._words]
        text = self._phrases.get(tuple(self._words[segment.name] for segment in heard), "")
        if not text:
            return Transcript("", 0.0)
        free = _Score(_decoded(_loop(), raw))
        words = tuple(self._word(segment, free) for segment in heard)
        fits = sum(segment.score - free.within(segment) for segment in path)
        confidence = self._confidence(fits / sum(segment.frames for segment in heard))
        return Transcript(text, confidence, words) if confidence else Transcript("", 0.0)

    def _word(self, segment: Segment, free: _Score) -> Word:
        return Word(
            self._words[segment.name],
            segment.first / FRAMES_PER_SECOND,
            (segment.last + 1) / FRAMES_PER_SECOND,
            self._confidence((segment.score - free.within(segment)) / segment.frames),
        )

    def _confidence(self, fits: float) -> float:
        """0 where any phones fit much better, 1 where none do."""
        return round(min(1.0, max(0.0, 1 - fits / self._least)), 3)


def _decoded(decoder: Any, raw: bytes) -> list[Segment]:
    """The path through the sound; empty where none leads to an end."""
    decoder.start_utt()
    decoder.process_raw(raw, False, True)
    decoder.end_utt()
    if not decoder.hyp():
        return []
    found = ((VARIANT.sub("", each.word), each) for each in decoder.seg())
    return [
        Segment(name, each.start_frame, each.end_frame, math.log(max(each.ascore, 1e-300)))
        for name, each in found
        if each.end_frame >= each.start_frame
    ]


def _decoder(**options: float) -> Any:
    model = str(Path(get_model_path()) / "en-us" / "en-us")
    # Without `bestpath`: its lattice of a grammar ends in the middle of phrases.
    config = Config(hmm=model, lm=None, dict=None, loglevel="FATAL", samprate=MODEL_RATE, bestpath=False, **options)
    return Decoder(config)


def _teach(decoder: Any, phrases: Iterable[tuple[str, ...]], *, espeak: Espeak, voice: str) -> dict[str, str]:
    """Give the decoder all words of the phrases; returns its names for them."""
    known: dict[str, list[Pronunciation]] = {}
    for phrase in phrases:
        for word, phones in pronounced(phrase, espeak, voice=voice):
            variants = known.setdefault(word, [])
            if phones not in variants and len(variants) < VARIANTS:
                variants.append(phones)
    for place, variants in enumerate(known.values()):
        for number, phones in enumerate(variants, 1):
            name = f"w{place}({number})" if number > 1 else f"w{place}"
            decoder.add_word(name, " ".join(phones), update=False)
    return {f"w{place}": word for place, word in enumerate(known)}


def _tree(phrases: Iterable[tuple[str, ...]], words: dict[str, str]) -> Iterator[tuple[int, int, float, str]]:
    """The phrases as edges of a grammar, those that begin alike together."""
    names = {word: name for name, word in words.items()}
    states: dict[tuple[str, ...], int] = {(): START}
    for phrase in phrases:
        for size, word in enumerate(phrase, 1):
            source = states[phrase[: size - 1]]
            if size == len(phrase):
                yield source, FINAL, 1.0, names[word]
            elif phrase[:size] not in states:
                states[phrase[:size]] = FINAL + len(states)
                yield source, states[phrase[:size]], 1.0, names[word]


@cache
def _loop() -> Any:
    """Any phones in any order."""
    decoder = _decoder(**LOOP)
    for phone in PHONES:
        decoder.add_word(phone, phone, update=False)
    edges = [(START, START, 1.0, phone) for phone in PHONES] + [(START, FINAL, 1.0)]
    decoder.add_fsg("phones", decoder.create_fsg("phones", START, FINAL, edges))
    decoder.activate_search("phones")
    return decoder


def _widened(sound: Samples) -> bytes:
    """The sound at the rate of the model, with a little hiss."""
    wide = resample(sound.astype(np.float32), source=RATE, target=MODEL_RATE)
    wide = wide + _hiss(len(wide))
    return np.clip(wide, -32_768, 32_767).astype(np.int16).tobytes()


@lru_cache(maxsize=8)
def _hiss(count: int) -> NDArray[np.float32]:
    return np.random.default_rng(1).normal(0, HISS, count).astype(np.float32)
