"""A follow-up made by hand: the person starts again at the follow-up step, through the normal loop (OL-35, OL-37)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from filon.actions import people
from filon.actions.models import Action
from filon.actions.operations import Plan, cancel_for, plan
from filon.actions.people import Recipient
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.consent.queries import FREE, Standing
from filon.crm.models import Contact, Opportunity
from filon.crm.operations import turn_on
from filon.crm.states import Automation
from filon.kernel.errors import Conflict, Refused
from filon.outreach.events import ContactFollowedUp
from filon.outreach.models import Campaign, Enrolment, Step
from filon.outreach.planning import CAMPAIGN
from filon.outreach.states import CampaignState, EnrolmentState, Outcome
from filon.timeline.events import Published, publish_many

ON_THE_WAY = (State.CLAIMED, State.UNCERTAIN)


@dataclass(frozen=True)
class FollowedUp:
    """``restarted`` people start again at the follow-up step; the others, by contact, have one reason each."""

    restarted: tuple[UUID, ...]
    left_out: Mapping[UUID, Reason]


def follow_up(
    campaign_id: UUID, contact_ids: Collection[UUID], *, now: datetime, again: bool = False, by: int | None = None
) -> FollowedUp:
    """Start these people again at the follow-up step of their sequence; what was planned for them is replaced.

    The policy decides when it leaves, and whether. Whoever was never written to, objected, left, has no address, or has
    a message on its way or a follow-up planned already is left out: twice is the same as once. Where the opportunity is
    off, ``again`` turns it on; without it Refused with the code ``opportunity_off``, and nothing is done.

    Raises Refused for a campaign that does not run, Conflict when a message leaves at this very moment.
    """
    with transaction.atomic():
        campaign = Campaign.objects.get(id=campaign_id)
        if campaign.state not in {CampaignState.PENDING, CampaignState.ACTIVE} or campaign.mailbox_id is None:
            raise Refused(_("Cette campagne ne tourne pas : reprenez-la d’abord."), code="not_running")
        # The contacts are locked, and before any action or place: two clicks come one after the other.
        locked = Contact.objects.select_for_update(no_key=True).filter(id__in=list(contact_ids)).order_by("id")
        ids = list(locked.values_list("id", flat=True))
        places = list(Enrolment.objects.filter(campaign=campaign, contact_id__in=ids).order_by("id"))
        left_out = dict(_left_out(campaign.id, ids, places))
        chosen = [place for place in places if place.contact_id not in left_out]
        _turn_on(campaign.id, {p.company_id for p in chosen if p.company_id}, now=now, again=again, by=by)
        _start_again(campaign, chosen, now=now, by=by)
    return FollowedUp(tuple(place.contact_id for place in chosen), left_out)


def follow_up_steps(version_ids: Collection[UUID]) -> dict[UUID, Step]:
    """The step at which people of each version start again (OL-35); its first one where none is marked."""
    rows = Step.objects.filter(version_id__in=version_ids).order_by("is_follow_up", "-position")
    return {step.version_id: step for step in rows}


def _left_out(campaign_id: UUID, ids: Sequence[UUID], places: Sequence[Enrolment]) -> Iterator[tuple[UUID, Reason]]:
    """Who cannot be followed up, and the first reason why."""
    known = people.load(ids)
    standings = people.standings(known.values())
    by_contact = {place.contact_id: place for place in places}
    rows = Action.objects.filter(origin_id=campaign_id, subject_id__in=ids, state__in=[State.PLANNED, *ON_THE_WAY])
    waiting: dict[UUID, list[tuple[str, int]]] = {}
    for contact_id, state, occurrence in rows.values_list("subject_id", "state", "occurrence"):
        waiting.setdefault(contact_id, []).append((state, occurrence))
    for contact_id in ids:
        place, person = by_contact.get(contact_id), known.get(contact_id)
        code = _of_the_person(person, standings.get(contact_id, FREE), campaign_id)
        code = code or _of_the_place(place, waiting.get(contact_id, ()))
        if code:
            yield contact_id, Reason(code)


def _of_the_person(person: Recipient | None, standing: Standing, campaign_id: UUID) -> str:
    if person is None or person.left:
        return "contact_left"
    if standing.everywhere:
        return "suppressed"
    if person.masked:
        return "not_public"
    if campaign_id in standing.origins:
        return "unsubscribed_from_campaign"
    if person.bounced:
        return "bounced"
    return "" if person.email else "no_email"


def _of_the_place(place: Enrolment | None, waiting: Sequence[tuple[str, int]]) -> str:
    if place is None:
        return "not_engaged"
    if place.last_sent_at is None:
        return "not_contacted"
    if any(state in ON_THE_WAY for state, _occurrence in waiting):
        return "on_its_way"
    started_again = place.round and not _sent_since(place)
    return "followed_up_already" if started_again and (State.PLANNED, place.round) in waiting else ""


def _sent_since(place: Enrolment) -> bool:
    """Whether the person has received something since they were followed up last."""
    done = Action.objects.filter(origin_id=place.campaign_id, subject_id=place.contact_id, occurrence=place.round)
    return done.filter(state=State.DONE).exists()


def _turn_on(campaign_id: UUID, company_ids: set[UUID], *, now: datetime, again: bool, by: int | None) -> None:
    off = Opportunity.objects.filter(origin_id=campaign_id, company_id__in=company_ids, automation=Automation.OFF)
    ids = list(off.order_by("id").values_list("id", flat=True))
    if ids and not again:
        raise Refused(
            _("L’automatisation est arrêtée pour cette société : confirmez qu’elle reprend."), code="opportunity_off"
        )
    for opportunity_id in ids:
        turn_on(opportunity_id, now=now, by=by)


def _start_again(campaign: Campaign, places: Sequence[Enrolment], *, now: datetime, by: int | None) -> None:
    """Give each place a new round from the follow-up step on, and plan that step."""
    ids = [place.contact_id for place in places]
    cancelled = cancel_for(reason=Reason("followed_up"), now=now, origin_id=campaign.id, subject_ids=ids)
    if cancelled.too_late:
        raise Conflict(_("Un message est en train de partir. Recommencez dans un instant."))
    steps = follow_up_steps({place.version_id for place in places})
    for version_id, step in steps.items():
        Enrolment.objects.filter(campaign=campaign, contact_id__in=ids, version_id=version_id).update(
            state=EnrolmentState.RUNNING,
            outcome=Outcome.NONE,
            outcome_reason="",
            finished_at=None,
            next_position=step.position,
            round=F("round") + 1,
        )
    plan([_plan(campaign, place, steps[place.version_id], at=now) for place in places], now=now)
    publish_many(
        Published(
            event=ContactFollowedUp(step=steps[place.version_id].position + 1),
            at=now,
            contact_id=place.contact_id,
            company_id=place.company_id,
            origin_id=campaign.id,
            actor_id=by,
        )
        for place in places
    )


def _plan(campaign: Campaign, place: Enrolment, step: Step, *, at: datetime) -> Plan:
    assert campaign.mailbox_id is not None
    return Plan(
        origin_kind=CAMPAIGN,
        origin_id=campaign.id,
        step=step.key,
        subject_id=place.contact_id,
        company_id=place.company_id,
        lane_id=campaign.mailbox_id,
        at=at,
        occurrence=place.round + 1,
    )
