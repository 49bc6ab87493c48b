"""Reads of campaigns: the list with its columns, one campaign, who is in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KT

from filon.crm.models import Opportunity
from filon.crm.states import Automation
from filon.kernel.listing import ListSpec, Sort, one_of
from filon.kernel.search import by_part, by_words
from filon.mail.events import BounceReceived, MailSent, ReplyReceived
from filon.outreach.access import seen_by
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import CampaignState, EnrolmentState
from filon.timeline.models import Event

CAMPAIGNS = ListSpec(
    sorts={"updated": Sort("updated_at", desc=True), "name": Sort("name")},
    default_sort="updated",
    filters={"state": one_of("state", *CampaignState.values)},
    search=lambda text: by_part(text, "name"),
)
PEOPLE = ListSpec(
    sorts={
        "engaged": Sort("created_at", desc=True),
        "name": Sort("contact__name_key"),
        "company": Sort("contact__company_key"),
        "last": Sort("last_sent_at", desc=True),
    },
    default_sort="engaged",
    filters={"state": one_of("state", *EnrolmentState.values)},
    search=lambda text: by_words(text, column="contact__search"),
)


@dataclass(frozen=True)
class Figures:
    """What the list says of one campaign. ``sent`` is net of messages that came back for good (OL-62)."""

    waiting: int = 0
    engaged: int = 0
    sent: int = 0
    replies: int = 0
    opportunities: int = 0

    @property
    def contacted(self) -> int:
        return self.engaged - self.waiting


def campaigns(user_id: int | None = None) -> QuerySet[Campaign]:
    """Campaigns with what the list prints: those that a user, else the current reader, may see (OL-50)."""
    rows = Campaign.objects.select_related("mailbox", "version__sequence").defer("mailbox__signature")
    return seen_by(rows, user_id=user_id)


def figures(ids: Collection[UUID]) -> dict[UUID, Figures]:
    """The figures of a page of campaigns, in three queries whatever their number."""
    engaged = _counted_people(ids)
    events = _counted_events(ids)
    found = {}
    for key in ids:
        n, waiting, companies = engaged.get(key, (0, 0, 0))
        found[key] = Figures(
            waiting=waiting,
            engaged=n,
            opportunities=companies,
            sent=events.get((key, MailSent.kind), 0) - events.get((key, BounceReceived.kind), 0),
            replies=events.get((key, ReplyReceived.kind), 0),
        )
    return found


def enrolments(campaign_id: UUID) -> QuerySet[Enrolment]:
    """The people of a campaign."""
    rows = Enrolment.objects.filter(campaign_id=campaign_id).select_related("contact__company", "campaign")
    return rows.defer("contact__search", "contact__extra", "contact__note", "contact__company__search")


def turned_off(places: Sequence[Enrolment]) -> frozenset[tuple[UUID, UUID | None]]:
    """The (campaign, company) of these people whose automation is off, in one query."""
    companies = {place.company_id for place in places if place.company_id}
    origins = {place.campaign_id for place in places}
    rows = Opportunity.objects.filter(automation=Automation.OFF, company_id__in=companies, origin_id__in=origins)
    return frozenset(rows.values_list("origin_id", "company_id"))


def awaiting_approval() -> QuerySet[Campaign]:
    """Launched, not approved (OL-28)."""
    return Campaign.objects.filter(state=CampaignState.PENDING, approved_at=None).order_by("launched_at")


def _counted_people(ids: Collection[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """(engaged, waiting, companies) by campaign."""
    people = Enrolment.objects.filter(campaign_id__in=ids).values("campaign_id")
    waiting = Count("id", filter=Q(state=EnrolmentState.WAITING))
    rows = people.annotate(n=Count("id"), waiting=waiting, companies=Count("company_id", distinct=True))
    return {key: (n, w, c) for key, n, w, c in rows.values_list("campaign_id", "n", "waiting", "companies")}


def _counted_events(ids: Collection[UUID]) -> dict[tuple[UUID, str], int]:
    """How many messages were sent, came back for good, and were answered, by campaign."""
    told = Event.objects.filter(origin_id__in=ids).order_by()
    plain = (
        told.filter(kind__in=[MailSent.kind, ReplyReceived.kind]).values("origin_id", "kind").annotate(n=Count("id"))
    )
    found = {(key, kind): n for key, kind, n in plain.values_list("origin_id", "kind", "n") if key}
    back = told.filter(kind=BounceReceived.kind, data__hard=True).values("origin_id")
    distinct = back.annotate(n=Count(KT("data__answers"), distinct=True))
    return found | {(key, BounceReceived.kind): n for key, n in distinct.values_list("origin_id", "n") if key}
