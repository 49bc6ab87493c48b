"""The favourite minute of each running campaign, kept up to date from the answers recorded (OL-30)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import ExtractHour, ExtractMinute

from filon.mail.events import ReplyReceived
from filon.outreach.favourite import FEWEST_ANSWERS, LOOK_BACK_DAYS, SLOT_MINUTES, Hours, Slots, favourite_minute
from filon.outreach.models import Campaign
from filon.outreach.states import CampaignState
from filon.timeline.models import Event


def refresh_hours(*, now: datetime) -> int:
    """Set the favourite minute of the campaigns of the open workspace that may move their time; how many changed.

    A campaign listens to its own answers; while they are too few, to those of the whole workspace. One query for each
    time zone in use.
    """
    running = Campaign.objects.filter(state__in=[CampaignState.PENDING, CampaignState.ACTIVE], adaptive=True)
    campaigns = list(running.select_related("mailbox").defer("mailbox__signature", "audience"))
    changed = []
    for zone in sorted({campaign.time_zone for campaign in campaigns}):
        answers = _answers(ZoneInfo(zone), since=now - timedelta(days=LOOK_BACK_DAYS))
        changed += [c for c in campaigns if c.time_zone == zone and _moves(c, answers)]
    Campaign.objects.bulk_update(changed, ["favourite_minute"])
    return len(changed)


def _moves(campaign: Campaign, answers: Mapping[UUID | None, Slots]) -> bool:
    before, campaign.favourite_minute = campaign.favourite_minute, _favourite(campaign, answers)
    return campaign.favourite_minute != before


def _favourite(campaign: Campaign, answers: Mapping[UUID | None, Slots]) -> int | None:
    mailbox = campaign.mailbox
    hours = Hours(
        first_hour=campaign.first_hour,
        last_hour=campaign.last_hour,
        sending_s=mailbox.daily_cap * mailbox.spacing_s if mailbox else 0,
    )
    own = answers.get(campaign.id, {})
    return favourite_minute(own if sum(own.values()) >= FEWEST_ANSWERS else _all(list(answers.values())), hours)


def _all(answers: Sequence[Slots]) -> Slots:
    found: Counter[int] = Counter()
    for slots in answers:
        found.update(slots)
    return found


def _answers(zone: ZoneInfo, *, since: datetime) -> dict[UUID | None, Slots]:
    """Human answers by campaign and slot of the day."""
    rows = Event.objects.filter(kind=ReplyReceived.kind, at__gte=since).order_by()
    rows = rows.annotate(hour=ExtractHour("at", tzinfo=zone), minute=ExtractMinute("at", tzinfo=zone))
    counted = rows.values("origin_id", "hour", "minute").annotate(n=Count("id"))
    found: dict[UUID | None, Counter[int]] = {}
    for key, hour, minute, n in counted.values_list("origin_id", "hour", "minute", "n"):
        found.setdefault(key, Counter())[(hour * 60 + minute) // SLOT_MINUTES] += n
    return {key: dict(slots) for key, slots in found.items()}
