"""What the people of the library say comes to the status that their scenario names, once it is understood."""

from __future__ import annotations

import pytest
from tests.practice import LIBRARY, TALKERS, brief_for

from filon.calls.full.statuses import status_of
from filon.calls.states import Status
from filon.demo.switchboards.scenario import Scenario
from filon.voice.dialogue import brief as happening
from filon.voice.dialogue.brief import Act, Brief, Say
from filon.voice.dialogue.machine import Dialogue
from filon.voice.speech.transcript import Transcript


class Line:
    """A dialogue and a person, in turn; every sentence takes three seconds and is understood."""

    def __init__(self, brief: Brief) -> None:
        self.dialogue = Dialogue(brief)
        self.now = 0.0
        self.log: list[str] = []

    def tell(self, event: happening.Event) -> None:
        self._do(self.dialogue.on(event))

    def _do(self, acts: tuple[Act, ...]) -> None:
        for act in acts:
            self.log.append(f"- {act.text}" if isinstance(act, Say) else f"  {act}")
            if isinstance(act, Say):
                self.now += 3
                self.tell(happening.WeSaid(self.now))

    def hear(self, text: str) -> None:
        start, self.now = self.now + 1, self.now + 3
        self.log.append(f"+ {text}")
        self.tell(happening.TheyBegan(start + 0.4, start))
        self.tell(happening.TheySaid(self.now, start, self.now, Transcript(text)))


def talk(scenario: Scenario) -> Line:
    """Everything that the scenario says, as long as the dialogue goes on."""
    line = Line(brief_for(scenario))
    line.tell(happening.Opened(0.0))
    for turn in scenario.turns:
        for step in turn.steps:
            if step.verb == "say" and not line.dialogue.over:
                line.hear(step.what[0])
            elif step.verb in ("music", "tone"):
                line.tell(happening.OnHold(line.now + 1, begun=True))
                line.now += 9
                line.tell(happening.OnHold(line.now, begun=False))
    return line


@pytest.mark.parametrize("scenario", TALKERS, ids=lambda scenario: scenario.name)
def test_what_is_said_comes_to_the_status_that_the_scenario_names(scenario: Scenario) -> None:
    line = talk(scenario)
    found = line.dialogue.findings()
    assert status_of(found) == Status(scenario.finds), "\n".join([*line.log, str(found)])


def test_st_59_to_st_82_every_status_that_is_given_has_a_number() -> None:
    shown = {scenario.finds for scenario in LIBRARY.scenarios.values() if scenario.finds}
    elsewhere = {Status.NO_ANSWER, Status.SILENCE, Status.EMAIL_VALIDATED}
    assert shown == set(Status.values) - elsewhere
