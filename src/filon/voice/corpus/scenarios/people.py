"""Somebody answers: at once, late, twice, after an announcement, after music, a child, a patient receptionist."""

from __future__ import annotations

from filon.voice.corpus.draw import Draw, Person
from filon.voice.corpus.parts import Click, Decisive, Part, Quiet
from filon.voice.corpus.scenarios.signals import busy, ring

PATIENT = 0.04
"""Share of the people who say nothing more for twelve seconds: rare, and nothing then tells them from a machine."""


def waits(draw: Draw, who: Person) -> list[Part]:
    """What a person does who hears nothing: waits, asks again once to three times, hangs up or stays."""
    parts: list[Part] = []
    if draw.chance(PATIENT):
        return [Quiet(12)]
    for _ in range(int(draw.rng.integers(1, 4))):
        speaker = who if draw.chance(0.4) else draw.livelier(who)
        parts += [draw.quiet(1.4, 5.0), draw.say(speaker, "again")]
    if draw.chance(0.15):
        parts += [draw.quiet(0.5, 2), draw.say(who, "aside", gain=-9)]
    if draw.chance(0.25):
        parts += [draw.quiet(1.5, 4), Click(-8), *(busy(draw, 6) if draw.chance(0.5) else ())]
    return parts


def short(draw: Draw) -> list[Part]:
    """A greeting, then silence that waits for us."""
    who = draw.person()
    return [draw.quiet(0.1, 1.3), draw.say(who, "human"), Decisive(), *waits(draw, who)]


def long(draw: Draw) -> list[Part]:
    """The whole formula of a trained receptionist."""
    who = draw.person()
    return [draw.quiet(0.1, 1.3), draw.say(who, "human_long"), Decisive(), *waits(draw, who)]


def late(draw: Draw) -> list[Part]:
    """The line is taken, and nobody speaks for a while."""
    who = draw.person()
    return [draw.quiet(2.5, 8), draw.say(who, "human"), Decisive(), *waits(draw, who)]


def twice(draw: Draw) -> list[Part]:
    """Two greetings close together, sometimes two people."""
    who = draw.person()
    other = draw.person() if draw.chance(0.4) else draw.livelier(who)
    first = draw.say(who, draw.one(["human", "again"]))
    return [
        draw.quiet(0.1, 1.2),
        first,
        draw.quiet(0.4, 1.4),
        draw.say(other, "human"),
        Decisive(),
        *waits(draw, other),
    ]


def busy_person(draw: Draw) -> list[Part]:
    """Somebody finishes a sentence to somebody else first."""
    who = draw.person()
    aside = draw.say(who, "aside", gain=draw.between(-10, -3))
    return [draw.quiet(0.1, 0.8), aside, draw.quiet(0.4, 1.5), draw.say(who, "human"), Decisive(), *waits(draw, who)]


def child(draw: Draw) -> list[Part]:
    """A child picks up."""
    who = draw.person(child=True)
    return [draw.quiet(0.2, 1.5), draw.say(who, draw.one(["human", "again"])), Decisive(), *waits(draw, who)]


def after_announcement(draw: Draw) -> list[Part]:
    """A recorded welcome, then ringing, music or nothing, then a person."""
    robot, who = draw.person(), draw.person()
    middle: list[list[Part]] = [
        [draw.quiet(0.2, 0.6), draw.music(draw.between(2.5, 14), gain=draw.between(-6, 2))],
        [draw.quiet(0.3, 0.8), *ring(draw, bursts=int(draw.rng.integers(1, 4)))],
        [draw.quiet(0.5, 2.0)],
    ]
    return [
        draw.quiet(0.1, 0.8),
        draw.say(robot, "wait"),
        *draw.one(middle),
        draw.quiet(0.2, 1.2),
        draw.say(who, "human"),
        Decisive(),
        *waits(draw, who),
    ]


def after_music(draw: Draw) -> list[Part]:
    """Straight into hold music, then a person."""
    who = draw.person()
    tune = draw.music(draw.between(3, 15), gain=draw.between(-6, 2))
    return [draw.quiet(0.1, 0.5), tune, draw.quiet(0.2, 1), draw.say(who, "human"), Decisive(), *waits(draw, who)]
