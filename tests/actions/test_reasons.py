from __future__ import annotations

from django.utils import translation
from tests.actions.situations import CAUSES, DUE, FREE, MONDAY, PARIS, moment_of

from filon.actions.policy import RULES, Reason
from filon.actions.reasons import SENTENCES, sentence


def test_every_rule_has_a_sentence() -> None:
    assert {rule.__name__ for rule in RULES} <= set(SENTENCES)


def test_every_reason_is_said_the_same_from_the_policy_and_from_what_is_stored() -> None:
    for rule in RULES:
        code = rule.__name__
        due, facts = CAUSES[code](DUE, FREE)
        reason = rule(due, facts, moment_of(code))
        assert reason is not None
        said = sentence(reason, zone=PARIS)
        assert said == sentence(reason.stored(), zone=PARIS)
        assert "%(" not in said


def test_a_reason_says_until_when_in_the_zone_asked_for() -> None:
    with translation.override("fr"):
        said = sentence(Reason("opportunity_off", MONDAY), zone=PARIS)
    assert said == "L’automatisation de l’opportunité est arrêtée (jusqu’au lundi 23 novembre à 10:30)"


def test_what_is_missing_is_named() -> None:
    with translation.override("fr"):
        said = sentence({"code": "missing_variable", "variables": ["first_name", "city"]})
    assert said.endswith(": first_name, city")


def test_a_code_of_another_version_does_not_break_the_page() -> None:
    assert "some_later_rule" in sentence({"code": "some_later_rule"})
