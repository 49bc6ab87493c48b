"""When each phone and each word of a training clip is said, as espeak-ng itself tells: for `listener_words.py`.

The clips are not made again: their sentences are spoken once more by the same engine, whose sounds are as long, and the
places of everything else in a clip are known from its plan. Needs the library of espeak-ng (`libespeak-ng.so.1`).
"""

from __future__ import annotations

import ctypes
import os
import pickle
import unicodedata
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from typing import Any

import numpy as np

from filon.voice.corpus.parts import Click, Decisive, Music, Plan, Say
from filon.voice.corpus.render import _click
from filon.voice.corpus.speak import speak

RATE, SPOKEN_AT = 8000, 22050
LOUD, LEAD, TAIL = 0.0055 * 32768, 220, 1103
"""How `speak` trims a sentence, at the rate of the engine: from what is loud, with a little before and after."""

SYNCHRONOUS, PHONES_TOO = 2, 1
RATE_OF_WORDS, PITCH = 1, 3
END_PAUSE, UTF8 = 0x1000, 1
WORD, PHONE = 1, 7


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int), ("unique", ctypes.c_uint), ("position", ctypes.c_int), ("length", ctypes.c_int),
        ("ms", ctypes.c_int), ("sample", ctypes.c_int), ("user", ctypes.c_void_p), ("id", _Id),
    )  # fmt: skip


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p), ("languages", ctypes.c_char_p), ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte), ("age", ctypes.c_ubyte), ("variant", ctypes.c_ubyte), ("more", ctypes.c_ubyte),
        ("score", ctypes.c_int), ("spare", ctypes.c_void_p),
    )  # fmt: skip


_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class Said:
    """Seconds from the start of the clip: where phones begin, where words end, and what is not known (start, end)."""

    phones: list[tuple[float, str]]
    words: list[tuple[float, str]]
    unknown: list[tuple[float, float]]


def said(plans: list[tuple[Plan, float]], *, processes: int) -> dict[str, Said]:
    """What is said in clips, each up to some second, by the names of the clips.

    Every sentence costs a fork, so the processes that do it are small ones, begun anew.
    """
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return dict(pool.map(_said, plans, chunksize=8))


def _said(task: tuple[Plan, float]) -> tuple[str, Said]:
    plan, until = task
    found, at, rng = Said([], [], []), 0, np.random.default_rng(plan.seed)
    for part in plan.parts:
        if at / RATE > until:
            break
        start = at / RATE
        if isinstance(part, Say):
            at += _add(found, part, start=start, language=plan.language)
        elif isinstance(part, Click):
            at += len(_click(part, rng=rng))
        elif not isinstance(part, Decisive):
            at += int(part.seconds * RATE)
        if isinstance(part, Music):
            found.unknown.append((start, at / RATE))
    return plan.name, found


def _add(found: Said, say: Say, *, start: float, language: str) -> int:
    """One sentence; returns its length in samples."""
    if say.voice.engine != "espeak-ng":
        count = len(speak(say))
        found.unknown.append((start, start + count / RATE))
        return count
    first, seconds, events = _aside(say)
    words = [((ms / 1000 - first), say.text[at - 1 : at - 1 + many]) for kind, ms, at, many in events if kind == WORD]
    ends = [*(begin for begin, _ in words[1:]), seconds * say.faster]
    found.words.extend(
        (start + end / say.faster, f"{language}:{folded(word)}") for end, (_, word) in zip(ends, words, strict=True)
    )
    phones = [(ms / 1000 - first, name) for kind, ms, name, _ in events if kind == PHONE]
    found.phones.extend((start + begin / say.faster, name) for begin, name in phones)
    found.phones.append((start + seconds, ""))
    return int(seconds * RATE)


def folded(word: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def _aside(say: Say) -> tuple[float, float, list[Any]]:
    """Seconds that are trimmed before, seconds that remain, events: in a child, for the engine remembers its past."""
    _engine()
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        try:
            with os.fdopen(sink, "wb") as out:
                out.write(pickle.dumps(_spoken(say)))
        finally:
            os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as answer:
        told: tuple[float, float, list[Any]] = pickle.loads(answer.read())  # noqa: S301 our own child wrote it
    os.waitpid(child, 0)
    return told


@cache
def _engine() -> ctypes.CDLL:
    engine = ctypes.CDLL("libespeak-ng.so.1")
    engine.espeak_Initialize(SYNCHRONOUS, 0, None, PHONES_TOO)
    return engine


def _spoken(say: Say) -> tuple[float, float, list[Any]]:
    engine, sounds, events = _engine(), [], []

    def heard(samples: Any, count: int, told: Any) -> int:
        if samples and count:
            sounds.append(np.ctypeslib.as_array(samples, (count,)).copy())
        at = 0
        while (event := told[at]).type:
            if event.type == WORD:
                events.append((WORD, event.ms, event.position, event.length))
            elif event.type == PHONE:
                events.append((PHONE, event.ms, bytes(event.id.string).split(b"\0")[0].decode(), 0))
            at += 1
        return 0

    callback = _Heard(heard)
    engine.espeak_SetSynthCallback(callback)
    if engine.espeak_SetVoiceByName(say.voice.name.encode()):
        voice = _Voice(languages=say.voice.name.encode())
        engine.espeak_SetVoiceByProperties(ctypes.byref(voice))
    engine.espeak_SetParameter(RATE_OF_WORDS, say.rate, 0)
    engine.espeak_SetParameter(PITCH, say.pitch, 0)
    text = say.text.encode()
    engine.espeak_Synth(text, len(text) + 1, 0, 0, 0, END_PAUSE | UTF8, None, None)
    sound = np.concatenate(sounds) if sounds else np.zeros(0, np.int16)
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > LOUD)
    first, last = (max(0, loud[0] - LEAD), min(len(sound), loud[-1] + TAIL)) if loud.size else (0, len(sound))
    return float(first / SPOKEN_AT), float((last - first) / SPOKEN_AT / say.faster), events
