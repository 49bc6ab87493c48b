"""Who of a company is in a sequence or receives a newsletter: on top of the timeline of its sheet (CO-18, CO-130)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from filon.actions.models import Action
from filon.actions.states import State
from filon.directory.models import Company
from filon.outreach.access import hidden
from filon.outreach.ending import ALIVE
from filon.outreach.labels import Badge, enrolment_badge
from filon.outreach.models import Enrolment, Step
from filon.outreach.newsletters.queries import SHOWN_AT_MOST, of_company
from filon.outreach.queries.campaigns import turned_off


@dataclass(frozen=True)
class UnderWay:
    """A person in a campaign: email ``step`` of ``steps`` comes next, at ``next_at`` if anything is planned."""

    place: Enrolment
    badge: Badge
    step: int
    steps: int
    next_at: datetime | None


def under_way(request: HttpRequest, company: Company) -> SafeString | str:
    """Engagements to come or in progress, and newsletter subscribers: a fixed number of queries."""
    places, readers = engagements_of(company.id), of_company(company.id)
    if not places and not readers:
        return ""
    context = {
        "company": company,
        "places": places[:SHOWN_AT_MOST],
        "readers": readers[:SHOWN_AT_MOST],
        "more": max(len(places), len(readers)) > SHOWN_AT_MOST,
    }
    return render_to_string("outreach/_under_way.html", context, request)


def engagements_of(company_id: UUID) -> list[UnderWay]:
    """The people of a company who are in a campaign that the reader may see, the latest first, one more than shown."""
    rows = Enrolment.objects.filter(company_id=company_id, state__in=ALIVE).exclude(campaign__in=hidden())
    rows = rows.select_related("contact", "campaign").defer("contact__search", "contact__extra", "contact__note")
    places = list(rows.order_by("-created_at", "-id")[: SHOWN_AT_MOST + 1])
    if not places:
        return []
    planned, steps, off = _planned(places), _steps(places), turned_off(places)
    return [
        UnderWay(
            place=place,
            badge=enrolment_badge(place, off=off),
            step=min(place.next_position + 1, steps.get(place.version_id, 1)),
            steps=steps.get(place.version_id, 1),
            next_at=planned.get((place.campaign_id, place.contact_id)),
        )
        for place in places
    ]


def _planned(places: Sequence[Enrolment]) -> dict[tuple[UUID, UUID], datetime]:
    """When the next message of each is due."""
    origins, people = {place.campaign_id for place in places}, {place.contact_id for place in places}
    rows = Action.objects.filter(origin_id__in=origins, subject_id__in=people, state=State.PLANNED).order_by("-due_at")
    return {(origin, subject): at for origin, subject, at in rows.values_list("origin_id", "subject_id", "due_at")}


def _steps(places: Sequence[Enrolment]) -> dict[UUID, int]:
    """How many emails each version has."""
    rows = Step.objects.filter(version_id__in={place.version_id for place in places}).order_by().values("version_id")
    return dict(rows.annotate(n=Count("id")).values_list("version_id", "n"))
