from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.factories import MADE_AT, make_campaign, make_company, make_contact, make_mailbox, make_manager, make_version

from filon.actions.models import Action
from filon.actions.states import State
from filon.crm.models import Opportunity
from filon.crm.states import Automation
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Conflict, Refused
from filon.mail.states import MailboxState
from filon.outreach.audience import Audience
from filon.outreach.jobs import engage_audience
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import Engaged, approve, launch, resume, stop
from filon.outreach.rules import Launcher
from filon.outreach.states import CampaignState, EnrolmentState
from filon.tenants.models import Workspace
from filon.timeline.models import Event

EVERYBODY = Audience(everybody=True).as_json()


@pytest.fixture
def manager(workspace: Workspace) -> Launcher:
    return Launcher(user_id=make_manager(workspace).user_id, is_manager=True)


def draft(**fields: Any) -> Campaign:
    return make_campaign(audience=EVERYBODY, **fields)


def test_ol_27_and_ol_29_first_messages_leave_on_the_next_selected_day_at_nine(
    manager: Launcher, clock: VirtualClock
) -> None:
    contact = make_contact()
    campaign = draft(days=[0, 2])
    assert launch(campaign.id, by=manager, now=clock.now()) == Engaged(engaged=1, left_out=0)
    action = Action.objects.get()
    assert (action.subject_id, action.origin_id, action.lane_id) == (contact.id, campaign.id, campaign.mailbox_id)
    assert action.due_at == datetime(2026, 11, 25, 8, tzinfo=UTC)  # Wednesday 9:00 in Paris


def test_launching_engages_people_and_opens_opportunities(manager: Launcher, clock: VirtualClock) -> None:
    company = make_company()
    people = {make_contact(company=company).id, make_contact(company=company).id, make_contact(company=None).id}
    make_contact(email="")
    campaign = draft()
    assert launch(campaign.id, by=manager, now=clock.now()) == Engaged(engaged=3, left_out=1)
    rows = Enrolment.objects.values_list("contact_id", "state", "version_id")
    assert {row[0] for row in rows} == people
    assert {row[1:] for row in rows} == {(EnrolmentState.WAITING, campaign.version_id)}
    opportunity = Opportunity.objects.get()
    assert (opportunity.company_id, opportunity.origin_id, opportunity.automation) == (
        company.id,
        campaign.id,
        Automation.ON,
    )
    launched = Event.objects.get(kind="outreach.campaign_launched")
    assert (launched.data, launched.actor_id) == ({"engaged": 3, "left_out": 1}, manager.user_id)
    assert Event.objects.filter(kind="outreach.contact_engaged", origin_id=campaign.id).count() == 3


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (lambda: {"website": ""}, "site web"),
        (lambda: {"audience": {}}, "Personne"),
        (lambda: {"mailbox": make_mailbox(state=MailboxState.BROKEN)}, "ne fonctionne pas"),
        (lambda: {"mailbox": make_mailbox(state=MailboxState.PAUSED)}, "en pause"),
        (lambda: {"days": []}, "jour d’envoi"),
        (lambda: {"first_hour": 18, "last_hour": 9}, "heure"),
        (lambda: {"start_on": date(2026, 11, 22)}, "passée"),
        (lambda: {"version": make_version("Bonjour XX Nom XX,")}, "XX Nom XX"),
        (lambda: {"version": make_version("Bonjour {{ prenon }},")}, "prenon"),
    ],
)
def test_what_is_not_ready_is_refused_in_a_sentence(
    manager: Launcher, clock: VirtualClock, broken: Any, words: str
) -> None:
    make_contact()
    campaign = draft(**broken()) if "audience" not in broken() else make_campaign(**broken())
    with pytest.raises(Refused, match=words):
        launch(campaign.id, by=manager, now=clock.now())
    campaign.refresh_from_db()
    assert (campaign.state, Enrolment.objects.count(), Action.objects.count()) == (CampaignState.DRAFT, 0, 0)


def test_a_campaign_is_launched_once(manager: Launcher, clock: VirtualClock) -> None:
    make_contact()
    campaign = draft()
    launch(campaign.id, by=manager, now=clock.now())
    with pytest.raises(Conflict):
        launch(campaign.id, by=manager, now=clock.now())
    assert Enrolment.objects.count() == 1


def test_ol_28_what_a_member_launches_waits_for_a_manager(
    workspace: Workspace, manager: Launcher, clock: VirtualClock
) -> None:
    make_contact()
    campaign = draft()
    member = Launcher(user_id=make_manager(workspace).user_id, is_manager=False)
    launch(campaign.id, by=member, now=clock.now())
    campaign.refresh_from_db()
    assert (campaign.state, campaign.approved_at) == (CampaignState.PENDING, None)
    with pytest.raises(Refused):
        approve(campaign.id, by=member, now=clock.now())
    approve(campaign.id, by=manager, now=clock.now())
    campaign.refresh_from_db()
    assert (campaign.approved_at, campaign.approved_by_id) == (clock.now(), manager.user_id)


def test_a_ol_8_four_eyes_are_those_of_somebody_else(
    workspace: Workspace, manager: Launcher, clock: VirtualClock
) -> None:
    make_contact()
    campaign = draft()
    careful = replace(manager, four_eyes=True)
    launch(campaign.id, by=careful, now=clock.now())
    with pytest.raises(Refused, match="autre personne"):
        approve(campaign.id, by=careful, now=clock.now())
    other = Launcher(user_id=make_manager(workspace).user_id, is_manager=True, four_eyes=True)
    approve(campaign.id, by=other, now=clock.now())
    with pytest.raises(Conflict):
        approve(campaign.id, by=other, now=clock.now())


def test_ol_42_stopping_cancels_what_is_planned_and_resuming_plans_it_again(
    manager: Launcher, clock: VirtualClock
) -> None:
    make_contact()
    campaign = draft()
    launch(campaign.id, by=manager, now=clock.now())
    assert stop(campaign.id, by=manager.user_id, now=clock.now()) == 1
    action = Action.objects.get()
    assert (action.state, action.reasons) == (State.CANCELLED, [{"code": "campaign_stopped"}])
    assert resume(campaign.id, by=manager.user_id, now=clock.now()) == 1
    campaign.refresh_from_db()
    assert (campaign.state, Action.objects.get().state) == (CampaignState.PENDING, State.PLANNED)


def test_a_resumed_campaign_that_had_started_is_active(manager: Launcher, clock: VirtualClock) -> None:
    make_contact()
    campaign = draft()
    launch(campaign.id, by=manager, now=clock.now())
    Enrolment.objects.update(last_sent_at=MADE_AT)
    stop(campaign.id, by=None, now=clock.now())
    resume(campaign.id, by=None, now=clock.now() + timedelta(days=1))
    assert Campaign.objects.get(id=campaign.id).state == CampaignState.ACTIVE


def test_ol_46_new_people_are_spread_over_days(manager: Launcher, clock: VirtualClock) -> None:
    for _ in range(5):
        make_contact()
    launch(draft(new_per_day=2).id, by=manager, now=clock.now())
    days = sorted(a.due_at.date().isoformat() for a in Action.objects.all())
    assert days == ["2026-11-24", "2026-11-24", "2026-11-25", "2026-11-25", "2026-11-26"]


def test_a_large_audience_is_engaged_by_a_job_once(
    manager: Launcher, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filon.outreach.operations.launching.ENGAGED_AT_ONCE", 1)
    for _ in range(2):
        make_contact()
    campaign = draft()
    assert launch(campaign.id, by=manager, now=clock.now()) == Engaged(2, 0, later=True)
    assert not Enrolment.objects.exists()
    for _twice in range(2):
        engage_audience(campaign_id=campaign.id, at=clock.now(), by=manager.user_id)
    assert (Enrolment.objects.count(), Action.objects.count()) == (2, 2)
    assert Event.objects.filter(kind="outreach.campaign_launched").count() == 1
