"""Audio that goes to the listening process in any pieces and both laws is heard as if it were heard here."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import numpy as np
import pytest
from tests.voice.listen.sounds import Samples, chain, noisy, quiet, tone

from filon.voice.listen.classify import Listener, Verdict
from filon.voice.listen.decision import LIGHT
from filon.voice.listen.features import describe_clip
from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.media.hearing import Hearing, Told

CALLS = {
    1: (Law.A, chain(quiet(1), tone(2100, seconds=3), quiet(1))),
    2: (Law.MU, chain(*[tone(440, seconds=0.5), quiet(0.5)] * 7)),
    3: (Law.A, noisy(chain(quiet(0.6), tone(300, 900, seconds=1.1), quiet(3)), snr=30)),
}
WITHIN_S = 60


@pytest.fixture
def told() -> queue.SimpleQueue[Told | None]:
    return queue.SimpleQueue()


@pytest.fixture
def hearing(told: queue.SimpleQueue[Told | None]) -> Iterator[Hearing]:
    child = Hearing(LIGHT, told.put)
    yield child
    child.stop()


def alone(law: Law, samples: Samples) -> Verdict:
    """The verdict on a sound as its law leaves it."""
    listener = Listener()
    listener.push(describe_clip(g711.decode(g711.encode(samples, law), law)))
    return listener.finish()


def say(hearing: Hearing, *, longest: int) -> None:
    """All calls from their beginning, in pieces that are now half a second, now less, now more."""
    rng, at = np.random.default_rng(8), dict.fromkeys(CALLS, 0)
    coded = {key: g711.encode(samples, law) for key, (law, samples) in CALLS.items()}
    while any(at[key] < len(coded[key]) for key in CALLS):
        ends = {key: at[key] + int(rng.choice([4_000, 160, longest])) for key in CALLS}
        hearing.hear([(key, CALLS[key][0], coded[key][at[key] : ends[key]]) for key in CALLS])
        at = ends


def until_final(told: queue.SimpleQueue[Told | None], *, count: int) -> list[Told]:
    """What is said until so many calls are over."""
    said: list[Told] = []
    while sum(each.final for each in said) < count:
        more = told.get(timeout=WITHIN_S)
        assert more, "the listening process ended"
        said.append(more)
    return said


def test_the_verdicts_are_those_reached_here(hearing: Hearing, told: queue.SimpleQueue[Told | None]) -> None:
    for key in CALLS:
        hearing.open(key)
    say(hearing, longest=9_000)
    for key in CALLS:
        hearing.close(key)
    hearing.flush()

    finals = {each.key: each.verdict for each in until_final(told, count=len(CALLS)) if each.final}
    assert finals == {key: alone(law, samples) for key, (law, samples) in CALLS.items()}


def test_nothing_more_is_said_of_a_call_that_was_forgotten(
    hearing: Hearing, told: queue.SimpleQueue[Told | None]
) -> None:
    hearing.open(1)
    hearing.forget(1)
    hearing.open(2)
    say(hearing, longest=4_000)
    hearing.close(2)
    hearing.flush()

    assert {each.key for each in until_final(told, count=1)} == {2}
