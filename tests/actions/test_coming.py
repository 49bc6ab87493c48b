from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_campaign, make_company, make_contact, make_member

from filon.actions.coming import MOST, coming
from filon.actions.operations import Plan, cancel_for, plan
from filon.actions.policy import Reason
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.outreach.models import Campaign
from filon.tenants.models import Member, Workspace

pytestmark = pytest.mark.usefixtures("workspace")


def planned(contact: Contact, campaign: Campaign, *, clock: VirtualClock, days: int) -> None:
    assert campaign.mailbox_id is not None
    one = Plan(
        origin_kind="campaign",
        origin_id=campaign.id,
        step=f"s{days}",
        subject_id=contact.id,
        lane_id=campaign.mailbox_id,
        company_id=contact.company_id,
        at=clock.now() + timedelta(days=days),
    )
    assert plan([one], now=clock.now()) == 1


def test_co_19_what_is_planned_stands_above_what_happened_the_last_first(
    workspace: Workspace, client_for: Callable[[Member], Client], clock: VirtualClock
) -> None:
    contact, campaign = make_contact(company=make_company()), make_campaign(name="Automne")
    for days in (1, 4):
        planned(contact, campaign, clock=clock, days=days)
    browser = client_for(make_member(workspace))
    page = browser.get(f"/societes/{contact.company_id}/").context
    now = clock.now()
    assert [(one.at - now).days for one in page["coming"]] == [4, 1]
    assert [name.text for name in page["coming"][0].about] == [contact.name, "Automne"]
    older = browser.get(f"/societes/{contact.company_id}/suite/?filtre=notes", headers={"HX-Request": "true"})
    assert older.context["coming"] == []


def test_what_is_cancelled_comes_no_more_and_the_soonest_are_kept(clock: VirtualClock) -> None:
    company, campaign = make_company(), make_campaign()
    contact = make_contact(company=company)
    planned(contact, campaign, clock=clock, days=MOST + 2)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            coming(company)
        return len(caught)

    one = cost()
    for days in range(1, MOST + 1):
        planned(contact, campaign, clock=clock, days=days)
    assert cost() == one
    assert max(each.at for each in coming(company)) == clock.now() + timedelta(days=MOST)
    cancel_for(reason=Reason("replied"), now=clock.now(), company_ids=[company.id])
    assert coming(company) == []
