"""What a campaign tells the policy of each action, with its message ready to be filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Q

from filon.actions.calendar import region_of
from filon.actions.models import Action
from filon.actions.origins import OriginFacts
from filon.actions.people import Recipient
from filon.actions.situation import Due, Programme
from filon.actions.states import State
from filon.kernel import bulk
from filon.mail.models import Message
from filon.outreach.letters import Letters, Writing, letters_for
from filon.outreach.models import Campaign, Step
from filon.outreach.schedule import programme_of, window_of
from filon.outreach.states import EnrolmentState
from filon.tenants.models import Workspace

GOING_OUT = (State.CLAIMED, State.DONE, State.UNCERTAIN)
PLACES = """
select e.campaign_id, e.contact_id, e.version_id, e.state, e.next_position, e.thread_id, e.last_message_id, e.round
from unnest(%b::uuid[], %b::uuid[]) due (campaign_id, contact_id)
join outreach_enrolment e on e.campaign_id = due.campaign_id and e.contact_id = due.contact_id
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands in a campaign."""

    campaign_id: UUID
    contact_id: UUID
    version_id: UUID
    state: str
    next_position: int
    thread_id: UUID | None
    last_message_id: str
    round: int

    @property
    def alive(self) -> bool:
        return self.state in (EnrolmentState.WAITING, EnrolmentState.RUNNING)


@dataclass(slots=True)
class _Batch:
    """What the actions of a batch share."""

    letters: Letters
    campaigns: dict[UUID, Campaign]
    places: dict[tuple[UUID, UUID], Place]
    steps: dict[tuple[UUID, str], Step]
    opened: dict[UUID, int]
    earlier: dict[str, Message]
    now: datetime

    @property
    def workspace(self) -> Workspace:
        return self.letters.workspace


def facts_of(batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime) -> Mapping[UUID, OriginFacts]:
    """``actions.origins.Origin.facts`` for campaigns: seven queries for any number of actions, and one more
    where anything is counted."""
    shared = _load(batch, people=people, now=now)
    programmes: dict[tuple[UUID, str], Programme] = {}
    found: dict[UUID, OriginFacts] = {}
    for due in batch:
        campaign = shared.campaigns.get(due.origin_id)
        if campaign is None:
            continue
        person = people.get(due.subject_id)
        region = region_of(person.country or "", person.postcode or "") if person else ""
        programme = programmes.get((campaign.id, region))
        if programme is None:
            programme = programmes[campaign.id, region] = _programme(campaign, region, shared)
        found[due.id] = _of(due, person=person, programme=programme, shared=shared)
    return found


def _of(due: Due, *, person: Recipient | None, programme: Programme, shared: _Batch) -> OriginFacts:
    place = shared.places.get((due.origin_id, due.subject_id))
    if place is None or not place.alive:
        return OriginFacts(programme, enrolled=False)
    step = shared.steps.get((place.version_id, due.step))
    mailbox = shared.letters.mailboxes.get(due.lane_id)
    if step is None or step.position < place.next_position or due.occurrence != place.round:
        return OriginFacts(programme, enrolled=False)
    if person is None or mailbox is None:
        return OriginFacts(programme)
    campaign = shared.campaigns[due.origin_id]
    earlier = shared.earlier.get(place.last_message_id) if step.same_thread else None
    writing = Writing(
        step=step,
        mailbox=mailbox,
        website=campaign.website,
        counts=campaign.counts_clicks,
        earlier=earlier,
        thread_id=place.thread_id,
    )
    content, letter = shared.letters.to(person, writing)
    return OriginFacts(programme, content=content, material=letter)


def _programme(campaign: Campaign, region: str, shared: _Batch) -> Programme:
    window = window_of(campaign, country=shared.workspace.country, region=region)
    today = window.local_day(shared.now)
    budget = None if shared.workspace.limits_off else campaign.new_per_day
    return programme_of(campaign, window, budget=budget, opened=(today, shared.opened.get(campaign.id, 0)))


def _load(batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime) -> _Batch:
    letters = letters_for(batch, people=people)
    campaigns = Campaign.objects.in_bulk({due.origin_id for due in batch})
    places = _places(batch)
    steps = Step.objects.filter(version_id__in={p.version_id for p in places.values()})
    return _Batch(
        letters=letters,
        campaigns=campaigns,
        places=places,
        steps={(step.version_id, step.key): step for step in steps},
        opened={} if letters.workspace.limits_off else opened_today(campaigns.values(), now=now),
        earlier=_earlier(places.values()),
        now=now,
    )


def _places(batch: Sequence[Due]) -> dict[tuple[UUID, UUID], Place]:
    pairs = list({(due.origin_id, due.subject_id) for due in batch})
    return {(row[0], row[1]): Place(*row) for row in bulk.run(PLACES, *bulk.columns(pairs, 2))}


def _earlier(places: Collection[Place]) -> dict[str, Message]:
    """The messages that the next ones may continue."""
    names = {place.last_message_id for place in places if place.last_message_id}
    if not names:
        return {}
    kept = Message.objects.filter(message_id__in=names, direction="out").only("message_id", "subject", "in_reply_to")
    return {message.message_id: message for message in kept}


def opened_today(campaigns: Collection[Campaign], *, now: datetime) -> dict[UUID, int]:
    """How many new people each campaign has written to since its day began (OL-46)."""
    among = Q()
    for campaign in campaigns:
        local = now.astimezone(window_of(campaign, country="").zone)
        midnight = datetime.combine(local.date(), time(0), tzinfo=local.tzinfo)
        among |= Q(origin_id=campaign.id, begun_at__gte=midnight)
    if not among:
        return {}
    going_out = Action.objects.filter(among, opening=True, state__in=GOING_OUT)
    return dict(going_out.values("origin_id").annotate(n=Count("id")).values_list("origin_id", "n"))
