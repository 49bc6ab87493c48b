from __future__ import annotations

import pytest

from filon.crm.models import Opportunity
from filon.crm.operations import open_opportunities, turn_off, turn_on
from filon.crm.states import Automation, OffReason
from filon.directory.operations import CompanyFields, create_company
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def states() -> dict[object, str]:
    return dict(Opportunity.objects.values_list("origin_id", "automation"))


def test_ol_21_an_opportunity_starts_on_and_is_opened_once(clock: VirtualClock) -> None:
    company, campaign = create_company(CompanyFields(name="A"), now=clock.now()), uuid7()
    open_opportunities(campaign, [company.id, company.id], now=clock.now())
    open_opportunities(campaign, [company.id], now=clock.now())
    assert states() == {campaign: Automation.ON}


def test_ol_22_turning_off_says_why_and_opening_again_leaves_it_off(clock: VirtualClock) -> None:
    company, campaign = create_company(CompanyFields(name="A"), now=clock.now()), uuid7()
    open_opportunities(campaign, [company.id], now=clock.now())
    (turned,) = turn_off(company.id, origin_id=campaign, reason=OffReason.USER, now=clock.now(), by=7)
    open_opportunities(campaign, [company.id], now=clock.now())
    assert states() == {campaign: Automation.OFF}
    event = Event.objects.get(kind="crm.opportunity_off")
    assert (event.company_id, event.origin_id, event.actor_id) == (company.id, campaign, 7)
    assert event.data == {"opportunity_id": str(turned), "reason": "user"}


def test_one_campaign_is_turned_off_or_all_of_them(clock: VirtualClock) -> None:
    company, first, second = create_company(CompanyFields(name="A"), now=clock.now()), uuid7(), uuid7()
    for campaign in (first, second):
        open_opportunities(campaign, [company.id], now=clock.now())
    turn_off(company.id, origin_id=first, reason=OffReason.REPLIED, now=clock.now())
    assert states() == {first: Automation.OFF, second: Automation.ON}
    turn_off(company.id, reason=OffReason.UNSUBSCRIBED, now=clock.now())
    assert states() == {first: Automation.OFF, second: Automation.OFF}
    assert Event.objects.filter(kind="crm.opportunity_off").count() == 2


def test_the_robot_takes_over_again(clock: VirtualClock) -> None:
    company, campaign = create_company(CompanyFields(name="A"), now=clock.now()), uuid7()
    open_opportunities(campaign, [company.id], now=clock.now())
    (turned,) = turn_off(company.id, reason=OffReason.USER, now=clock.now())
    assert turn_on(turned, now=clock.now()) is True
    assert turn_on(turned, now=clock.now()) is False
    opportunity = Opportunity.objects.get()
    assert (opportunity.automation, opportunity.off_reason, opportunity.off_at) == (Automation.ON, "", None)
