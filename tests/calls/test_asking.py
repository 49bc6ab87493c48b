"""The active probe (design of the telephone, §4): a sentence said to switchboards that answer it, and to others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np
import pytest

from filon.calls import asking
from filon.calls.asking import RATE
from filon.calls.conversation import converse
from filon.calls.report import Asked, CallReport
from filon.voice.answering import HERE, Answering, IncomingCall
from filon.voice.listen import probe
from filon.voice.listen.decision import Limits
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSession
from filon.voice.settings import TrunkSettings
from filon.voice.trunk import Trunk

pytestmark = pytest.mark.xdist_group("media")

Samples = np.ndarray
SENTENCE = (6000 * np.sin(2 * np.pi * 700 * np.arange(RATE) / RATE)).astype(np.int16)
SLOW = Limits(earliest_s=50.0, silence_s=55.0, latest_s=55.0, cap_s=60.0)
"""Limits of a listener that leaves the call to the probe."""


def talk(seconds: float) -> Samples:
    """Four syllables a second."""
    rng = np.random.default_rng(3)
    syllable = np.concatenate([rng.normal(0, 3000, 1300), np.zeros(700)]).astype(np.int16)
    return np.tile(syllable, int(seconds * 4))


@pytest.fixture(autouse=True)
def hesitant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is heard leaves doubt, from the second second on; the last word is said soon after the answer."""
    monkeypatch.setattr(probe, "PLAY_FROM_S", 2.0)
    monkeypatch.setattr(probe, "PLAY_BELOW", 1.1)
    monkeypatch.setattr(probe, "NEVER_ABOVE", 1.1)
    monkeypatch.setattr(asking, "LIGHT", Limits(earliest_s=1.0, silence_s=6.0, latest_s=7.0))


def called(behave: Callable[[MediaSession], Awaitable[None]], *, sentence: Samples | None) -> tuple[CallReport, float]:
    """The report of a call to such a switchboard, and the share of our sentence that it heard."""
    heard: list[MediaSession] = []

    async def handle(call: IncomingCall) -> None:
        heard.append(call.answer())
        await behave(heard[0])

    async def run() -> CallReport:
        with MediaEngine() as far_media, MediaEngine(limits=SLOW) as media:
            place = await Answering.open(handle, media=far_media, port=0)
            settings = TrunkSettings(host=HERE, port=place.port, caller="+33199000000")
            async with await Trunk.open(settings) as trunk:
                ours = media.open(HERE)
                asked = Asked("+33199000001", "+33199000000", sentence=sentence)
                report = await asyncio.wait_for(converse(asked, line=trunk, audio=ours), 50)
            place.close()
            return report

    report = asyncio.run(run())
    loud = np.abs(heard[0].recording().astype(int)) > 1000
    return report, float(loud.sum() / (np.abs(SENTENCE.astype(int)) > 1000).sum())


async def ask_back(session: MediaSession) -> None:
    """A person: greets, waits, and answers what is said."""
    await session.play(talk(1))
    while np.abs(session.recording()[-RATE:].astype(int)).max(initial=0) < 1000:  # noqa: ASYNC110 sound sets no event
        await asyncio.sleep(0.1)
    await asyncio.sleep(1.6)
    await session.play(talk(1))
    await asyncio.sleep(60)


async def go_on(session: MediaSession) -> None:
    """A recording: speaks whatever is said to it."""
    await session.play(talk(40))


async def wait(session: MediaSession) -> None:
    """Greets, and says nothing more."""
    await session.play(talk(1))
    await asyncio.sleep(60)


@pytest.mark.parametrize(("behave", "reaction"), [(ask_back, "answered"), (wait, "silent")])
def test_a_switchboard_is_asked_once_and_its_reaction_is_part_of_the_verdict(
    behave: Callable[[MediaSession], Awaitable[None]], reaction: str
) -> None:
    report, said = called(behave, sentence=SENTENCE)
    assert [moment.what for moment in report.moments].count("asked") == 1
    assert 0.9 < said < 1.1
    assert report.verdict is not None
    assert report.verdict.evidence[0].name == f"probe_{reaction}"


def test_a_recording_that_speaks_on_is_interrupted_only_after_the_longest_greeting() -> None:
    report, _ = called(go_on, sentence=np.tile(SENTENCE, 3))  # long enough for a late packet to be no silence
    asked_at = next(moment.at for moment in report.moments if moment.what == "asked")
    assert asked_at - (report.answered_s or 0) >= probe.GREETING_S
    assert report.verdict is not None
    assert report.verdict.evidence[0].name == "probe_went_on"
    assert report.verdict.nature != "human"


def test_without_a_sentence_nothing_is_said() -> None:
    async def hang_up_at_last(session: MediaSession) -> None:
        await session.play(talk(4))

    report, said = called(hang_up_at_last, sentence=None)
    assert "asked" not in [moment.what for moment in report.moments]
    assert said == 0
