"""A campaign leaves the hands of who wrote it: launched, approved, stopped, taken up again (OL-27…29, OL-40…42)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.actions.operations import cancel_for, revive
from filon.actions.policy import Reason
from filon.kernel import live
from filon.kernel.errors import Conflict, Refused
from filon.outreach import jobs
from filon.outreach.audience import Audience, candidates, count
from filon.outreach.checklist import blocking, checklist
from filon.outreach.events import (
    CampaignApproved,
    CampaignLaunched,
    CampaignResumed,
    CampaignStarted,
    CampaignStopped,
)
from filon.outreach.models import Campaign
from filon.outreach.operations.campaigns import today_of
from filon.outreach.operations.enrolling import Engaged, engage
from filon.outreach.rules import Launcher, approves_by_itself
from filon.outreach.states import CampaignState
from filon.timeline.events import publish

STOPPED = "campaign_stopped"
ENGAGED_AT_ONCE = 5000
"""People who are engaged while the user waits, a few seconds; more are engaged by a job."""


def launch(campaign_id: UUID, *, by: Launcher, now: datetime) -> Engaged:
    """Engage the audience. The first messages leave on the next selected day at the first hour, once approved (OL-27,
    OL-29, A-OL-7): never on the day of the launch. A large audience is engaged by a job; the answer says ``later``.

    Raises Refused with the first point of the checklist that does not hold, Conflict when it was launched already.
    """
    with transaction.atomic():
        campaign = _locked(campaign_id, CampaignState.DRAFT)
        audience = Audience.from_json(campaign.audience)
        kept = count(audience, campaign_id=campaign.id).kept
        for point in blocking(checklist(campaign, kept=kept, today=today_of(campaign, now))):
            raise Refused(point.sentence, field=point.part, code="not_ready")
        campaign.state = CampaignState.PENDING
        campaign.launched_at, campaign.launched_by_id, campaign.updated_at = now, by.user_id, now
        campaign.save()
        if approves_by_itself(by):
            _approve(campaign, by=by, now=now, automatic=True)
        if kept > ENGAGED_AT_ONCE:
            jobs.engage_audience.defer(campaign_id=campaign.id, at=now, by=by.user_id)
            return Engaged(kept, candidates(audience).count() - kept, later=True)
        return engage_launched(campaign, now=now, by=by.user_id)


def engage_launched(campaign: Campaign, *, now: datetime, by: int | None) -> Engaged:
    """Engage the whole audience of a campaign that has just been launched, and tell it. Twice is the same as once."""
    with transaction.atomic():
        done = engage(campaign, Audience.from_json(campaign.audience), now=now, by=by)
        if done.engaged:
            event = CampaignLaunched(engaged=done.engaged, left_out=done.left_out)
            publish(event, at=now, origin_id=campaign.id, actor_id=by)
    live.notify(campaign.workspace_id, "campaign", id=campaign.id)
    return done


def approve(campaign_id: UUID, *, by: Launcher, now: datetime) -> None:
    """Validate a launched campaign (OL-28, A-OL-8): a manager's, and not that of who launched it when four eyes are
    asked for. What is approved today leaves on the next selected day.
    """
    with transaction.atomic():
        campaign = _locked(campaign_id, CampaignState.PENDING)
        if campaign.approved_at is not None:
            raise Conflict(_("Cette campagne est déjà validée."))
        if not by.may_approve(campaign):
            raise Refused(_("Une autre personne responsable doit valider cette campagne."), code="four_eyes")
        _approve(campaign, by=by, now=now, automatic=False)
        revive(now=now, origin_id=campaign.id, codes=["not_approved"])


def stop(campaign_id: UUID, *, by: int | None, now: datetime) -> int:
    """Stop a campaign (OL-42): what is planned is cancelled, people stay where they are. Answers how many that was."""
    with transaction.atomic():
        campaign = _locked(campaign_id, CampaignState.PENDING, CampaignState.ACTIVE)
        campaign.state, campaign.stopped_at, campaign.updated_at = CampaignState.STOPPED, now, now
        campaign.save(update_fields=["state", "stopped_at", "updated_at"])
        cancelled = cancel_for(reason=Reason(STOPPED), now=now, origin_id=campaign.id)
        publish(CampaignStopped(), at=now, origin_id=campaign.id, actor_id=by)
    return cancelled.count


def resume(campaign_id: UUID, *, by: int | None, now: datetime) -> int:
    """Take a stopped campaign up where it was. Answers how many messages are planned again."""
    with transaction.atomic():
        campaign = _locked(campaign_id, CampaignState.STOPPED)
        campaign.state = CampaignState.ACTIVE if has_started(campaign) else CampaignState.PENDING
        campaign.stopped_at, campaign.updated_at = None, now
        campaign.save(update_fields=["state", "stopped_at", "updated_at"])
        planned = revive(now=now, origin_id=campaign.id, codes=[STOPPED])
        publish(CampaignResumed(), at=now, origin_id=campaign.id, actor_id=by)
    return planned


def mark_started(campaign_ids: set[UUID], *, now: datetime) -> None:
    """Their first message left: they are active from now on (OL-41)."""
    with transaction.atomic():
        pending = Campaign.objects.select_for_update().filter(id__in=campaign_ids, state=CampaignState.PENDING)
        for campaign in pending:
            campaign.state = CampaignState.ACTIVE
            campaign.save(update_fields=["state"])
            publish(CampaignStarted(), at=now, origin_id=campaign.id)


def has_started(campaign: Campaign) -> bool:
    return campaign.enrolments.exclude(last_sent_at=None).exists()


def _approve(campaign: Campaign, *, by: Launcher, now: datetime, automatic: bool) -> None:
    campaign.approved_at, campaign.approved_by_id = now, by.user_id
    campaign.save(update_fields=["approved_at", "approved_by"])
    publish(CampaignApproved(automatic=automatic), at=now, origin_id=campaign.id, actor_id=by.user_id)


def _locked(campaign_id: UUID, *states: CampaignState) -> Campaign:
    """The campaign, held until the transaction ends, so that of two people who press the button one wins."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(id=campaign_id)
    if campaign.state not in states:
        raise Conflict(_("Cette campagne a changé d’état entre-temps. Rechargez la page."))
    return campaign
