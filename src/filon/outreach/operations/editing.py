"""A running campaign edited: more people, a newer text, a company taken out (OL-55, OL-80)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.crm.operations import turn_off
from filon.crm.states import OffReason
from filon.kernel.errors import Refused
from filon.outreach.audience import Audience
from filon.outreach.events import CampaignChanged
from filon.outreach.models import Campaign, Enrolment, Step
from filon.outreach.operations.enrolling import Engaged, disengage, engage, remove_waiting
from filon.outreach.queries.sequences import latest_version
from filon.outreach.states import CampaignState, EnrolmentState
from filon.timeline.events import publish


def add_people(
    campaign_id: UUID, contact_ids: Iterable[UUID], *, now: datetime, by: int | None = None
) -> Engaged | None:
    """Pick people for a campaign: a launched one engages them at once, a draft notes them for its launch (None)."""
    ids = list(contact_ids)
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).get(id=campaign_id)
        if campaign.state == CampaignState.STOPPED:
            raise Refused(_("Cette campagne est arrêtée : reprenez-la d’abord."), code="stopped")
        audience = Audience.from_json(campaign.audience)
        campaign.audience = audience.adding(ids).as_json()
        campaign.updated_at = now
        campaign.save(update_fields=["audience", "updated_at"])
        if campaign.state == CampaignState.DRAFT:
            return None
        picked = Audience(
            contact_ids=tuple(ids),
            engaged_elsewhere=audience.engaged_elsewhere,
            excluded_companies=audience.excluded_companies,
        )
        return engage(campaign, picked, now=now, by=by)


def engage_newcomers(campaign_id: UUID, *, now: datetime, by: int | None = None) -> Engaged:
    """Engage those whom the audience of a launched campaign names by now and who are not in it yet."""
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).get(id=campaign_id)
        if campaign.state not in {CampaignState.PENDING, CampaignState.ACTIVE}:
            raise Refused(_("Seule une campagne en marche engage de nouvelles personnes."), code="not_running")
        return engage(campaign, Audience.from_json(campaign.audience), now=now, by=by)


def exclude_company(campaign_id: UUID, company_id: UUID, *, now: datetime, by: int | None = None) -> int:
    """Take a whole company out of a campaign (OL-80): those who wait leave, the others are disengaged, nobody of it
    comes in again, its robot is off. Answers how many people were concerned.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).get(id=campaign_id)
        audience = Audience.from_json(campaign.audience)
        excluded = tuple(dict.fromkeys([*audience.excluded_companies, company_id]))
        campaign.audience = {**audience.as_json(), "excluded_companies": [str(i) for i in excluded]}
        campaign.save(update_fields=["audience"])
        turn_off(company_id, reason=OffReason.USER, now=now, origin_id=campaign.id, by=by)
        people = Enrolment.objects.filter(campaign=campaign, company_id=company_id).values_list("contact_id", flat=True)
        ids = list(people)
        waiting = remove_waiting(campaign.id, ids, now=now, by=by)
        stopped = disengage(campaign.id, ids, now=now, by=by)
    return len(waiting) + len(stopped)


def adopt_version(campaign_id: UUID, *, now: datetime, by: int | None = None) -> int:
    """Let new people, and those who wait for their first email, receive the newest version of the sequence.

    People in progress keep theirs. Refused when the first email is another one: it is planned under its own name.
    Answers how many waiting people moved.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(of=("self",)).select_related("version").get(id=campaign_id)
        if campaign.version is None:
            raise Refused(_("Cette campagne n’a pas de séquence."), code="no_sequence")
        newest = latest_version(campaign.version.sequence_id)
        firsts = Step.objects.filter(version__in=[campaign.version, newest], position=0).values_list("key", flat=True)
        if len(set(firsts)) > 1:
            raise Refused(
                _("Le premier e-mail n’est plus le même : créez une autre campagne avec la nouvelle version."),
                code="other_first_step",
            )
        waiting = Enrolment.objects.filter(campaign=campaign, state=EnrolmentState.WAITING)
        moved = waiting.exclude(version=newest).update(version=newest)
        campaign.version, campaign.updated_at = newest, now
        campaign.save(update_fields=["version", "updated_at"])
        publish(CampaignChanged(fields=("version_id",)), at=now, origin_id=campaign.id, actor_id=by)
    return moved
