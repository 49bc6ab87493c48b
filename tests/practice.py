"""Whom to ask the practice people for: those whom the sample workspace asks them for."""

from __future__ import annotations

from collections.abc import Callable

from filon.demo import sample, sample_calls
from filon.demo.switchboards.library import load_library, national
from filon.demo.switchboards.scenario import Scenario
from filon.demo.switchboards.steps import Step
from filon.voice.dialogue import brief as happening
from filon.voice.dialogue.brief import Act, Brief, Person, Say
from filon.voice.dialogue.machine import Dialogue
from filon.voice.speech.transcript import Hints, Transcript

LIBRARY = load_library()
TALKERS = [scenario for scenario in LIBRARY.scenarios.values() if scenario.turns]
CALLEES = {national(callee.number): callee for callee in sample_calls.callees()}
FOREIGN = {
    "en": (Person(first_name="John", last_name="Baker", email="john.baker@northwind.example"), "Northwind Tools"),
    "es": (Person(first_name="Lucía", last_name="Ortega", email="l.ortega@sierra.example"), "Talleres Sierra"),
}


def brief_for(scenario: Scenario) -> Brief:
    """Whom the sample asks for at the scenario's number."""
    language = scenario.voice[:2]
    if language in FOREIGN:
        stranger, name = FOREIGN[language]
        return Brief(language=language, caller=sample.COMPANY, person=stranger, company=name)
    callee = CALLEES[scenario.number]
    company = next(each for each in sample.COMPANIES if each.name == callee.company)
    person = Person(
        first_name=callee.first_name, last_name=callee.last_name, job_title=callee.job_title, email=callee.email
    )
    others = tuple(f"{each.first_name} {each.last_name}" for each in company.people)
    return Brief(
        language="fr",
        caller=sample.COMPANY,
        person=person,
        company=company.name,
        domain=company.domain,
        titles=tuple(each.job_title for each in company.people),
        numbers=(national(company.phone),),
        colleagues=tuple(name for name in others if name != f"{callee.first_name} {callee.last_name}"),
    )


Understood = Callable[[Step, Hints], Transcript]
"""What a recogniser makes of a sentence."""


def read_perfectly(step: Step, hints: Hints) -> Transcript:
    """Every word, as if it were written."""
    return Transcript(step.what[0])


class Line:
    """A dialogue and a person, in turn; every sentence takes three seconds."""

    def __init__(self, brief: Brief, understood: Understood) -> None:
        self._understood = understood
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

    def hear(self, step: Step) -> None:
        start, self.now = self.now + 1, self.now + 3
        transcript = self._understood(step, self.dialogue.hints())
        self.log.append(f"+ {step.what[0]} → {transcript.text} {transcript.confidence:.2f}")
        self.tell(happening.TheyBegan(start + 0.4, start))
        self.tell(happening.TheySaid(self.now, start, self.now, transcript))


def talk(scenario: Scenario, understood: Understood = read_perfectly) -> Line:
    """Everything that the scenario says, as long as the dialogue goes on."""
    line = Line(brief_for(scenario), understood)
    line.tell(happening.Opened(0.0))
    for turn in scenario.turns:
        for step in turn.steps:
            if step.verb == "say" and not line.dialogue.over:
                line.hear(step)
            elif step.verb in ("music", "tone"):
                line.tell(happening.OnHold(line.now + 1, begun=True))
                line.now += 9
                line.tell(happening.OnHold(line.now, begun=False))
    return line
