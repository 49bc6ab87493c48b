from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.directory.public.rows import make_unit
from tests.factories import make_company, make_contact, make_full_campaign, make_person, make_trunk

from filon.actions import facts as situations
from filon.actions.models import Action
from filon.calls import claim as claiming
from filon.calls.claim import Claimant, claim
from filon.calls.facts import facts_of
from filon.calls.full.briefs import brief_of
from filon.calls.models import Attempt, Prospect
from filon.calls.operations import NewProspect, activate, add_prospects, finish_attempt
from filon.calls.operations.attempts import Finished
from filon.calls.outcome import End
from filon.consent.hashing import person_of
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.voice.dialogue.brief import Person

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NUMBER = "+33199000001"
TWO = [NewProspect(phone=NUMBER, first_name="Jeanne", last_name=name) for name in ("Essai", "Autre")]


def calling(rows=TWO, **fields):
    campaign = make_full_campaign(trunk=make_trunk(calls_per_second=100), **fields)
    add_prospects(campaign.id, rows, reference="file", now=MONDAY)
    return activate(campaign.id, now=MONDAY)


def claimant(after=timedelta(0), holder="d1"):
    return Claimant(holder, 100, MONDAY + after, MONDAY + after)


def over(placing, *, now=MONDAY):
    finished = Finished(attempt_id=placing.attempt_id, end=End("human"), ended_s=60, answered_s=5)
    assert finish_attempt(finished, holder="d1", now=now)


def test_a_number_has_as_many_rows_as_people_and_each_once(workspace):
    campaign = calling([*TWO, NewProspect(phone=NUMBER, first_name="JEANNE", last_name="éssai")])
    assert Prospect.objects.count() == 2
    assert add_prospects(campaign.id, TWO, reference="again", now=MONDAY).known == 2


def test_people_of_one_number_are_called_a_delay_apart(workspace):
    campaign = calling(delay_hours=2)
    (first,) = claim(campaign.trunk_id, claimant())
    over(first)
    assert claim(campaign.trunk_id, claimant(timedelta(minutes=10))) == []
    waiting = Prospect.objects.get(state="waiting")
    assert [reason["code"] for reason in waiting.last_reasons] == ["attempt_too_soon"]
    ended = MONDAY + timedelta(seconds=60)
    assert waiting.next_at >= ended + timedelta(hours=2)
    (second,) = claim(campaign.trunk_id, claimant(waiting.next_at - MONDAY))
    assert second.phone == first.phone
    assert second.brief != first.brief


def test_a_call_that_began_and_ended_since_the_policy_looked_keeps_the_next_one_away(workspace):
    """The race: the policy of this claim looked before a call of another line to the same number began and ended."""
    campaign = calling(delay_hours=2)
    one, other = Prospect.objects.order_by("position")
    looked = situations.load(
        claiming.claiming.take_due_of(campaign.id, now=MONDAY, most=10),
        lanes={campaign.trunk_id: claiming.lane_of_trunk(campaign.trunk, now=MONDAY)},
        now=MONDAY,
    )
    shared = {"campaign": campaign, "phone": NUMBER, "number": 1, "placed_at": MONDAY, "state": "over"}
    Attempt.objects.create(prospect=one, action_id=one.id, ended_at=MONDAY, **shared)
    stale = [(case, MONDAY) for case in looked if case.material.prospect.id == other.id]
    assert len(stale) == 1
    begun = claiming._begin(stale, trunk=campaign.trunk, claimant=claimant(), lease_until=MONDAY)
    assert list(begun) == []
    assert Attempt.objects.filter(prospect=other).count() == 0
    assert Action.objects.get(subject_id=other.id).state == "planned"


def test_the_same_number_in_another_campaign_is_another_matter(workspace):
    one, other = calling(), calling()
    (first,) = claim(one.trunk_id, claimant())
    over(first)
    assert len(claim(other.trunk_id, claimant(timedelta(minutes=5)))) == 1


def test_facts_of_a_batch_cost_the_same_for_one_row_as_for_twenty(workspace, django_assert_max_num_queries):
    campaign = calling([NewProspect(phone=NUMBER, last_name=f"Essai {n}") for n in range(20)])
    dues = claiming.claiming.take_due_of(campaign.id, now=MONDAY, most=30)
    assert len(dues) == 20
    with django_assert_max_num_queries(11):
        facts_of(dues)


def test_a_brief_says_in_whose_name_and_whom_to_ask_for(workspace):
    company = make_company(name="Acme", domain="acme.example")
    make_contact(company=company, first_name="Luc", last_name="Voisin", job_title="DSI", phone="+33199000042")
    make_contact(company=company, first_name="Jeanne", last_name="Essai")
    row = NewProspect(phone=NUMBER, first_name="Jeanne", last_name="Essai", job_title="DAF", company_id=company.id)
    campaign = calling([row], caller_name="Acier Martin", purpose="une mise à jour", ask_email=False)
    (placing,) = claim(campaign.trunk_id, claimant())
    brief = placing.brief
    assert (brief.caller, brief.purpose, brief.language, brief.ask_email) == (
        "Acier Martin",
        "une mise à jour",
        "fr",
        False,
    )
    assert brief.person == Person(first_name="Jeanne", last_name="Essai", job_title="DAF")
    assert (brief.company, brief.domain, brief.colleagues) == ("Acme", "acme.example", ("Luc Voisin",))
    assert (brief.titles, brief.numbers) == (("DSI",), ("0199000042",))


def test_a_brief_takes_the_workspace_s_name_and_the_domain_of_the_address(workspace):
    campaign = make_full_campaign(caller_name="")
    row = make_person(campaign, email="jeanne@usine.example", columns={"company": "Usine du Nord"})
    brief = brief_of(row, campaign, workspace=workspace)
    assert (brief.caller, brief.company, brief.domain) == (workspace.name, "Usine du Nord", "usine.example")
    row.email = "jeanne@gmail.com"
    assert brief_of(row, campaign, workspace=workspace).domain == ""


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Kind.PERSON, person_of("732829320", "Jeanne", "Essai")), (Kind.EMAIL, "jeanne@acme.example")],
)
def test_whoever_objected_since_the_import_is_not_asked_for_and_their_colleague_is(workspace, kind, value):
    colleague = NewProspect(phone="+33199000002", first_name="Paul", last_name="Essai", siret="73282932000074")
    jeanne = replace(colleague, phone=NUMBER, first_name="Jeanne", email="jeanne@acme.example")
    campaign = calling([jeanne, colleague])
    suppress(kind, value, reason=Reason.ASKED, now=MONDAY)
    assert [placing.phone for placing in claim(campaign.trunk_id, claimant())] == ["+33199000002"]
    refused = Prospect.objects.get(phone=NUMBER)
    assert (refused.state, [reason["code"] for reason in refused.last_reasons]) == ("refused", ["suppressed"])


def test_people_of_a_company_that_is_not_public_are_not_called_and_cost_nothing(workspace):
    make_unit(siren="732829320", diffusible=False, name="")
    hidden = NewProspect(phone=NUMBER, first_name="Jeanne", last_name="Essai", siret="73282932000074")
    campaign = make_full_campaign()
    assert add_prospects(campaign.id, [hidden], reference="file", now=MONDAY).credits == 0
