from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_company, make_contact
from tests.outreach.running import contacts, launched

from filon.actions import channels, facts
from filon.actions.claiming import COLUMNS
from filon.actions.facts import Case
from filon.actions.models import Action
from filon.actions.policy import decide
from filon.actions.situation import Due
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.outreach.models import Campaign, Enrolment

pytestmark = pytest.mark.usefixtures("workspace")

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
QUERIES = 12
"""Three for people (cards, opposition, opportunities), six for campaigns (workspace, campaigns, enrolments, steps,
mailboxes, openings of the day), three for the lane. A thread that goes on needs one more."""


def load(now: datetime) -> list[Case]:
    dues = [Due(*row) for row in Action.objects.order_by("id").values_list(*COLUMNS)]
    channel = channels.get("email")
    assert channel is not None
    lanes = channel.lanes([due.lane_id for due in dues], now=now)
    return facts.load(dues, lanes=lanes, now=now)


def codes(case: Case, now: datetime) -> list[str]:
    return [reason.code for reason in decide(case.due, case.facts, now).reasons]


@pytest.mark.parametrize("count", [1, 500])
def test_deciding_five_hundred_costs_the_queries_of_one(clock: VirtualClock, count: int) -> None:
    company = make_company()
    launched(contacts(count, company=company), peer=None, now=clock.now(), new_per_day=1000)
    with CaptureQueriesContext(connection) as queries:
        assert len(load(NINE)) == count
    assert len(queries) == QUERIES + 1


def test_each_action_has_the_facts_of_its_own_person_and_campaign(clock: VirtualClock) -> None:
    free, left = contacts(2)
    Contact.objects.filter(id=left.id).update(status="left")
    campaign = launched([free, left], peer=None, now=clock.now())
    Campaign.objects.filter(id=campaign.id).update(first_hour=10)
    by_person = {case.due.subject_id: codes(case, NINE) for case in load(NINE)}
    assert by_person == {free.id: ["outside_hours"], left.id: ["contact_left", "outside_hours"]}


def test_a_contact_that_is_gone_blocks_and_breaks_nothing(clock: VirtualClock) -> None:
    person, other = contacts(2)
    launched([person, other], peer=None, now=clock.now())
    Contact.objects.filter(id=person.id).delete()
    blocked = {case.due.subject_id: codes(case, NINE) for case in load(NINE)}
    assert blocked[other.id] == []
    assert "contact_left" in blocked[person.id]


def test_a_campaign_that_is_gone_blocks(clock: VirtualClock) -> None:
    campaign = launched(contacts(1), peer=None, now=clock.now())
    campaign.delete()
    assert "campaign_stopped" in codes(load(NINE)[0], NINE)


def test_local_holidays_hold_where_the_person_is(clock: VirtualClock) -> None:
    strasbourg = make_contact(company=make_company(postcode="67000"))
    paris = make_contact(company=make_company(postcode="75001"))
    launched([strasbourg, paris], peer=None, now=clock.now())
    good_friday = datetime(2027, 3, 26, 10, tzinfo=UTC)
    held = {case.due.subject_id: codes(case, good_friday) for case in load(good_friday)}
    assert held == {strasbourg.id: ["public_holiday"], paris.id: []}


def test_a_step_that_was_had_already_is_not_had_again(clock: VirtualClock) -> None:
    launched(contacts(1), peer=None, now=clock.now())
    Enrolment.objects.update(next_position=1)
    assert codes(load(NINE)[0], NINE) == ["not_engaged"]


def test_what_was_approved_yesterday_starts_today_and_not_before(clock: VirtualClock) -> None:
    campaign = launched(contacts(1), peer=None, now=clock.now())
    Campaign.objects.filter(id=campaign.id).update(approved_at=None)
    assert codes(load(NINE)[0], NINE) == ["not_approved"]
    Campaign.objects.filter(id=campaign.id).update(approved_at=NINE)
    assert codes(load(NINE)[0], NINE) == ["before_start"]
    assert codes(load(NINE + timedelta(days=1))[0], NINE + timedelta(days=1)) == []
