"""The library of espeak-ng, which comes with Filon (`espeakng-loader`): sentences as sound.

For child processes (`espeak_process`, `recogniser_process`): it is C code that keeps its state to itself.
"""

from __future__ import annotations

import ctypes
from ctypes import CFUNCTYPE, POINTER, Structure, Union, c_char, c_char_p, c_int, c_short, c_uint, c_void_p
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

SYNCHRONOUS = 2
UTF8, END_PAUSE = 1, 0x1000
RATE_OF_WORDS, PITCH = 1, 3
WORD = 1
LANGUAGES = {"fr": "fr", "en": "en", "es": "es"}
"""What a language is to the library; its `en` is British."""


class _Id(Union):
    _fields_ = (("number", c_int), ("name", c_char_p), ("string", c_char * 8))


class _Event(Structure):
    _fields_ = (
        ("type", c_int), ("unique", c_uint), ("position", c_int), ("length", c_int),
        ("ms", c_int), ("sample", c_int), ("user", c_void_p), ("id", _Id),
    )  # fmt: skip


_Heard = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))
Begins = list[tuple[float, int, int]]
"""Of each word: second of the sound, place and length in the text."""


class Espeak:
    """One to a process. `voice` is that of a language, with or without a speaker: fr, fr-be, en-us+f3."""

    def __init__(self) -> None:
        """Raises OSError where the library cannot be loaded."""
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._sounds: list[NDArray[np.int16]] = []
        self._words: Begins = []
        self._callback = _Heard(self._heard)  # kept: the library calls it as long as we live
        self._rate = int(self._library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0))
        if self._rate <= 0:
            raise OSError("espeak-ng does not find its data")
        self._library.espeak_SetSynthCallback(self._callback)

    def say(self, text: str, *, voice: str, words_per_minute: int, pitch: int) -> tuple[NDArray[np.int16], int, Begins]:
        """The sound, its samples a second, and when words begin. Raises ValueError: there is no such voice.

        The library remembers what it said, and says the next sentence otherwise.
        """
        self._choose(voice)
        self._library.espeak_SetParameter(RATE_OF_WORDS, words_per_minute, 0)
        self._library.espeak_SetParameter(PITCH, pitch, 0)
        self._sounds.clear()
        self._words.clear()
        written = text.replace("\0", " ").encode()
        self._library.espeak_Synth(written, len(written) + 1, 0, 0, 0, UTF8 | END_PAUSE, None, None)
        sound = np.concatenate(self._sounds) if self._sounds else np.zeros(0, np.int16)
        return sound, self._rate, list(self._words)

    def _choose(self, voice: str) -> None:
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise ValueError(f"espeak-ng has no voice {voice}")

    def _heard(self, samples: Any, count: int, events: Any) -> int:
        if samples and count:
            self._sounds.append(np.ctypeslib.as_array(samples, (count,)).copy())
        at = 0
        while (event := events[at]).type:
            if event.type == WORD:
                self._words.append((event.ms / 1000, event.position - 1, event.length))
            at += 1
        return 0
