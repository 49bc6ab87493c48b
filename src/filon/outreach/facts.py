"""What a campaign tells the policy of each action, and its message ready to be filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Q

from filon.actions.calendar import region_of
from filon.actions.models import Action
from filon.actions.origins import OriginFacts
from filon.actions.people import Recipient
from filon.actions.situation import COMPLETE, Content, Due, Programme
from filon.actions.states import State
from filon.kernel import bulk
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox, Message
from filon.mail.rendering import CompiledMessage, TemplateFaults
from filon.outreach.composing import compiled, variables_of
from filon.outreach.counting import NOTHING, Counted, countable
from filon.outreach.models import Campaign, Step
from filon.outreach.schedule import programme_of, window_of
from filon.outreach.states import EnrolmentState
from filon.tenants.models import Workspace

GOING_OUT = (State.CLAIMED, State.DONE, State.UNCERTAIN)
LINK_TO_COME = "https://filon.example/"
"""Stands for the way out, which every message will have."""

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


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that the email channel needs to write to one person. ``earlier`` is what it continues, if anything, in
    the thread ``thread_id``.

    ``hurried``: the workspace has its limits off. ``counted``: what is of this person.
    """

    message: CompiledMessage
    mailbox: Mailbox
    variables: Mapping[str, str]
    earlier: Message | None = None
    thread_id: UUID | None = None
    hurried: bool = False
    counted: Counted = NOTHING


@dataclass(slots=True)
class _Batch:
    """What the actions of a batch share."""

    workspace: Workspace
    campaigns: dict[UUID, Campaign]
    places: dict[tuple[UUID, UUID], Place]
    steps: dict[tuple[UUID, str], Step]
    mailboxes: dict[UUID, Mailbox]
    opened: dict[UUID, int]
    earlier: dict[str, Message]
    countable: Mapping[UUID, Counted]
    now: datetime
    compiled: dict[tuple[UUID, UUID, Counted, bool], CompiledMessage | Content] = field(default_factory=dict)

    def message(self, step: Step, mailbox: Mailbox, *, counted: Counted, informs: bool) -> CompiledMessage | Content:
        """The step as this mailbox sends it, or what is wrong with it."""
        key = (step.id, mailbox.id, counted, informs)
        found = self.compiled.get(key)
        if found is None:
            try:
                found = compiled(step, mailbox=mailbox, workspace=self.workspace, counted=counted, informs=informs)
            except TemplateFaults as faults:
                found = Content(markers=tuple(fault.text or fault.code for fault in faults.faults))
            self.compiled[key] = found
        return found


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
    mailbox = shared.mailboxes.get(due.lane_id)
    if step is None or step.position < place.next_position or due.occurrence != place.round:
        return OriginFacts(programme, enrolled=False)
    if person is None or mailbox is None:
        return OriginFacts(programme)
    campaign = shared.campaigns[due.origin_id]
    counted = shared.countable.get(person.id, NOTHING) if campaign.counts_clicks else NOTHING
    message = shared.message(step, mailbox, counted=counted, informs=not person.informed)
    if isinstance(message, Content):
        return OriginFacts(programme, content=message)
    variables = variables_of(person, website=campaign.website, language=shared.workspace.language)
    earlier = shared.earlier.get(place.last_message_id) if step.same_thread else None
    letter = Letter(
        message=message,
        mailbox=mailbox,
        variables=variables,
        earlier=earlier,
        thread_id=place.thread_id if earlier else None,
        hurried=shared.workspace.limits_off,
        counted=counted,
    )
    return OriginFacts(programme, content=_content(letter), material=letter)


def _content(letter: Letter) -> Content:
    missing = letter.message.missing({**letter.variables, "unsubscribe_link": LINK_TO_COME})
    if not letter.message.subject and letter.earlier is None:
        missing = (*missing, "subject")
    return Content(missing, letter.message.markers) if missing or letter.message.markers else COMPLETE


def _programme(campaign: Campaign, region: str, shared: _Batch) -> Programme:
    window = window_of(campaign, country=shared.workspace.country, region=region)
    today = window.local_day(shared.now)
    budget = None if shared.workspace.limits_off else campaign.new_per_day
    return programme_of(campaign, window, budget=budget, opened=(today, shared.opened.get(campaign.id, 0)))


def _load(batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime) -> _Batch:
    workspace = Workspace.objects.get(id=current_workspace())
    campaigns = Campaign.objects.in_bulk({due.origin_id for due in batch})
    places = _places(batch)
    steps = Step.objects.filter(version_id__in={p.version_id for p in places.values()})
    lanes = {due.lane_id for due in batch}
    return _Batch(
        workspace=workspace,
        campaigns=campaigns,
        places=places,
        steps={(step.version_id, step.key): step for step in steps},
        mailboxes={m.id: m for m in Mailbox.objects.filter(id__in=lanes).select_related("owner")},
        opened={} if workspace.limits_off else opened_today(campaigns.values(), now=now),
        earlier=_earlier(places.values()),
        countable=countable(people.values(), workspace=workspace),
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
