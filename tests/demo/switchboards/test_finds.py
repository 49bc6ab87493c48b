"""What the people of the library say comes to the status that their scenario names, once it is understood."""

from __future__ import annotations

import random

import pytest
from tests.practice import LIBRARY, TALKERS, Line, talk

from filon.calls.full.statuses import status_of
from filon.calls.states import Status
from filon.demo.switchboards.scenario import Scenario
from filon.demo.switchboards.sounds import render
from filon.demo.switchboards.steps import Step
from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.speech.practice import practice_recogniser
from filon.voice.speech.transcript import Hints, Transcript

BREATH = Step("wait", seconds=(0.15, 0.15))


def status_is(line: Line, wanted: str) -> None:
    found = line.dialogue.findings()
    assert status_of(found) == Status(wanted), "\n".join([*line.log, str(found)])


@pytest.mark.parametrize("scenario", TALKERS, ids=lambda scenario: scenario.name)
def test_what_is_said_comes_to_the_status_that_the_scenario_names(scenario: Scenario) -> None:
    status_is(talk(scenario), scenario.finds)


@pytest.mark.xdist_group("media")
@pytest.mark.parametrize("scenario", TALKERS, ids=lambda scenario: scenario.name)
def test_the_recogniser_of_practice_understands_what_is_said_on_a_telephone_line(scenario: Scenario) -> None:
    chance = random.Random(scenario.name)
    level = sum(scenario.noise) / 2

    def recognised(step: Step, hints: Hints) -> Transcript:
        sound = render((BREATH, step, BREATH), scenario, chance=chance, level=level)
        on_the_line = g711.decode(g711.encode(sound, Law.A), Law.A)
        return practice_recogniser().transcribe(on_the_line, language=scenario.voice[:2], hints=hints)

    status_is(talk(scenario, recognised), scenario.finds)


def test_st_59_to_st_82_every_status_that_is_given_has_a_number() -> None:
    shown = {scenario.finds for scenario in LIBRARY.scenarios.values() if scenario.finds}
    elsewhere = {Status.NO_ANSWER, Status.SILENCE, Status.EMAIL_VALIDATED}
    assert shown == set(Status.values) - elsewhere
