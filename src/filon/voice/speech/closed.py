"""A recogniser of given phrases, for practice: each is said by espeak-ng, and what was heard is compared with that.

For a child process (`recogniser_process`). It understands synthetic voices such as those of the practice switchboards,
whoever of them speaks; of people on real lines it would understand little.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.audio.resample import RATE
from filon.voice.speech.cepstra import FRAME_S, LEAST_FRAMES, Frames, described
from filon.voice.speech.espeak import LANGUAGES, Begins, Espeak
from filon.voice.speech.transcript import Samples, Transcript, Word
from filon.voice.speech.warping import comparable, distances, path

SPEAKERS = ("", "f2", "f3")
"""A man and two women; others are near enough to one of them."""

WORDS_PER_MINUTE, PITCH = 150, 50
PHRASES_KEPT = 6_000
UNLIKE = 2.8
"""From here on it was another sentence; see `_unlike`. Measured by `python tools/recogniser_report.py`."""

SHORT_FRAMES, SHORT_STRICTER = 50, 0.4
"""What is shorter than a second resembles more: the limit falls by so much towards nothing."""

USUAL, OTHERS_WEIGH = 10.0, 2.0
OTHERS_SHARE, ENOUGH_OTHERS, OTHERS_USUAL = 0.2, 40, 16.0

STEEPNESS = 12
STEADY_DB = 2.0
"""Noise and tones vary less."""

EDGES = '.,;:!?¿¡…«»"“”()[]–—- '


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase as one speaker says it: its frames, and where each word begins among them."""

    frames: Frames
    begins: tuple[tuple[int, str], ...]


class Closed:
    """Not safe between threads."""

    def __init__(self) -> None:
        self._espeak = Espeak()
        self._kept: OrderedDict[tuple[str, str], Said] = OrderedDict()

    def transcribe(self, sound: Samples, *, phrases: Iterable[str], language: str) -> Transcript:
        """The phrase that was said, in its hinted writing; "" where it was none of them."""
        heard, first, varies = described(sound, rate=RATE)
        candidates = self._candidates(phrases, LANGUAGES.get(language, LANGUAGES["en"]))
        near = [(text, said) for text, said in candidates if comparable(len(heard), len(said.frames))]
        if len(heard) < LEAST_FRAMES or varies < STEADY_DB or not near:
            return Transcript("", 0.0)
        away = distances(heard, [said.frames for _, said in near])
        text, said = near[int(away.argmin())]
        confidence = round(max(0.0, 1 - (_unlike(away) / _limit(len(heard))) ** STEEPNESS), 3)
        return Transcript(text, confidence, _words(heard, said, first)) if confidence else Transcript("", 0.0)

    def learn(self, phrases: Iterable[str], *, language: str) -> int:
        """Have these phrases said beforehand; returns how many are kept."""
        self._candidates(phrases, LANGUAGES.get(language, LANGUAGES["en"]))
        return len(self._kept)

    def _candidates(self, phrases: Iterable[str], voice: str) -> list[tuple[str, Said]]:
        wanted = [phrase for phrase in phrases if phrase.strip(EDGES)]
        found = [(text, self._said(text, f"{voice}+{who}" if who else voice)) for text in wanted for who in SPEAKERS]
        while len(self._kept) > PHRASES_KEPT:
            self._kept.popitem(last=False)
        return [(text, said) for text, said in found if len(said.frames)]

    def _said(self, text: str, voice: str) -> Said:
        if (text, voice) not in self._kept:
            sound, rate, words = self._espeak.say(text, voice=voice, words_per_minute=WORDS_PER_MINUTE, pitch=PITCH)
            frames, first, _ = described(sound, rate=rate)
            self._kept[text, voice] = Said(frames, tuple(_begins(text, words, first)))
        self._kept.move_to_end((text, voice))
        return self._kept[text, voice]


def _limit(frames: int) -> float:
    return UNLIKE - SHORT_STRICTER * max(0.0, 1 - frames / SHORT_FRAMES)


def _unlike(away: NDArray[np.float32]) -> float:
    """How far the nearest is, by itself and beside the others: what fits one sentence fits the others far less."""
    nearest = float(away.min())
    others = float(np.quantile(away, OTHERS_SHARE)) if len(away) >= ENOUGH_OTHERS else OTHERS_USUAL
    return nearest / USUAL + OTHERS_WEIGH * nearest / others


def _begins(text: str, words: Begins, first: int) -> Iterator[tuple[int, str]]:
    """The frame that each written word begins with: espeak-ng tells of « c’ » and « est »."""
    for token in re.finditer(r"\S+", text):
        starts = [start for start, at, _ in words if token.start() <= at < token.end()]
        if starts:
            yield max(0, int(starts[0] / FRAME_S) - first), token[0].strip(EDGES)


def _words(heard: Frames, said: Said, first: int) -> tuple[Word, ...]:
    """When each word was said: where the way through the phrase comes to its beginning."""
    way = path(heard, said.frames)
    starts = [int(np.searchsorted(way, begin)) for begin, _ in said.begins]
    ends = [*starts[1:], len(way)]
    return tuple(
        Word(text, round((first + start) * FRAME_S, 2), round((first + end) * FRAME_S, 2))
        for (_, text), start, end in zip(said.begins, starts, ends, strict=True)
        if end > start
    )
