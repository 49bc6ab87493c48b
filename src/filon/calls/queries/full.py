"""The rows of a campaign that talks (Full), as its screen lists them: whom to call first, and what changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Least

from filon.calls.full.models import Extract
from filon.calls.full.states import Field
from filon.calls.full.statuses import LEGACY
from filon.calls.models import CallCampaign, Prospect
from filon.calls.queries.results import (
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    MOST_ROWS,
    RESULTS,
    keep_level,
    prospects,
)
from filon.calls.queries.results import search as search_number
from filon.calls.states import Level, ProspectState, Scenario, Status
from filon.kernel.listing import ListSpec, Sort, one_of
from filon.kernel.text import fold
from filon.voice.dialogue.findings import Verdict

MOST_RANK = 101 * (LONGEST_WAIT + 1) * (MOST_ATTEMPTS + 1) * MOST_ROWS
"""Above every rank by reachability: a level weighs more than any score."""
ANY, DOUBT, TO_APPLY, APPLIED = "any", "doubt", "todo", "done"
"""What the filter of changes asks for beside the name of a field."""

_MODIFIED = Verdict.MODIFIED.value
_CHANGED = Q(*[(f"qualification__{field}", _MODIFIED) for field in Field.values], _connector=Q.OR)


def people(campaign_id: UUID) -> QuerySet[Prospect]:
    """The rows of a campaign with what was said of them, and ``first``: whom to call first (ST-56).

    The level of the status goes before, the rank by reachability after it; rows without a level come last, as the file
    has them. A total order, as ``rank`` is (ST-92).
    """
    place = Value(MOST_ROWS - 1) - Least(F("position"), Value(MOST_ROWS - 1))
    by_level = (Value(len(Level) + 1) - F("level")) * Value(MOST_RANK, output_field=BigIntegerField())
    first = Coalesce(by_level + Coalesce(F("rank"), Value(0)), place, output_field=BigIntegerField())
    return with_said(prospects(campaign_id).annotate(first=first)).defer("qualification__turns")


def with_said(rows: QuerySet[Prospect]) -> QuerySet[Prospect]:
    """Rows with their company and what was said of them, in one query more."""
    extracts = Prefetch("extracts", Extract.objects.order_by("field"))
    return rows.select_related("company", "qualification").prefetch_related(extracts).defer("company__search")


def listed(campaign: CallCampaign) -> tuple[QuerySet[Prospect], ListSpec]:
    """The rows of a campaign and how its list sorts and narrows them."""
    if campaign.scenario == Scenario.FULL:
        return people(campaign.id), PEOPLE
    return prospects(campaign.id), RESULTS


def has_legacy(campaign_id: UUID) -> bool:
    """Whether rows have a status that no new call gets: only then may one filter by it (ST-100, A-ST-5)."""
    return Prospect.objects.filter(campaign_id=campaign_id, status__in=LEGACY).exists()


def _changed(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value in Field.values:
        return rows.filter(**{f"qualification__{value}": _MODIFIED})
    if value == ANY:
        return rows.filter(_CHANGED)
    if value == DOUBT:
        return rows.exclude(qualification=None).exclude(qualification__doubt=[])
    if value in (TO_APPLY, APPLIED):
        return rows.filter(_CHANGED, qualification__applied_at__isnull=value == TO_APPLY)
    return rows


def _search(text: str) -> Q:
    """By person, as the file or the switchboard names them, by address, and as in Light by number and company."""
    named = Q()
    for word in text.split():
        named &= (
            Q(person_key__contains=fold(word).replace("-", " "))
            | Q(email__icontains=word)
            | Q(qualification__new_first_name__icontains=word)
            | Q(qualification__new_last_name__icontains=word)
            | Q(qualification__new_email__icontains=word)
        )
    return search_number(text) | named


PEOPLE = ListSpec(
    sorts={
        "first": Sort("first", desc=True),
        "position": Sort("position"),
        "name": Sort("last_name"),
        "phone": Sort("phone"),
        "company": Sort("company__name_key"),
        "status": Sort("status"),
        "level": Sort("level"),
        "score": Sort("rank", desc=True),
        "attempts": Sort("attempts_made"),
    },
    default_sort="first",
    filters={
        "state": one_of("state", *ProspectState.values),
        "status": one_of("status", *Status.values),
        "level": keep_level,
        "changed": _changed,
    },
    search=_search,
)
