"""A machine answers: voicemail, menu, announcement of a number that does not exist."""

from __future__ import annotations

import re
from dataclasses import replace

from filon.voice.corpus.draw import Draw, Person
from filon.voice.corpus.parts import Click, Decisive, Part, Quiet, Tone
from filon.voice.corpus.scenarios.signals import busy
from filon.voice.corpus.speak import SENTENCE

BEEPS = (400, 425, 440, 520, 600, 700, 800, 850, 941, 1000, 1050, 1150, 1250, 1400, 1500, 1750, 2000)
SIT_LOW, SIT_MIDDLE, SIT_HIGH = (950.0, 913.8, 985.2), (1400.0, 1370.6, 1428.5), (1800.0, 1776.7)


def beep(draw: Draw) -> list[Part]:
    """The signal of an answering machine: one line, two lines, or two short ones."""
    frequency = float(draw.one(BEEPS)) * draw.between(0.99, 1.01)
    gain = draw.between(-8, 6)
    length = draw.one([0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.4])
    if draw.chance(0.12):
        return [Tone((frequency, frequency * 1.3), length, gain)]
    if draw.chance(0.1):
        return [Tone((frequency,), 0.15, gain), Quiet(0.1), Tone((frequency * draw.one([1.0, 1.25]),), 0.2, gain)]
    return [Tone((frequency,), length, gain)]


def read(draw: Draw, who: Person, template: str) -> list[Part]:
    """A text as an engine reads it whole, or sentence by sentence as somebody recorded it."""
    whole = draw.words(who, template)
    if draw.chance(0.5):
        return [whole]
    parts: list[Part] = []
    for sentence in SENTENCE.split(whole.text):
        said = draw.words(who, re.sub(r"[{}]", "", sentence))
        parts += [said, draw.quiet(0.15, 0.9)]
    return parts[:-1]


def voicemail(draw: Draw) -> list[Part]:
    """A greeting and a beep."""
    text = draw.template("voicemail_short") if draw.chance(0.18) else draw.greeting()
    parts = [*_opening(draw), Decisive(), *read(draw, draw.person(), text), draw.quiet(0.15, 1.4)]
    return [*parts, *beep(draw), *_after(draw)]


def silent_voicemail(draw: Draw) -> list[Part]:
    """A greeting that records without a beep, or an announcement of closing hours."""
    who, key = draw.person(), draw.one(["voicemail", "closed", "closed"])
    text = read(draw, who, draw.template(key) if key == "closed" and draw.chance(0.5) else draw.greeting())
    parts: list[Part] = [*_opening(draw), Decisive(), *text]
    if key == "closed" and draw.chance(0.12):
        parts += [draw.quiet(0.8, 2), *text]
    return [*parts, *_after(draw)]


def _opening(draw: Draw) -> list[Part]:
    if draw.chance(0.1):
        return [draw.quiet(0.1, 0.6), draw.music(draw.between(1.5, 4), gain=-3), draw.quiet(0.1, 0.4)]
    return [draw.quiet(0.05, 1.5)]


def _after(draw: Draw) -> list[Part]:
    if draw.chance(0.35):
        return [draw.quiet(2, 6), Click(-8), *busy(draw, 8)]
    return [Quiet(10)]


def menu(draw: Draw) -> list[Part]:
    """A menu, phrase by phrase or read in one breath, then again."""
    who = draw.person()
    templates = draw.menu()
    if draw.chance(0.35):
        phrases = [draw.words(who, text) for text in templates]
        spoken: list[Part] = [replace(phrases[0], text=" ".join(said.text for said in phrases))]
    else:
        pace = draw.between(0.12, 0.8)
        spoken = [part for text in templates for part in (draw.words(who, text), draw.quiet(pace, pace + 0.35))]
    opening = _opening(draw) if draw.chance(0.7) else [draw.music(draw.between(1.5, 4)), draw.quiet(0.1, 0.4)]
    again = spoken if draw.chance(0.3) else spoken[2:] or spoken
    after: list[Part] = [draw.quiet(1.5, 5), *again] if draw.chance(0.75) else [draw.music(12)]
    return [*opening, Decisive(), *spoken, *after, draw.quiet(2, 4), *again]


def sit(draw: Draw) -> list[Part]:
    """The three rising tones of ITU-T E.180, as networks play them."""
    gap, length, gain = draw.one([0.0, 0.0, 0.03, 0.05]), draw.one([0.33, 0.33, 0.274, 0.38]), draw.between(-6, 5)
    parts: list[Part] = []
    for among in (SIT_LOW, SIT_MIDDLE, SIT_HIGH):
        parts += [Tone((draw.one(among) * draw.between(0.995, 1.005),), length, gain), Quiet(gap)]
    return parts


def unassigned_sit(draw: Draw) -> list[Part]:
    """The tones, the sentence or not, and again."""
    who = draw.person()
    said: list[Part] = [draw.quiet(0.1, 0.6), draw.words(who, draw.dead_number())] if draw.chance(0.8) else []
    once = [*sit(draw), *said, draw.quiet(0.6, 2)]
    return [draw.quiet(0.05, 1), Decisive(), *once, *once]


def unassigned_voice(draw: Draw) -> list[Part]:
    """The sentence alone, most often two or three times, sometimes in a second language."""
    who = draw.person()
    said: list[Part] = [draw.words(who, draw.dead_number())]
    if draw.chance(0.25):
        said += [draw.quiet(0.3, 1), draw.words(draw.person(), draw.dead_number())]
    pause = draw.quiet(0.6, 2.8)
    times = draw.one([1, 2, 2, 2, 2, 3, 3, 3])
    body = [part for _ in range(times) for part in (*said, pause)]
    opening: list[Part] = [draw.quiet(0.05, 1.2)]
    if draw.chance(0.15):
        opening += [Tone((draw.one([660.0, 880.0, 1320.0]),), 0.3), Quiet(0.2)]
    return [*opening, Decisive(), *body, *(busy(draw, 8) if draw.chance(0.3) else [Quiet(4)])]
