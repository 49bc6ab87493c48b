from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_campaign, make_contact, make_mailbox, make_manager, make_version

from filon.actions.models import Action
from filon.kernel.clock import VirtualClock
from filon.outreach.audience import Audience
from filon.outreach.ending import finish
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import Schedule, exclude_company, launch, set_schedule
from filon.outreach.queries.sends import step_states
from filon.outreach.rules import Launcher
from filon.outreach.states import Outcome
from filon.tenants.models import Member, Workspace


@pytest.fixture
def launched(workspace: Workspace, clock: VirtualClock) -> Campaign:
    """Three people, two emails, from a mailbox that leaves 90 s between messages."""
    for i in range(3):
        make_contact(last_name=f"Roux{i}")
    mailbox = make_mailbox(spacing_s=90, daily_cap=200)
    campaign = make_campaign(
        audience=Audience(everybody=True).as_json(), mailbox=mailbox, version=make_version("Un", "Deux")
    )
    launch(campaign.id, by=Launcher(user_id=make_manager(workspace).user_id, is_manager=True), now=clock.now())
    campaign.refresh_from_db()
    return campaign


def test_ol_54_each_step_tells_where_its_emails_stand(launched: Campaign, clock: VirtualClock) -> None:
    company = make_contact().company
    assert [(s.step.position, s.planned, s.done) for s in step_states(launched)] == [(0, 3, 0), (1, 0, 0)]
    first = Action.objects.order_by("id").first()
    assert first is not None
    assert first.company_id is not None
    assert company is not None
    exclude_company(launched.id, first.company_id, now=clock.now())
    assert [(s.planned, s.stopped) for s in step_states(launched)] == [(2, 1), (0, 0)]


@pytest.mark.usefixtures("launched")
def test_ol_54_the_summary_tells_each_step_who_is_available_the_messages_and_leads_to_the_editing(
    workspace: Workspace, client_for: Callable[[Member], Client], clock: VirtualClock
) -> None:
    campaign = Campaign.objects.get()
    first, second, _third = Action.objects.order_by("id")
    Action.objects.filter(id__in=[first.id, second.id]).update(state="done")
    places = Enrolment.objects.filter(contact_id__in=[first.subject_id, second.subject_id])
    places.update(state="running", next_position=1, last_sent_at=clock.now())
    finish([first.subject_id], outcome=Outcome.SUCCESS, reason="replied", now=clock.now())
    answer = client_for(make_manager(workspace)).get(f"/campagnes/{campaign.id}/resume/")
    shown = [(s.planned, s.done, s.replied) for s in answer.context["steps"]]
    assert shown == [(1, 2, 1), (0, 0, 0)]
    text = answer.content.decode()
    for words in ("2 envoyés", "1 réponse", "1 prévu", f"Résumé de « {campaign.name} »", "Un", "Deux"):
        assert words in text
    assert answer.context["figures"].waiting == 1
    assert f'href="/campagnes/{campaign.id}/reglages/">Modifier la campagne' in text


def test_a_new_pace_and_another_mailbox_move_what_is_planned(launched: Campaign, clock: VirtualClock) -> None:
    other = make_mailbox()
    schedule = Schedule(mailbox_id=other.id, days=(2,), first_hour=10, last_hour=12, new_per_day=2)
    set_schedule(launched.id, schedule, now=clock.now())
    rows = sorted((a.due_at.isoformat(), a.lane_id == other.id) for a in Action.objects.all())
    assert rows == [
        ("2026-11-25T09:00:00+00:00", True),
        ("2026-11-25T09:00:00+00:00", True),
        ("2026-12-02T09:00:00+00:00", True),
    ]
