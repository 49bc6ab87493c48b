from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.factories import make_campaign, make_mailbox, make_member, make_version

from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.outreach.models import Campaign, CampaignViewer
from filon.outreach.operations import (
    Schedule,
    create_campaign,
    delete_draft,
    set_schedule,
    set_sequence,
    set_settings,
)
from filon.outreach.queries.campaigns import campaigns
from filon.outreach.states import CampaignState
from filon.tenants.models import Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

SCHEDULE = Schedule(mailbox_id=None, days=(0, 3), first_hour=8, last_hour=12, new_per_day=20)


def test_ol_26_the_site_to_promote_is_mandatory(clock: VirtualClock) -> None:
    campaign = create_campaign(name="Directeurs", now=clock.now())
    with pytest.raises(Refused) as no:
        set_settings(campaign.id, name="Directeurs", website=" ", viewers=[], now=clock.now())
    assert no.value.field == "website"
    set_settings(campaign.id, name="Directeurs", website="maison.example", viewers=[], now=clock.now())
    assert Campaign.objects.get().website == "https://maison.example"


def test_ol_50_a_campaign_is_seen_by_its_viewers(workspace: Workspace, clock: VirtualClock) -> None:
    author, viewer, other = (make_member(workspace).user_id for _ in range(3))
    campaign = create_campaign(name="A", now=clock.now(), by=author)
    set_settings(campaign.id, name="A", website="a.example", viewers=[viewer], now=clock.now())
    assert [campaigns(user).count() for user in (author, viewer, other)] == [1, 1, 0]
    assert list(CampaignViewer.objects.values_list("user_id", flat=True)) == [viewer]
    set_settings(campaign.id, name="A", website="a.example", viewers=None, now=clock.now())
    assert [campaigns(user).count() for user in (author, viewer, other)] == [1, 1, 1]


def test_ol_31_the_schedule_is_kept(clock: VirtualClock) -> None:
    mailbox = make_mailbox()
    campaign = create_campaign(name="A", now=clock.now())
    set_schedule(campaign.id, replace(SCHEDULE, mailbox_id=mailbox.id, days=(3, 0, 3)), now=clock.now())
    kept = Campaign.objects.get()
    assert (kept.days, kept.first_hour, kept.last_hour, kept.new_per_day, kept.mailbox_id) == (
        [0, 3],
        8,
        12,
        20,
        mailbox.id,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"days": ()}, "days"),
        ({"days": (7,)}, "days"),
        ({"first_hour": 12}, "last_hour"),
        ({"last_hour": 25}, "last_hour"),
        ({"time_zone": "Europe/Nulle-Part"}, "time_zone"),
        ({"new_per_day": 0}, "new_per_day"),
        ({"start_on": date(2026, 11, 22)}, "start_on"),
        ({"mailbox_id": uuid7()}, "mailbox_id"),
    ],
)
def test_a_faulty_schedule_is_refused(clock: VirtualClock, changes: dict[str, Any], field: str) -> None:
    campaign = create_campaign(name="A", now=clock.now())
    with pytest.raises(Refused) as no:
        set_schedule(campaign.id, replace(SCHEDULE, **changes), now=clock.now())
    assert no.value.field == field
    assert Campaign.objects.get().days == [0, 1, 2, 3, 4]


def test_ol_56_editing_a_launched_campaign_is_written_on_the_timeline(clock: VirtualClock) -> None:
    draft, live = make_campaign(), make_campaign(state=CampaignState.ACTIVE)
    for campaign in (draft, live):
        set_settings(campaign.id, name="Nouveau nom", website=campaign.website, viewers=None, now=clock.now())
    event = Event.objects.get()
    assert (event.kind, event.origin_id, event.data) == (
        "outreach.campaign_changed",
        live.id,
        {"fields": ["name"]},
    )


def test_a_launched_campaign_keeps_its_sequence(clock: VirtualClock) -> None:
    live, other = make_campaign(state=CampaignState.ACTIVE), make_version()
    with pytest.raises(Refused, match="garde sa séquence"):
        set_sequence(live.id, other.sequence_id, now=clock.now())
    assert Campaign.objects.get().version_id == live.version_id


def test_only_a_draft_is_thrown_away(clock: VirtualClock) -> None:
    draft, live = make_campaign(), make_campaign(state=CampaignState.STOPPED)
    delete_draft(draft.id)
    with pytest.raises(Refused):
        delete_draft(live.id)
    assert list(Campaign.objects.values_list("id", flat=True)) == [live.id]
