"""Reads of follow-ups: the lists, who follows, how many come on the next days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from filon.crm.follow_ups.models import Follower, FollowUp
from filon.crm.follow_ups.states import Priority
from filon.crm.models import Opportunity
from filon.kernel.listing import ListSpec, Narrow, Sort
from filon.kernel.search import by_words
from filon.tenants.models import Member, User
from filon.timeline.concealing import concealed

EVERYBODY = "tous"
"""The value of the filter on users that narrows nothing; without one, a list is of who looks (CO-167)."""
VOLUME_DAYS = 14
CORSICA = {"2A": ("200", "201"), "2B": ("202", "206")}
"""Departments whose postcodes do not begin with their code."""


def _by_user(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == EVERYBODY:
        return rows
    return followed_by(rows, int(value)) if value.isascii() and value.isdecimal() and len(value) < 10 else rows.none()


def _by_priority(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(priority=int(value)) if value in map(str, Priority.values) else rows


def _by_opportunity(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(engaged=value == "yes")


def _by_department(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """ "75", "971", "2A": the beginning of the company's postcode."""
    code = value.upper()
    begins = [Q(company__postcode__startswith=each) for each in CORSICA.get(code, (code,))]
    return rows.filter(begins[0] if len(begins) == 1 else begins[0] | begins[1])


def _by_day(column: str) -> Narrow:
    def keep(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        try:
            return rows.filter(**{column: date.fromisoformat(value)})
        except ValueError:
            return rows

    return keep


FILTERS: dict[str, Narrow] = {
    "user": _by_user,
    "priority": _by_priority,
    "from": _by_day("due_on__gte"),
    "to": _by_day("due_on__lte"),
    "opportunity": _by_opportunity,
    "department": _by_department,
}
"""What lists of follow-ups may be narrowed by (A-CO-13). Rooms above add their own filters when they start."""

SORTS = {"priority": Sort("place"), "date": Sort("due_on")}


def follow_up_list() -> ListSpec:
    """What a list of follow-ups can do, with the filters that rooms above have added."""
    return ListSpec(
        sorts=SORTS,
        default_sort="priority",
        filters=FILTERS,
        search=lambda text: by_words(text, column="company__search"),
    )


def short_list(size: int) -> ListSpec:
    """The same, so many rows at a time."""
    return replace(follow_up_list(), size=size)


def open_follow_ups() -> QuerySet[Any]:
    """Those that nobody has closed, with their companies; ``engaged`` tells a company with an opportunity, of those
    that the reader may see."""
    opportunities = Opportunity.objects.filter(company=OuterRef("company_id"))
    if hidden := concealed():
        opportunities = opportunities.exclude(origin_id__in=hidden)
    rows = FollowUp.objects.filter(closed_at=None).select_related("company")
    return rows.defer("company__search", "company__extra").annotate(engaged=Exists(opportunities))


def of_user(rows: QuerySet[Any], params: Mapping[str, str], *, user_id: int) -> QuerySet[Any]:
    """Those of the reader, unless the parameters ask for somebody else's (CO-167)."""
    return rows if params.get("user") else followed_by(rows, user_id)


def followed_by(rows: QuerySet[Any], user_id: int) -> QuerySet[Any]:
    return rows.filter(followed(user_id))


def followed(user_id: int) -> Q:
    """What a follow-up must be to be in somebody's list."""
    return Q(Exists(Follower.objects.filter(follow_up=OuterRef("pk"), user=user_id)))


def unattended() -> Q:
    """What one is whose followers have all left the workspace."""
    there = Member.objects.filter(left_at=None, user=OuterRef("user_id"), workspace=OuterRef("workspace_id"))
    return ~Q(Exists(Follower.objects.filter(Exists(there), follow_up=OuterRef("pk"))))


def due(rows: QuerySet[Any], *, today: date) -> QuerySet[Any]:
    """To be handled: the day has come (CO-168)."""
    return rows.filter(due_on__lte=today)


def coming(rows: QuerySet[Any], *, today: date) -> QuerySet[Any]:
    return rows.filter(due_on__gt=today)


def follow_up_of(company_id: UUID) -> FollowUp | None:
    """The company's open one, with its note."""
    rows = FollowUp.objects.filter(company=company_id, closed_at=None)
    return rows.select_related("note__author").first()


def followers_of(follow_up_ids: Iterable[UUID]) -> dict[UUID, list[User]]:
    """Who follows each, by name, in one query."""
    rows = Follower.objects.filter(follow_up__in=list(follow_up_ids)).select_related("user")
    found: dict[UUID, list[User]] = {}
    for row in rows.order_by("user__last_name", "user__first_name", "user_id"):
        found.setdefault(row.follow_up_id, []).append(row.user)
    return found


def volume(rows: QuerySet[Any], *, today: date) -> list[tuple[date, int]]:
    """How many there are on each of the coming days (CO-168), in one query."""
    days = [today + timedelta(days=n + 1) for n in range(VOLUME_DAYS)]
    counted = rows.filter(due_on__range=(days[0], days[-1])).order_by().values("due_on")
    found = dict(counted.annotate(n=Count("id")).values_list("due_on", "n"))
    return [(day, found.get(day, 0)) for day in days]
