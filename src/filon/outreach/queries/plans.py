"""What the schedule of a campaign comes to, in days (OL-46, OL-27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox
from filon.outreach.audience import Audience, count
from filon.outreach.estimate import Estimate, Pace, estimate
from filon.outreach.models import Campaign, Step
from filon.outreach.schedule import starts_on, window_of
from filon.tenants.models import Workspace


@dataclass(frozen=True)
class Plans:
    """``estimate`` None: no day is open, nobody is to be written to, or nothing is written yet."""

    people: int
    emails_each: int
    estimate: Estimate | None
    mailbox: Mailbox | None


def plans_of(campaign: Campaign, *, now: datetime, people: int | None = None) -> Plans:
    """What would happen if it were launched now; ``people`` when the audience has been counted already.

    The first day is the one after ``now`` at the earliest (OL-27), or the campaign's own start.
    """
    if people is None:
        people = count(Audience.from_json(campaign.audience), campaign_id=campaign.id).kept
    waits = list(
        Step.objects.filter(version_id=campaign.version_id).order_by("position").values_list("wait_days", flat=True)
    )
    mailbox = Mailbox.objects.filter(id=campaign.mailbox_id).first() if campaign.mailbox_id else None
    workspace = Workspace.objects.get(id=current_workspace())
    window = window_of(campaign, country=workspace.country)
    first = starts_on(campaign) or max(
        window.local_day(now) + timedelta(days=1), campaign.start_on or window.local_day(now)
    )
    pace = Pace(
        people=people,
        waits=waits,
        new_per_day=None if workspace.limits_off else campaign.new_per_day,
        cap=None if workspace.limits_off or mailbox is None else mailbox.daily_cap,
        spacing_s=0 if workspace.limits_off or mailbox is None else mailbox.spacing_s,
    )
    return Plans(people, len(waits), estimate(window, first, pace), mailbox)
