"""Campaigns as they are written, step by step, and as they are edited once launched (OL-25, OL-55)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.fields import web_address
from filon.kernel.errors import Refused
from filon.mail.models import Mailbox
from filon.outreach.audience import Audience
from filon.outreach.events import CampaignChanged
from filon.outreach.models import FIRST_HOUR, LAST_HOUR, NEW_PER_DAY, WORKING_DAYS, Campaign, CampaignViewer
from filon.outreach.queries.sequences import latest_version
from filon.outreach.replanning import replan
from filon.outreach.states import Access, CampaignState
from filon.timeline.events import publish

MOST_NEW_PER_DAY = 10_000


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When and from where it sends. ``days`` are weekdays from 0 (Monday); hours are of ``time_zone``.

    ``adaptive``: later in the day once answers say when (OL-30).
    """

    mailbox_id: UUID | None
    days: tuple[int, ...] = WORKING_DAYS
    first_hour: int = FIRST_HOUR
    last_hour: int = LAST_HOUR
    time_zone: str = "Europe/Paris"
    skip_holidays: bool = True
    new_per_day: int = NEW_PER_DAY
    start_on: date | None = None
    adaptive: bool = True

    def columns(self, *, today: date | None) -> dict[str, Any]:
        """Column → value. ``today`` (of the campaign) refuses a start in the past; None does not look."""
        days = sorted(set(self.days))
        if not days or not set(days) <= set(range(7)):
            raise Refused(_("Choisissez au moins un jour d’envoi."), field="days", code="no_day")
        if not 0 <= self.first_hour < self.last_hour <= 24:
            raise Refused(_("L’heure de fin doit suivre l’heure de début."), field="last_hour", code="hours")
        if self.time_zone not in available_timezones():
            raise Refused(_("Ce fuseau horaire n’existe pas."), field="time_zone", code="time_zone")
        if not 1 <= self.new_per_day <= MOST_NEW_PER_DAY:
            raise Refused(
                _("Indiquez entre 1 et 10 000 nouveaux contacts par jour."), field="new_per_day", code="new_per_day"
            )
        if self.start_on and today and self.start_on < today:
            raise Refused(_("Cette date est passée."), field="start_on", code="past")
        if self.mailbox_id and not Mailbox.objects.filter(id=self.mailbox_id).exists():
            raise Refused(_("Cette boîte mail n’existe plus."), field="mailbox_id", code="mailbox_unknown")
        return {
            "mailbox_id": self.mailbox_id,
            "days": days,
            "first_hour": self.first_hour,
            "last_hour": self.last_hour,
            "time_zone": self.time_zone,
            "skip_holidays": self.skip_holidays,
            "new_per_day": self.new_per_day,
            "start_on": self.start_on,
            "adaptive": self.adaptive,
        }


def create_campaign(*, name: str, website: str = "", now: datetime, by: int | None = None) -> Campaign:
    """A draft. Raises Refused for an empty name or a faulty site."""
    title = _title(name)
    campaign = Campaign.objects.create(
        name=title, website=web_address(website)[0], created_by_id=by, created_at=now, updated_at=now
    )
    if by is not None:
        CampaignViewer.objects.create(campaign=campaign, user_id=by)
    return campaign


def set_settings(
    campaign_id: UUID, *, name: str, website: str, viewers: Iterable[int] | None, now: datetime, by: int | None = None
) -> Campaign:
    """Step 1: name, site to promote (OL-26, mandatory) and who may see it (OL-50): these users, everybody for None.

    Raises Refused.
    """
    site = web_address(website)[0]
    if not site:
        raise Refused(_("Indiquez le site web à promouvoir."), field="website", code="website_missing")
    access = Access.EVERYBODY if viewers is None else Access.CHOSEN
    columns = {"name": _title(name), "website": site, "access": access}
    wanted = set(viewers or ())
    with transaction.atomic():
        campaign = _change(campaign_id, columns, now=now, by=by)
        _show_to(campaign, wanted)
    return campaign


def set_audience(campaign_id: UUID, audience: Audience, *, now: datetime, by: int | None = None) -> Campaign:
    """Step 2: whom it is for. Those who are engaged already stay engaged."""
    return _change(campaign_id, {"audience": audience.as_json()}, now=now, by=by)


def set_sequence(campaign_id: UUID, sequence_id: UUID, *, now: datetime, by: int | None = None) -> Campaign:
    """Step 3: what it sends. Only a draft may change its sequence; a launched one adopts versions of its own."""
    version = latest_version(sequence_id)
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().get(id=campaign_id)
        if campaign.state != CampaignState.DRAFT and (
            campaign.version is None or campaign.version.sequence_id != sequence_id
        ):
            raise Refused(_("Une campagne lancée garde sa séquence. Créez une autre campagne."), code="launched")
        return _change(campaign_id, {"version_id": version.id}, now=now, by=by)


def set_schedule(campaign_id: UUID, schedule: Schedule, *, now: datetime, by: int | None = None) -> Campaign:
    """Step 4: from which mailbox, on which days, at which hours, how many new people a day. Raises Refused.

    What a launched campaign has planned moves to where it would be planned now.
    """
    campaign = Campaign.objects.get(id=campaign_id)
    today = today_of(campaign, now) if campaign.state == CampaignState.DRAFT else None
    columns = schedule.columns(today=today)
    if campaign.state != CampaignState.DRAFT and columns["mailbox_id"] is None:
        raise Refused(_("Choisissez la boîte mail qui envoie."), field="mailbox_id", code="no_mailbox")
    with transaction.atomic():
        campaign = _change(campaign_id, columns, now=now, by=by)
        replan(campaign, now=now)
    return campaign


def set_counting(campaign_id: UUID, *, counts_clicks: bool, now: datetime, by: int | None = None) -> Campaign:
    """Step 5: whether messages that leave from now on count clicks, of people of whom they may be counted (OL-20)."""
    return _change(campaign_id, {"counts_clicks": counts_clicks}, now=now, by=by)


def delete_draft(campaign_id: UUID) -> None:
    """Throw a draft away. Raises Refused for a campaign that was launched: its history stays."""
    gone, _rows = Campaign.objects.filter(id=campaign_id, state=CampaignState.DRAFT).delete()
    if not gone:
        raise Refused(_("Une campagne lancée ne se supprime pas : arrêtez-la."), code="launched")


def today_of(campaign: Campaign, now: datetime) -> date:
    """The day it is where the campaign sends."""
    return now.astimezone(ZoneInfo(campaign.time_zone)).date()


def _show_to(campaign: Campaign, wanted: set[int]) -> None:
    CampaignViewer.objects.filter(campaign=campaign).exclude(user_id__in=wanted).delete()
    CampaignViewer.objects.bulk_create(
        [CampaignViewer(campaign=campaign, user_id=user) for user in wanted], ignore_conflicts=True
    )


def _title(name: str) -> str:
    title = " ".join(name.split())[:120]
    if not title:
        raise Refused(_("Donnez un nom à la campagne."), field="name", code="name_missing")
    return title


def _change(campaign_id: UUID, columns: dict[str, Any], *, now: datetime, by: int | None) -> Campaign:
    """Write what differs. Once launched, the timeline remembers that results changed meaning (OL-56)."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).get(id=campaign_id)
        changed = tuple(name for name, value in columns.items() if getattr(campaign, name) != value)
        if not changed:
            return campaign
        for name in changed:
            setattr(campaign, name, columns[name])
        campaign.updated_at = now
        campaign.save(update_fields=[*changed, "updated_at"])
        if campaign.state != CampaignState.DRAFT:
            publish(CampaignChanged(fields=changed), at=now, origin_id=campaign.id, actor_id=by)
    return campaign
