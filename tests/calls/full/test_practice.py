"""Full calls over SIP and RTP on loopback: Filon talks to the practice people, and finds what they say (ST-19).

Calls are held side by side, in real time: a conversation takes as long as its sentences. Not all at once: both ends of
each, their voices and the recogniser share the processors with the other tests.
"""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from tests.practice import LIBRARY, brief_for

from filon.calls.asking import RATE
from filon.calls.conversation import converse
from filon.calls.full.statuses import status_of
from filon.calls.outcome import Retries, rule
from filon.calls.report import Asked, CallReport
from filon.calls.sounds import Engine
from filon.calls.states import Nature, Status
from filon.calls.trunk_pool import Opened
from filon.demo.switchboards.board import Switchboard
from filon.demo.switchboards.scenario import Scenario
from filon.voice.answering import HERE, Answering
from filon.voice.media.engine import MediaEngine
from filon.voice.speech.practice import practice_recogniser
from filon.voice.speech.voices import voice_from
from filon.voice.talking.talk import Speech
from filon.voice.trunk import Trunk, TrunkSettings

pytestmark = pytest.mark.xdist_group("media")

CALLER = "+33199000000"
CALLED = tuple(
    LIBRARY.scenarios[name]
    for name in (
        "full_validated",
        "full_email_refused",
        "full_email_changed",
        "full_not_allowed",
        "full_hold",
        "full_put_through",
        "full_objects",
        "full_interrupts",
        "full_english",
        "full_voicemail",
        "full_menu",
    )
)
"""What only a live call shows: who speaks when, who waits, what is a machine."""

AT_ONCE = 6


async def call(scenario: Scenario, *, trunk: Trunk, engine: Engine, speech: Speech) -> CallReport:
    asked = Asked(f"+33{scenario.number[1:]}", CALLER, brief=brief_for(scenario), speech=speech)
    return await converse(asked, line=trunk, audio=engine.open(Opened(trunk, trunk.settings, HERE)))


async def calls(scenarios: tuple[Scenario, ...]) -> dict[str, CallReport]:
    speech = Speech(practice_recogniser(), voice_from(""))
    with MediaEngine() as theirs, Engine() as ours:
        place = await Answering.open(Switchboard(LIBRARY).answer, media=theirs)
        settings = TrunkSettings(host=HERE, port=place.port, calls_per_second=50, max_concurrent=50)
        turn = asyncio.Semaphore(AT_ONCE)
        async with await Trunk.open(settings) as trunk:

            async def held(scenario: Scenario) -> CallReport:
                async with turn:
                    return await call(scenario, trunk=trunk, engine=ours, speech=speech)

            reports = await asyncio.gather(*(held(each) for each in scenarios))
        assert place.live == 0
        place.close()
    return {each.name: report for each, report in zip(scenarios, reports, strict=True)}


def status(report: CallReport) -> Status | None:
    """What the row's last word would be."""
    ruling = rule(report.end, attempt=1, retries=Retries(1))
    if ruling.nature is Nature.HUMAN:
        return status_of(report.findings) if report.findings else None
    return ruling.status


def told(report: CallReport) -> str:
    """Everything that was said, for whoever reads a failure."""
    turns = report.findings.turns if report.findings else ()
    said = [f"{'-' if turn.ours else '+'} {turn.start:5.1f} {turn.text} [{turn.intent}]" for turn in turns]
    return "\n".join([*said, str(report.verdict), str(report.moments)])


def test_st_59_to_st_82_people_who_are_talked_to_say_the_status_that_their_scenario_names() -> None:
    reports = asyncio.run(calls(CALLED))
    wrong = {
        each.name: f"{status(reports[each.name])} for {each.finds}\n{told(reports[each.name])}"
        for each in CALLED
        if status(reports[each.name]) != each.finds
    }
    assert not wrong, "\n\n".join(f"{name}: {what}" for name, what in wrong.items())
    what_changed(reports["full_email_changed"])
    kept = {each.name for each in CALLED if reports[each.name].findings and reports[each.name].excerpt.size}
    assert not kept, "of people who were talked to, nothing is kept but what they changed (compliance §4.4)"


def what_changed(report: CallReport) -> None:
    """ST-54, ST-97: one extract of the one field that changed, which holds the words that justify it."""
    assert report.findings
    (clip,) = report.clips
    assert (clip.field, clip.quote) == ("email", report.findings.email.quote)
    said = clip.sound[round(clip.start * RATE) : round(clip.end * RATE)].astype(float)
    before = clip.sound[: round(clip.start * RATE / 2)].astype(float)
    assert np.sqrt(np.mean(said**2)) > 5 * np.sqrt(np.mean(before**2))
