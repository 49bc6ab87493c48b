from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.factories import make_full_campaign, make_trunk

from filon.calls.claim import Claimant, claim
from filon.calls.full.models import Extract, Qualification
from filon.calls.models import Prospect
from filon.calls.operations import NewProspect, activate, add_prospects, finish_attempt
from filon.calls.operations.attempts import Finished
from filon.calls.operations.qualifying import KeptExtract
from filon.calls.operations.weighing import set_weights
from filon.calls.outcome import End
from filon.calls.reachability import USUAL
from filon.calls.states import Level, Scenario, Status
from filon.consent.queries import Target, is_suppressed
from filon.kernel.ids import uuid7
from filon.timeline.models import Event
from filon.voice.causes import Outcome as Cause
from filon.voice.dialogue.findings import Finding, Findings, Turn, Verdict

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NUMBER = "+33199000001"
JEANNE = NewProspect(phone=NUMBER, first_name="Jeanne", last_name="Essai", email="jeanne.essai@acme.example")
NEW = Findings(
    person=Finding(Verdict.MODIFIED, "Claire MARTIN", title="directrice des achats", start=4.0, end=6.5, quote="non"),
    email=Finding(
        Verdict.MODIFIED, "Claire.Martin@acme.example", start=9.0, end=12.0, quote="claire point", doubt=True
    ),
    advice=("asked_who", "asked_who", "kind"),
    turns=(Turn(True, 0.0, 3.0, "Bonjour"), Turn(False, 4.0, 6.5, "non c'est Claire Martin", "replaced", 0.9)),
)


def placed(*rows, **fields):
    """Calls of these rows, on record."""
    campaign = make_full_campaign(trunk=make_trunk(calls_per_second=100), **fields)
    add_prospects(campaign.id, rows or [JEANNE], reference="file", now=MONDAY)
    activate(campaign.id, now=MONDAY)
    return claim(campaign.trunk_id, Claimant("d1", 100, MONDAY, MONDAY))


def over(placing, findings=None, *, heard="human", failed=None, extracts=()):
    finished = Finished(
        attempt_id=placing.attempt_id,
        end=End(heard, failed),
        ended_s=60,
        answered_s=5,
        hold_s=3,
        findings=findings,
        extracts=extracts,
    )
    assert finish_attempt(finished, holder="d1", now=MONDAY)
    return Prospect.objects.get()


def test_st_66_a_row_keeps_what_was_said_beside_what_the_file_says(workspace):
    (placing,) = placed()
    row = over(placing, NEW)
    said = row.qualification
    assert (row.status, row.level, row.nature, row.state) == (
        Status.PERSON_EMAIL_MODIFIED,
        Level.LATER,
        "human",
        "done",
    )
    assert (row.first_name, row.last_name, row.email) == ("Jeanne", "Essai", "jeanne.essai@acme.example")
    assert (said.new_first_name, said.new_last_name, said.new_job_title) == (
        "Claire",
        "MARTIN",
        "directrice des achats",
    )
    assert (said.new_email, said.doubt, said.advice) == ("claire.martin@acme.example", ["email"], ["asked_who", "kind"])
    assert said.turns[1] == {
        "ours": False,
        "start": 4.0,
        "end": 6.5,
        "text": "non c'est Claire Martin",
        "intent": "replaced",
        "confidence": 0.9,
    }
    assert said.attempt_id == placing.attempt_id


def test_st_97_one_extract_for_each_modified_field_with_the_words_that_justify_it(workspace):
    (placing,) = placed()
    kept = KeptExtract(field="person", start=0.5, end=3.0, audio="calls/x/person.wav", quote="non, Claire")
    row = over(placing, NEW, extracts=[kept])
    person, email = row.extracts.order_by("start")
    assert (person.field, person.start, person.end, person.audio) == ("person", 0.5, 3.0, "calls/x/person.wav")
    assert (email.field, email.start, email.end, email.audio, email.quote) == ("email", 9.0, 12.0, "", "claire point")


def test_no_extract_without_a_modification(workspace):
    (placing,) = placed()
    row = over(placing, Findings(person=Finding(Verdict.VALIDATED, start=1, end=2, quote="oui")))
    assert (row.status, row.level) == (Status.PERSON_VALIDATED, Level.FIRST)
    assert Extract.objects.count() == 0


def test_a_st_25_an_address_that_is_said_again_is_validated_with_a_doubt_and_its_extract(workspace):
    (placing,) = placed()
    again = Finding(Verdict.MODIFIED, "Jeanne.ESSAI@acme.example", start=1, end=3, quote="jeanne point essai")
    kept = KeptExtract(field="email", start=0.5, end=2.5, audio="calls/x/email.wav")
    row = over(placing, Findings(person=Finding(Verdict.VALIDATED), email=again), extracts=[kept])
    said = row.qualification
    assert (row.status, said.email, said.new_email) == (Status.PERSON_EMAIL_VALIDATED, "validated", "")
    assert (said.doubt, row.extracts.get().audio) == (["email"], "calls/x/email.wav")


def test_another_function_of_the_same_person_is_no_new_name(workspace):
    (placing,) = placed()
    row = over(placing, Findings(person=Finding(Verdict.MODIFIED, "Jeanne Essai", title="directrice")))
    said = row.qualification
    assert (said.new_first_name, said.new_last_name, said.new_job_title) == ("", "", "directrice")


def test_a_st_11_another_number_is_kept_and_changes_no_status(workspace):
    (placing,) = placed()
    row = over(placing, Findings(phone=Finding(Verdict.MODIFIED, "01 99 00 12 34", start=1, end=3)))
    assert (row.status, row.qualification.new_phone) == (Status.BARRIER_HUMAN, "+33199001234")
    assert row.extracts.get().field == "phone"


def test_st_76_somebody_answered_and_nothing_could_be_understood(workspace):
    (placing,) = placed()
    row = over(placing)
    assert (row.status, row.level, row.qualification.person) == (Status.BARRIER_HUMAN, Level.LATER, "untouched")


@pytest.mark.parametrize(
    ("heard", "failed", "status"),
    [("unassigned", None, "unassigned"), ("", Cause.UNASSIGNED, "unassigned"), ("voicemail", None, "voicemail")],
)
def test_st_78_to_st_82_where_nobody_was_spoken_to_nothing_is_said(workspace, heard, failed, status):
    (placing,) = placed(attempts=1)
    row = over(placing, heard=heard, failed=failed)
    assert (row.status, row.level, row.state) == (status, Level.NEVER, "done")
    assert Qualification.objects.count() == 0


def test_a_st_13_a_machine_is_called_again_and_a_person_is_not(workspace):
    (placing,) = placed(attempts=3)
    assert over(placing, heard="voicemail").state == "waiting"
    assert Qualification.objects.count() == 0


def test_an_objection_opposes_the_number_with_the_end_of_the_call(workspace):
    (placing,) = placed()
    row = over(placing, Findings(objected=True))
    assert is_suppressed(Target(key=uuid7(), phone=NUMBER))
    assert (row.status, row.level, row.qualification.objected) == (Status.BARRIER_HUMAN, Level.NEVER, True)


def test_whoever_objected_stays_at_the_last_level_when_rows_are_weighed_anew(workspace):
    (placing,) = placed()
    row = over(placing, Findings(person=Finding(Verdict.VALIDATED), objected=True))
    set_weights(row.campaign_id, USUAL, now=MONDAY)
    row.refresh_from_db()
    assert (row.status, row.level) == (Status.PERSON_VALIDATED, Level.NEVER)


def test_st_91_a_level_follows_the_status_and_not_the_score(workspace):
    (placing,) = placed()
    row = over(placing, Findings(person=Finding(Verdict.MODIFIED, "Luc Autre")))
    assert (row.score, row.level) == (100, Level.LATER)


def test_a_st_12_the_person_who_takes_the_call_is_judged_alike(workspace):
    (placing,) = placed()
    row = over(placing, Findings(person=Finding(Verdict.VALIDATED), put_through=True))
    assert (row.status, row.qualification.put_through) == (Status.PERSON_VALIDATED, True)


def test_a_call_that_was_taken_away_writes_nothing(workspace):
    (placing,) = placed()
    finished = Finished(attempt_id=placing.attempt_id, end=End("human"), ended_s=9, findings=Findings(objected=True))
    assert not finish_attempt(finished, holder="another", now=MONDAY)
    assert Qualification.objects.count() == 0
    assert not is_suppressed(Target(key=uuid7(), phone=NUMBER))


def test_the_event_tells_the_status_and_no_word_of_anybody(workspace):
    (placing,) = placed()
    over(placing, NEW)
    (event,) = Event.objects.filter(kind="calls.qualified")
    assert event.data["status"] == Status.PERSON_EMAIL_MODIFIED
    assert "claire" not in str(event.data).lower()


def test_st_101_light_gives_no_status_of_a_prospect(workspace):
    (placing,) = placed(NewProspect(phone=NUMBER), scenario=Scenario.LIGHT)
    row = over(placing)
    assert (row.status, row.level, placing.brief) == ("", Level.FIRST, None)
    assert Qualification.objects.count() == 0
