from __future__ import annotations

import pytest
from tests.factories import make_campaign, make_contact, make_mailbox, make_manager, make_version

from filon.actions.models import Action
from filon.kernel.clock import VirtualClock
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.operations import Schedule, exclude_company, launch, set_schedule
from filon.outreach.queries.sends import step_states
from filon.outreach.rules import Launcher
from filon.tenants.models import Workspace


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
