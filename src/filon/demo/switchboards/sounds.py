"""Steps to samples: prompts of the project, sound files of the user, signals of the network, music, a line's noise."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filon.demo.switchboards.scenario import Scenario
from filon.demo.switchboards.steps import PLAIN_VOICE, Step
from filon.demo.switchboards.values import BadScenario
from filon.voice.corpus.music import play
from filon.voice.listen.audio.wav import NotAWav, read_wav
from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.speech.voices import EspeakVoice

RATE = 8000
PROMPTS = Path(__file__).parent / "prompts"
PROMPT_SUFFIX = ".al"
"""A-law without a header, 8 kHz: what a telephone line carries, half the size of a WAV."""

LOUDNESS = 2_300
"""Root mean square of speech, −23 dB of full scale."""

TONE_LOUDNESS = 2_600
NOISE_SECONDS = 20
TUNES = ("piano", "pad", "arpeggio", "strings")
CADENCES = {
    "sit": (((950.0,), 0.33), ((1400.0,), 0.33), ((1800.0,), 0.33), ((), 1.0)),
    "busy": (((440.0,), 0.5), ((), 0.5)),
    "ringback": (((440.0,), 1.5), ((), 3.5)),
    "fax_answer": (((), 0.4), ((2100.0,), 3.0), ((), 1.5)),
    "fax_calling": (((1100.0,), 0.5), ((), 3.0)),
    "beep": (((1000.0,), 0.5),),
}
"""Lines and seconds, in turn (ITU-T E.180, E.182, T.30); French where countries differ."""

Samples = NDArray[np.int16]
Sound = NDArray[np.float64]


def render(
    steps: tuple[Step, ...], scenario: Scenario, *, chance: random.Random, level: float | None = None
) -> Samples:
    """What is heard, on a line whose noise is drawn where it is not told. The same chance gives the same samples."""
    pieces = [_step(step, scenario, chance) for step in steps]
    sound = np.concatenate(pieces) if pieces else np.zeros(0)
    level = chance.uniform(*scenario.noise) if level is None else level
    return _on_line(sound, level=level, offset=chance.randrange(RATE))


def hiss(seconds: float, *, level: float) -> Samples:
    """Nothing but the line's noise."""
    return _on_line(np.zeros(int(seconds * RATE)), level=level, offset=0)


def _on_line(sound: Sound, *, level: float, offset: int) -> Samples:
    noise = np.resize(_hiss(), len(sound)) * level
    return np.asarray(np.clip(np.roll(noise, offset) + sound, -32_000, 32_000), np.int16)


def _step(step: Step, scenario: Scenario, chance: random.Random) -> Sound:
    seconds = chance.uniform(*step.seconds)
    match step.verb:
        case "prompt":
            return prompt(chance.choice(step.what)).astype(float)
        case "wav":
            return recorded(scenario.folder / chance.choice(step.what)).astype(float)
        case "say":
            return spoken(step.what[0], voice=step.voice).astype(float)
        case "tone":
            return tone(step.what[0], seconds)
        case "music":
            return play(chance.choice(TUNES), seconds=seconds, seed=chance.randrange(2**31)).astype(float) * 32_768
    return np.zeros(int(seconds * RATE))


@lru_cache(maxsize=64)
def prompt(name: str) -> Samples:
    """A sentence that comes with Filon. Raises `BadScenario`: there is none of that name."""
    path = PROMPTS / f"{name}{PROMPT_SUFFIX}"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in PROMPTS.glob(f"*{PROMPT_SUFFIX}")))
        raise BadScenario(f"there is no prompt {name}: one of {known}")
    return g711.decode(path.read_bytes(), Law.A)


@lru_cache(maxsize=64)
def recorded(path: Path) -> Samples:
    """A sound file of the user. Raises `BadScenario` with the reason."""
    try:
        return read_wav(path)
    except NotAWav as refusal:
        raise BadScenario(str(refusal)) from None


@lru_cache(maxsize=512)
def spoken(text: str, *, voice: str = PLAIN_VOICE) -> Samples:
    """A sentence read by a voice of espeak-ng: `fr`, `en+m2`. Raises `BadScenario` where it cannot be read."""
    variety, _, speaker = voice.partition("+")
    sound = EspeakVoice(speaker=speaker, variety=variety).say(text, language=variety[:2])
    if sound is None:
        raise BadScenario(f"{voice} cannot say that: choose another voice, or record the sentence as a WAV")
    loud = sound.astype(float)
    return np.asarray(np.clip(loud * LOUDNESS / (np.sqrt(np.mean(loud**2)) + 1), -32_000, 32_000), np.int16)


def tone(kind: str, seconds: float = 0.0) -> Sound:
    """A signal of the network, once or repeated for so many seconds."""
    once = np.concatenate([_lines(frequencies, length) for frequencies, length in CADENCES[kind]])
    return np.resize(once, int(seconds * RATE)) if seconds else once


def _lines(frequencies: tuple[float, ...], seconds: float) -> Sound:
    time = np.arange(int(seconds * RATE)) / RATE
    sound = np.zeros(len(time))
    for frequency in frequencies:
        sound += np.sin(2 * np.pi * frequency * time) * TONE_LOUDNESS * np.sqrt(2)
    return sound * np.minimum(1, np.minimum(time, seconds - time) / 0.005)


@lru_cache(maxsize=1)
def _hiss() -> Sound:
    return np.random.default_rng(1).normal(0, 1, NOISE_SECONDS * RATE)
