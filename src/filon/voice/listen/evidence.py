"""What a verdict rests on, in facts a person can check by listening again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND
from filon.voice.listen.model import Answers, Forest
from filon.voice.listen.summary import GROUPS, NAMES, Summary, beep_after_speech
from filon.voice.listen.tones import Tone

FACTS = {
    "beep": ("no_beep", "quiet_now"),
    "rhythm": ("rhythm_of_phrases", "segment_rate"),
    "voice": ("voice_variation", "level_std"),
    "speech_share": ("speech_in_all", "spoken"),
    "line": ("line_noise", "rise"),
    "words": ("words_heard", "words_sure"),
}
"""Group → name of the fact and the number that states it."""

AGAIN_S = 1.0
"""What is alike for so long is a message that comes round; less, words that come back, as « tapez » does."""

AGAIN_SHARE = 0.15
WAITS_S = 0.5
"""A shorter quiet is a breath: whoever speaks goes on."""

HEARD_S = 0.05
LEAST_WEIGHT = 0.03
MOST = 5


@dataclass(frozen=True)
class Evidence:
    """`name` is the key of a sentence; `value` its number (seconds, Hz or a share); `at` the second it was known.

    `weight` is how much of the verdict's probability is lost without it.
    """

    name: str
    value: float
    at: float
    weight: float


@dataclass(frozen=True)
class Told:
    """A verdict to explain: who said it, what, by which answers, and between which seconds it listened."""

    model: Forest
    nature: str
    answers: Answers
    since: float
    now: float


def explain(summary: Summary, *, told: Told, tones: list[Tone]) -> tuple[Evidence, ...]:
    """The groups of numbers without which the verdict would be less sure, the weightiest first."""
    usual, about = _exchanges(told.model)
    chances = told.model.exchanged(told.answers, usual, about=about)[:, told.model.classes.index(told.nature)]
    weights = {group: float(chances[0] - chances[row]) for row, group in enumerate(GROUPS, start=1)}
    ordered = sorted(weights, key=lambda group: -weights[group])
    telling = [group for group in ordered if weights[group] >= LEAST_WEIGHT][:MOST] or ordered[:1]
    found = []
    for group in telling:
        name, value, at = fact(group, summary, tones=tones, now=told.now - told.since)
        found.append(Evidence(name, round(value, 2), round(told.since + at, 2), round(max(0.0, weights[group]), 3)))
    return tuple(found)


@cache
def _exchanges(model: Forest) -> tuple[Answers, Answers]:
    """What is usually answered, and which questions each group has."""
    about = [model.about([NAMES.index(name) for name in names]) for names in GROUPS.values()]
    return model.answers(np.array([model.settings["usual"]], np.float32))[0], np.stack(about)


def fact(group: str, summary: Summary, *, tones: list[Tone], now: float) -> tuple[str, float, float]:
    """Name, value and second of the fact that stands for one of `GROUPS`, `now` seconds after listening began."""
    values = summary.values
    turns = summary.speech.turns / FRAMES_PER_SECOND
    if group == "greeting_length":
        return ("first_utterance", values["first_turn"], float(turns[0, 1])) if len(turns) else ("no_speech", now, now)
    if group == "waits_for_us":
        quiet = values["quiet_now"]
        after = "silence_after_speech" if quiet >= WAITS_S else "speaks_on"
        return (after if len(turns) else "silence", quiet, now)
    if group == "repetition":
        return (*_again(values), now)
    if group == "tones":
        length = values["tone_seconds"]
        return ("tones" if length >= HEARD_S else "no_tones", length, now)
    beep = beep_after_speech(tones, summary.speech)
    if group == "beep" and beep:
        return "beep_after_speech", beep.low, beep.start
    name, number = FACTS[group]
    return name, values[number], now


def _again(values: Mapping[str, float]) -> tuple[str, float]:
    """A number says as much by being small: nothing came back, so it is no recording."""
    if values["again_length"] >= AGAIN_S:
        return "repeats_itself", values["again_length"]
    share = values["again_share"]
    return ("words_come_back" if share >= AGAIN_SHARE else "nothing_repeats"), share
