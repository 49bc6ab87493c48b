"""What a verdict rests on, in facts a person can check by listening again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND
from filon.voice.listen.model import Forest
from filon.voice.listen.summary import GROUPS, NAMES, Summary, beep_after_speech
from filon.voice.listen.tones import Tone

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


def explain(
    summary: Summary, *, model: Forest, nature: str, tones: list[Tone], since: float, now: float
) -> tuple[Evidence, ...]:
    """The groups of numbers without which the verdict would be less sure, the weightiest first."""
    vector = summary.vector()
    usual = np.array(model.settings["usual"], np.float32)
    trials = np.tile(vector, (len(GROUPS) + 1, 1))
    for row, names in enumerate(GROUPS.values(), start=1):
        chosen = [NAMES.index(name) for name in names]
        trials[row, chosen] = usual[chosen]
    chances = model.chances(trials)[:, model.classes.index(nature)]
    found = []
    for row, group in enumerate(GROUPS, start=1):
        weight = float(chances[0] - chances[row])
        if weight >= LEAST_WEIGHT:
            name, value, at = _fact(group, summary, tones=tones, now=now - since)
            found.append(Evidence(name, round(value, 2), round(since + at, 2), round(weight, 3)))
    return tuple(sorted(found, key=lambda e: -e.weight)[:MOST])


def _fact(group: str, summary: Summary, *, tones: list[Tone], now: float) -> tuple[str, float, float]:
    """Name, value and second of the fact that stands for a group."""
    values = summary.values
    turns = summary.speech.turns / FRAMES_PER_SECOND
    first_end = float(turns[0, 1]) if len(turns) else now
    match group:
        case "greeting_length":
            return ("first_utterance", values["first_turn"], first_end) if len(turns) else ("no_speech", now, now)
        case "waits_for_us":
            return ("silence_after_speech", values["quiet_now"], now) if len(turns) else ("silence", now, now)
        case "beep":
            beep = beep_after_speech(tones, summary.speech)
            return ("beep_after_speech", beep.low, beep.start) if beep else ("no_beep", values["quiet_now"], now)
        case "repetition":
            return "repeats_itself", values["again_top"], now
        case "rhythm":
            return "rhythm_of_phrases", values["segment_rate"], now
        case "voice":
            return "voice_variation", values["level_std"], now
        case "speech_share":
            return "speech_in_all", values["spoken"], now
        case "tones":
            return "tones", values["tone_seconds"], now
        case _:
            return "line_noise", values["rise"], now
