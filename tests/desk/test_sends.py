"""What Filon sends by itself today."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.desk.days import make_launched
from tests.factories import make_contact, make_mailbox, make_sent

from filon.actions.models import Action
from filon.actions.operations import Plan, plan
from filon.desk.queries.sends import Day, day, midnight, waiting_by_lane
from filon.desk.viewer import Viewer
from filon.kernel.clock import VirtualClock
from filon.mail.models import Mailbox
from filon.outreach.models import Campaign, CampaignViewer
from filon.outreach.states import CampaignState
from filon.tenants.models import Member, Workspace

PARIS = ZoneInfo("Europe/Paris")
NINE = datetime(2026, 11, 23, 9, tzinfo=PARIS)


def approved(**fields: object) -> Campaign:
    return make_launched(approved_at=NINE - timedelta(days=3), **fields)


def planned(campaign: Campaign, *moments: datetime) -> None:
    plans = [
        Plan(
            origin_kind="campaign", origin_id=campaign.id, step="s1", subject_id=make_contact().id,
            lane_id=campaign.mailbox_id, at=at,
        )
        for at in moments
    ]  # fmt: skip
    plan(plans, now=NINE)


def of(member: Member, clock: VirtualClock) -> Day:
    viewer = Viewer(member.user_id, member.is_manager)
    return day(viewer, workspace=member.workspace, now=clock.now())


def test_ol_52_each_campaign_with_its_first_time_and_how_many(manager: Member, clock: VirtualClock) -> None:
    one, two = approved(name="Automne"), approved(name="Hiver")
    planned(one, NINE, NINE, NINE + timedelta(hours=2), NINE + timedelta(days=1))
    planned(two, NINE + timedelta(hours=1))
    found = of(manager, clock)
    assert [(s.campaign.name, s.first, s.count) for s in found.sends] == [
        ("Automne", NINE, 3),
        ("Hiver", NINE + timedelta(hours=1), 1),
    ]
    assert (found.planned, found.next_at) == (4, NINE)


def test_a_mailbox_takes_its_time_and_stops_at_its_cap(manager: Member, clock: VirtualClock) -> None:
    mailbox = make_mailbox(spacing_s=3600, daily_cap=20)
    campaign = approved(mailbox=mailbox, last_hour=12)
    planned(campaign, NINE, NINE, NINE, NINE, NINE)
    assert of(manager, clock).planned == 3
    Mailbox.objects.update(daily_cap=2)
    assert of(manager, clock).planned == 2


def test_nothing_of_a_campaign_that_may_not_send(manager: Member, clock: VirtualClock) -> None:
    stopped, waiting = approved(), make_launched()
    Campaign.objects.filter(id=stopped.id).update(state=CampaignState.STOPPED)
    planned(stopped, NINE)
    planned(waiting, NINE)
    assert of(manager, clock) == Day(sends=(), sent=0, next_at=None)


def test_nothing_leaves_through_a_broken_mailbox_whose_line_says_how_much(manager: Member, clock: VirtualClock) -> None:
    campaign = approved(mailbox=make_mailbox(state="broken"))
    planned(campaign, NINE, NINE + timedelta(days=1))
    found = of(manager, clock)
    assert (found.sends, found.next_at) == ((), NINE)
    until = midnight(manager.workspace, clock.now(), days=1)
    held = waiting_by_lane([campaign.mailbox_id], until=until)
    assert [(w.count, w.first) for w in held.values()] == [(1, NINE)]


def test_what_left_today_is_counted_from_the_workspace_s_midnight(manager: Member, clock: VirtualClock) -> None:
    for hours in (-9, -7, -1):
        make_sent(make_contact(), at=clock.now() + timedelta(hours=hours))
    assert of(manager, clock).sent == 2


def test_ol_50_only_the_campaigns_one_may_see(workspace: Workspace, member: Member, clock: VirtualClock) -> None:
    shared = make_mailbox(spacing_s=600)
    mine, theirs = approved(name="À moi", mailbox=shared), approved(mailbox=shared, access="chosen")
    CampaignViewer.objects.create(campaign=mine, user=member.user)
    planned(theirs, NINE)
    planned(mine, NINE + timedelta(seconds=1))
    found = of(member, clock)
    assert [(s.campaign.name, s.first) for s in found.sends] == [("À moi", NINE + timedelta(minutes=10))]
    assert Action.objects.count() == 2
