"""What routines add to the menu, to the page of a company and to the names of the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.crm.web.extensions import Chip, add_follow_up_filter
from filon.directory.models import Company
from filon.directory.web.extensions import company_panels
from filon.kernel.ui import navigation
from filon.market.access import hidden, seen_by
from filon.market.models import CompanyTag, Routine
from filon.market.queries.routines import default_first, routines
from filon.market.states import Tag
from filon.market.web.labels import tag_choices
from filon.timeline import concealing, names
from filon.timeline.names import Name


def register() -> None:
    navigation.register(section="work", label=_("Suspects"), url_name="market:suspects", icon="star", order=25, key="u")
    navigation.register(
        section="settings", label=_("Flux de suspects"), url_name="market:routines", icon="filter", order=60
    )
    company_panels.register(standing, place="side", order=10)
    add_follow_up_filter(Chip("routine", _("Flux"), routine_choices), in_routine)
    add_follow_up_filter(Chip("tag", _("Tag"), tag_choices), with_tag)
    names.register("origin_id", routine_names)
    concealing.register(hidden)


def standing(request: HttpRequest, company: Company) -> SafeString | str:
    """The company in each routine: its tag, the default one first (CO-151, CO-155)."""
    user_id = request.user.pk
    rows = default_first(routines(), user_id=user_id) if user_id else []
    if not rows:
        return ""
    tags = {each.routine_id: each for each in CompanyTag.objects.filter(company=company)}
    context = {
        "company": company,
        "rows": [(row, is_default, tags.get(row.id)) for row, is_default in rows],
        "tags": tag_choices(),
    }
    return render_to_string("market/_standing.html", context, request)


def routine_choices() -> list[tuple[str, str]]:
    """The routines that the reader may see."""
    return [(str(key), title) for key, title in routines().values_list("id", "title")]


def in_routine(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Follow-ups of companies that have a tag in this routine, with that tag (A-CO-13)."""
    try:
        seen = routines().filter(id=UUID(value)).values("id")
    except ValueError:
        return rows.none()
    tags = CompanyTag.objects.filter(company=OuterRef("company_id"), routine__in=seen)
    tagged: QuerySet[Any] = rows.annotate(routine_tag=Subquery(tags.values("tag")[:1]))
    return tagged.exclude(routine_tag=None)


def with_tag(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Follow-ups of companies with this tag: in the routine that is chosen too, else in any that the reader sees."""
    if value not in Tag.values:
        return rows
    if "routine_tag" in rows.query.annotations:
        return rows.filter(routine_tag=value)
    seen = CompanyTag.objects.filter(company=OuterRef("company_id"), routine__in=routines().values("id"), tag=value)
    return rows.filter(Exists(seen))


def routine_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    rows = seen_by(Routine.objects.filter(id__in=set(ids))).values_list("id", "title")
    return {key: Name(title, reverse("market:routine", args=[key])) for key, title in rows}
