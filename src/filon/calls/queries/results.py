"""The rows of a phone campaign as its screen lists them, and the figures above them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, FloatField, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Least, Round

from filon.calls.models import CallCampaign, Prospect
from filon.calls.states import CampaignState, Level, Nature, ProspectState
from filon.kernel.listing import ListSpec, Sort, one_of
from filon.kernel.search import by_part
from filon.kernel.text import fold

LONGEST_WAIT = 99_999
"""Tenths of a second of waiting that are told apart when rows are ranked; a row without wait comes behind."""
MOST_ATTEMPTS = 9
MOST_ROWS = 10_000_000
NOT_YET, AGAIN = "0", "again"
"""The levels, as the filter spells them, of a row that was not called yet and of one that is called again."""

_DIGITS = re.compile(r"\D+")


def search(text: str) -> Q:
    """By number (however it is written), company, or label."""
    found = Q(company__name_key__contains=fold(text)) | by_part(text, "label", KT("columns__company"))
    digits = _DIGITS.sub("", text).lstrip("0")
    return found | Q(phone__contains=digits) if len(digits) > 1 else found


def to_call_again() -> Q:
    """Rows that were called and wait for another attempt: they have no colour yet."""
    return Q(state=ProspectState.WAITING, attempts_made__gt=0)


def keep_level(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == NOT_YET:
        return rows.filter(state=ProspectState.WAITING, attempts_made=0)
    if value == AGAIN:
        return rows.filter(to_call_again())
    return rows.filter(level=int(value)) if value in {str(each) for each in Level.values} else rows


RESULTS = ListSpec(
    sorts={
        "position": Sort("position"),
        "phone": Sort("phone"),
        "company": Sort("company__name_key"),
        "nature": Sort("nature"),
        "level": Sort("level"),
        "score": Sort("rank", desc=True),
        "ring": Sort("ring_s"),
        "hold": Sort("hold_s"),
        "attempts": Sort("attempts_made"),
        "next": Sort("next_at"),
    },
    default_sort="position",
    filters={
        "state": one_of("state", *ProspectState.values),
        "nature": one_of("nature", *Nature.values),
        "level": keep_level,
    },
    search=search,
)
CAMPAIGNS = ListSpec(
    sorts={"updated": Sort("updated_at", desc=True), "name": Sort("name")},
    default_sort="updated",
    filters={"state": one_of("state", *CampaignState.values)},
    search=lambda text: by_part(text, "name"),
)


@dataclass(frozen=True)
class Progress:
    """How far a campaign is. ``calling`` is now on the line; ``waiting`` includes rows between two attempts."""

    total: int = 0
    waiting: int = 0
    calling: int = 0
    done: int = 0
    refused: int = 0
    first: int = 0
    later: int = 0
    never: int = 0

    @property
    def over(self) -> int:
        return self.done + self.refused


def campaigns() -> QuerySet[CallCampaign]:
    """The phone campaigns of the workspace."""
    return CallCampaign.objects.select_related("trunk", "owner").defer("trunk__password")


def prospects(campaign_id: UUID) -> QuerySet[Prospect]:
    """The rows of a campaign with ``rank``: a total order by reachability (ST-92).

    Higher is better: by score, then the shorter wait, then fewer attempts, then the earlier row. No score, no rank.
    """
    wait = Least(Coalesce(Round(F("hold_s") * 10), float(LONGEST_WAIT), output_field=FloatField()), float(LONGEST_WAIT))
    by_wait = F("score") * (LONGEST_WAIT + 1) + LONGEST_WAIT - Cast(wait, BigIntegerField())
    by_attempts = by_wait * (MOST_ATTEMPTS + 1) + MOST_ATTEMPTS - Least(F("attempts_made"), Value(MOST_ATTEMPTS))
    rank = by_attempts * MOST_ROWS + MOST_ROWS - 1 - Least(F("position"), Value(MOST_ROWS - 1))
    rows = Prospect.objects.filter(campaign_id=campaign_id).select_related("company")
    return rows.annotate(rank=ExpressionWrapper(rank, output_field=BigIntegerField())).defer("company__search")


def progress(ids: Collection[UUID]) -> dict[UUID, Progress]:
    """How far each of these campaigns is, in one query."""
    rows = Prospect.objects.filter(campaign_id__in=ids).values("campaign_id").order_by()
    states = {state.value: Count("id", filter=Q(state=state)) for state in ProspectState}
    levels = {level.name.lower(): Count("id", filter=Q(level=level)) for level in Level}
    names = ("total", *states, *levels)
    counted = rows.annotate(total=Count("id"), **states, **levels).values_list("campaign_id", *names)
    found = {key: Progress(**dict(zip(names, figures, strict=True))) for key, *figures in counted}
    return {key: found.get(key, Progress()) for key in ids}
