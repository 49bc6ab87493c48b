"""Whom to ask the practice people for: those whom the sample workspace asks them for."""

from __future__ import annotations

from filon.demo import sample, sample_calls
from filon.demo.switchboards.library import load_library, national
from filon.demo.switchboards.scenario import Scenario
from filon.voice.dialogue.brief import Brief, Person

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
        numbers=(national(company.phone),),
        colleagues=tuple(name for name in others if name != f"{callee.first_name} {callee.last_name}"),
    )
