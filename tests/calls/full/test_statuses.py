from __future__ import annotations

from itertools import product

import pytest

from filon.calls.full.statuses import LEVEL_NAMES, LEVELS, NATURES, WITH_SOMEBODY, level_of, status_of
from filon.calls.outcome import STATUS
from filon.calls.states import Level, Status
from filon.voice.dialogue.findings import Barrier, Finding, Findings, Reason, Verdict

TOLD = (Verdict.VALIDATED, Verdict.MODIFIED, Verdict.INVALIDATED)
MODIFIED = (Status.PERSON_MODIFIED, Status.PERSON_EMAIL_MODIFIED)
REST = list(product(Verdict, Barrier, (Reason.NONE, Reason.REFUSED), (False, True), (False, True)))


def said(person=Verdict.UNTOUCHED, email=Verdict.UNTOUCHED, *, barrier=Barrier.NONE, reason=Reason.NONE):
    return status_of(Findings(person=Finding(person), email=Finding(email, reason=reason), barrier=barrier))


@pytest.mark.parametrize(("person", "email"), list(product(Verdict, Verdict)))
def test_every_combination_of_findings_has_one_status_and_its_parts_agree(person, email):
    for phone, barrier, reason, objected, through in REST:
        findings = Findings(
            person=Finding(person),
            email=Finding(email, reason=reason),
            phone=Finding(phone),
            barrier=barrier,
            objected=objected,
            put_through=through,
        )
        status = status_of(findings)
        assert status in WITH_SOMEBODY - {Status.EMAIL_VALIDATED}
        assert status == said(person, email, barrier=barrier, reason=reason)
        assert (status in MODIFIED) == (person is Verdict.MODIFIED)
        assert status.startswith("person_invalidated") == (person is Verdict.INVALIDATED)
        assert not status.endswith("email_modified") or email is Verdict.MODIFIED
        assert not status.startswith("barrier") or person not in TOLD


def test_st_59_the_person_is_validated():
    assert said(Verdict.VALIDATED) == said(Verdict.VALIDATED, Verdict.AMBIGUOUS) == Status.PERSON_VALIDATED
    assert Status.PERSON_VALIDATED.label == "Prospect validé"


def test_st_60_person_and_email_are_validated():
    assert said(Verdict.VALIDATED, Verdict.VALIDATED) == Status.PERSON_EMAIL_VALIDATED
    assert Status.PERSON_EMAIL_VALIDATED.label == "Prospect et mail validé"


@pytest.mark.parametrize("reason", [Reason.WRONG, Reason.REFUSED])
def test_st_61_st_62_the_person_is_validated_and_the_email_wrong_or_refused(reason):
    assert said(Verdict.VALIDATED, Verdict.INVALIDATED, reason=reason) == Status.PERSON_VALIDATED_EMAIL_INVALIDATED
    assert Status.PERSON_VALIDATED_EMAIL_INVALIDATED.label == "Prospect validé et mail invalidé"


def test_st_63_a_st_3_the_person_is_validated_and_the_email_modified():
    assert said(Verdict.VALIDATED, Verdict.MODIFIED) == Status.PERSON_VALIDATED_EMAIL_MODIFIED
    assert Status.PERSON_VALIDATED_EMAIL_MODIFIED.label == "Prospect validé et mail modifié"


def test_st_64_st_100_a_st_5_an_email_alone_that_is_validated_is_never_called_so_any_more():
    assert said(Verdict.UNTOUCHED, Verdict.VALIDATED) == Status.PERSON_EMAIL_VALIDATED
    assert Status.EMAIL_VALIDATED.label == "Mail validé"
    assert LEVELS[Status.EMAIL_VALIDATED] == LEVELS[Status.PERSON_EMAIL_VALIDATED]


@pytest.mark.parametrize("email", [each for each in Verdict if each is not Verdict.MODIFIED])
def test_st_65_the_person_is_modified(email):
    assert said(Verdict.MODIFIED, email) == Status.PERSON_MODIFIED
    assert Status.PERSON_MODIFIED.label == "Prospect modifié"


def test_st_66_person_and_email_are_modified():
    assert said(Verdict.MODIFIED, Verdict.MODIFIED) == Status.PERSON_EMAIL_MODIFIED
    assert Status.PERSON_EMAIL_MODIFIED.label == "Prospect modifié et mail modifié"


@pytest.mark.parametrize("person", [Verdict.AMBIGUOUS, Verdict.UNTOUCHED])
def test_st_67_a_st_4_the_email_is_modified_and_the_person_undetermined(person):
    assert said(person, Verdict.MODIFIED) == Status.EMAIL_MODIFIED
    assert Status.EMAIL_MODIFIED.label == "Mail modifié"


def test_st_68_the_person_is_invalidated_and_an_email_obtained():
    assert said(Verdict.INVALIDATED, Verdict.MODIFIED) == Status.PERSON_INVALIDATED_EMAIL_MODIFIED
    assert Status.PERSON_INVALIDATED_EMAIL_MODIFIED.label == "Prospect invalidé et mail modifié"


@pytest.mark.parametrize("reason", [Reason.WRONG, Reason.REFUSED])
def test_st_69_st_70_the_email_is_wrong_or_refused(reason):
    assert said(Verdict.UNTOUCHED, Verdict.INVALIDATED, reason=reason) == Status.EMAIL_INVALIDATED
    assert Status.EMAIL_INVALIDATED.label == "Mail invalidé"


@pytest.mark.parametrize("reason", [Reason.LEFT, Reason.OTHER_SERVICE, Reason.UNKNOWN])
def test_st_71_to_st_74_the_person_is_invalidated_for_whatever_reason(reason):
    assert status_of(Findings(person=Finding(Verdict.INVALIDATED, reason=reason))) == Status.PERSON_INVALIDATED
    assert Status.PERSON_INVALIDATED.label == "Prospect invalidé"


@pytest.mark.parametrize("barrier", [Barrier.NONE, Barrier.HUMAN])
def test_st_75_st_76_a_st_10_somebody_answered_and_told_nothing(barrier):
    assert said(barrier=barrier) == Status.BARRIER_HUMAN
    assert Status.BARRIER_HUMAN.label == "Barrage humain"


def test_st_77_a_st_10_somebody_who_may_not_tell():
    assert said(barrier=Barrier.NOT_ALLOWED) == Status.BARRIER_NOT_ALLOWED
    refused = said(email=Verdict.INVALIDATED, reason=Reason.REFUSED, barrier=Barrier.NOT_ALLOWED)
    assert refused == Status.BARRIER_NOT_ALLOWED
    assert Status.BARRIER_NOT_ALLOWED.label == "Barrage non habilité"


def test_st_78_to_st_82_nobody_was_spoken_to():
    labels = ["Non décroché", "SVI", "Répondeur", "Silence", "Non assigné"]
    assert sorted(status.label for status in NATURES) == sorted(labels)


def test_st_101_light_gives_natures_only():
    assert set(STATUS.values()) == NATURES


def test_a_st_11_the_telephone_changes_no_status():
    for verdict in Verdict:
        assert status_of(Findings(phone=Finding(verdict))) == Status.BARRIER_HUMAN


def test_there_are_eighteen_statuses_each_with_its_level():
    assert len(Status) == 18
    assert set(LEVELS) == set(Status)


def test_st_47_st_48_st_49_a_st_24_the_levels_of_the_statuses():
    by_level = {level: [status.label for status in Status if level_of(status) == level] for level in Level}
    assert by_level == {
        Level.FIRST: [
            "Prospect validé",
            "Prospect et mail validé",
            "Prospect validé et mail invalidé",
            "Prospect validé et mail modifié",
            "Mail validé",
        ],
        Level.LATER: [
            "Prospect modifié",
            "Prospect modifié et mail modifié",
            "Mail modifié",
            "Prospect invalidé et mail modifié",
            "Mail invalidé",
            "Prospect invalidé",
            "Barrage humain",
        ],
        Level.NEVER: ["Barrage non habilité", "Non décroché", "SVI", "Répondeur", "Silence", "Non assigné"],
    }
    assert str(LEVEL_NAMES[Level.LATER]) == "À appeler car joignable"


def test_whoever_objects_is_not_to_be_called_whatever_they_told():
    assert {level_of(status, objected=True) for status in Status} == {Level.NEVER}
