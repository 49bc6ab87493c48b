"""Calls over real SIP and RTP on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np
import pytest

from filon.calls.asking import RATE
from filon.calls.conversation import converse
from filon.calls.outcome import Retries, rule
from filon.calls.report import Asked, CallReport
from filon.calls.sounds import Engine
from filon.calls.trunk_pool import Opened
from filon.voice.answering import HERE, Answering, IncomingCall
from filon.voice.dialogue.brief import Brief, Person
from filon.voice.dialogue.findings import Verdict as Said
from filon.voice.media.engine import MediaEngine
from filon.voice.settings import TrunkSettings
from filon.voice.sip.dialog import Dialog
from filon.voice.speech.transcript import RecogniserDown, Transcript
from filon.voice.talking.talk import Speech
from filon.voice.trunk import Trunk

pytestmark = pytest.mark.xdist_group("media")

Handler = Callable[[IncomingCall], Awaitable[None]]
PHONE = "+33199000001"


def tone(hz: float, seconds: float) -> np.ndarray:
    return (8000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


def call(
    handler: Handler, *, ring_timeout: float = 5.0, watch=None, oppose=None, speech: Speech | None = None
) -> tuple[CallReport, Answering]:
    """What becomes of a call that a far end handles so; with speech, of a Full one."""

    async def run() -> tuple[CallReport, Answering]:
        with MediaEngine() as far_media, Engine() as engine:
            place = await Answering.open(handler, media=far_media, port=0)
            settings = TrunkSettings(host=HERE, port=place.port, caller="+33199000000")
            async with await Trunk.open(settings) as trunk:
                audio = engine.open(Opened(trunk, settings, HERE))
                brief = BRIEF if speech else None
                asked = Asked(PHONE, "+33199000000", ring_timeout, brief=brief, speech=speech)
                report = await converse(asked, line=trunk, audio=audio, watch=watch, oppose=oppose)
                await asyncio.sleep(0.3)
            place.close()
            return report, place

    return asyncio.run(run())


def nature(report: CallReport) -> str:
    return rule(report.end, attempt=1, retries=Retries(1)).nature


@pytest.mark.parametrize(
    ("code", "q850", "expected"),
    [(404, None, "unassigned"), (486, 17, "busy"), (480, 18, "no_answer"), (404, 17, "busy")],
)
def test_a_refusal_is_read_from_its_code_and_cause(code, q850, expected):
    async def refuse(incoming):
        incoming.ring()
        await asyncio.sleep(0.1)
        incoming.refuse(code, "No", q850=q850)

    report, _ = call(refuse)
    assert (nature(report), report.code, report.answered_s) == (expected, code, None)
    assert report.ringing_s is not None


def test_nobody_picks_up():
    async def ring(incoming):
        incoming.ring()
        await asyncio.sleep(10)

    report, place = call(ring, ring_timeout=0.6)
    assert nature(report) == "no_answer"
    assert place.live == 0


def test_what_decided_is_kept_to_be_listened_to():
    async def fax(incoming):
        session = incoming.answer()
        await session.play(np.concatenate([tone(0, 0.5), tone(2100, 6)]))

    report, place = call(fax)
    assert (nature(report), report.verdict.nature) == ("silence", "fax")
    assert report.answered_s is not None
    assert report.heard_from < report.heard_to <= len(report.excerpt) / RATE
    loudest = np.abs(np.fft.rfft(report.excerpt.astype(float)))
    assert abs(loudest.argmax() * RATE / len(report.excerpt) - 2100) < 20
    assert place.live == 0, "we hung up"


def test_an_announcement_before_the_answer_overrides_the_code():
    async def announce(incoming):
        tones = np.concatenate([tone(hz, 0.33) for hz in (950, 1400, 1800)])
        await incoming.early().play(np.concatenate([tones, tone(0, 0.5), tones, tone(0, 3)]))
        incoming.refuse(486, "Busy")

    report, _ = call(announce, ring_timeout=30)
    assert nature(report) == "unassigned"
    assert report.answered_s is None


def test_a_far_end_that_hangs_up_at_once_is_told_as_it_was():
    async def slam(incoming):
        incoming.answer()
        await asyncio.sleep(0.3)
        incoming.hang_up()

    report, _ = call(slam)
    assert report.answered_s is not None
    assert [moment.what for moment in report.moments][-1] == "ended"


def test_a_call_that_was_taken_from_its_holder_is_ended():
    async def answer(incoming):
        incoming.answer()
        await asyncio.sleep(10)

    async def not_ours_once_up(_dialog, up):
        return not up

    report, place = call(answer, watch=not_ours_once_up)
    assert report.lost
    assert place.live == 0


def test_whoever_watches_can_end_the_call_from_elsewhere():
    told = []

    async def ring(incoming):
        incoming.ring()
        await asyncio.sleep(10)

    async def watch(dialog, up):
        told.append((Dialog.from_json(dialog).remote_tag, up))
        return True

    call(ring, ring_timeout=0.4, watch=watch)
    assert [(bool(tag), up) for tag, up in told] == [(False, False), (True, False)]


class Voice:
    """Says every sentence as one second of a soft tone."""

    name = "test"

    def say(self, text, *, language):
        return tone(300, 1.0) // 4


class Ears:
    """Understands what the test says, or is away."""

    name, closed = "test", False

    def __init__(self, *words: str) -> None:
        self.words = list(words)

    def transcribe(self, sound, *, language, hints):
        if not self.words:
            raise RecogniserDown("nobody answers")
        return Transcript(self.words.pop(0))


BRIEF = Brief(
    language="fr",
    caller="Durand Conseil",
    person=Person(first_name="Paul", last_name="Martin"),
    company="Axonia",
    ask_email=False,
)


def loud(sound: np.ndarray) -> bool:
    return bool(np.abs(sound).max(initial=0) > 500)


async def until(true: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if true():
            return
        await asyncio.sleep(0.05)


async def receptionist(incoming):
    """Says two words of noise, then something after each sentence of ours."""
    session = incoming.answer()
    chance = np.random.default_rng(1)

    def words(seconds: float) -> np.ndarray:
        return chance.normal(0, 2500, round(seconds * RATE)).astype(np.int16)

    await session.play(words(1.0))
    for _ in range(12):
        heard = len(session.recording())
        await until(lambda since=heard: loud(session.recording(since)))
        await until(lambda: not loud(session.recording()[-4000:]))
        await session.play(words(0.8))


def test_st_19_a_person_is_talked_to_and_what_they_say_is_told():
    ears = Ears("oui", "il ne travaille plus ici", *["au revoir"] * 9)
    report, place = call(receptionist, speech=Speech(ears, Voice()))
    assert nature(report) == "human"
    assert report.findings is not None
    assert report.findings.person.verdict is not Said.UNTOUCHED
    assert report.hold_s is not None
    assert place.live == 0


def test_a_call_without_a_recogniser_is_interrupted_and_says_nothing_of_anybody():
    report, place = call(receptionist, speech=Speech(Ears(), Voice()))
    assert (report.end.interrupted, report.cause, report.findings) == (True, "speech", None)
    assert place.live == 0


def test_st_101_a_machine_ends_a_full_call_as_it_ends_a_light_one():
    async def fax(incoming):
        session = incoming.answer()
        await session.play(np.concatenate([tone(0, 0.5), tone(2100, 6)]))

    report, _ = call(fax, speech=Speech(Ears("oui"), Voice()))
    assert (nature(report), report.findings, report.clips) == ("silence", None, ())


def test_who_objects_and_puts_the_receiver_down_is_opposed():
    written = []

    async def angry(incoming):
        session = incoming.answer()
        words = np.random.default_rng(1).normal(0, 2500, RATE).astype(np.int16)
        await session.play(words)
        await until(lambda: loud(session.recording()))
        await until(lambda: not loud(session.recording()[-4000:]))
        await session.play(words)
        incoming.hang_up()

    async def oppose():
        written.append(True)

    report, place = call(angry, oppose=oppose, speech=Speech(Ears("ne nous appelez plus"), Voice()))
    assert report.findings is not None
    assert report.findings.objected
    assert written == [True]
    assert place.live == 0
