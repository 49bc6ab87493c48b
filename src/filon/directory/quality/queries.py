"""Reads of reports of mistakes."""

from __future__ import annotations

from django.db.models import QuerySet

from filon.directory.quality.models import Mistake
from filon.kernel.listing import ListSpec, Sort

MISTAKES = ListSpec(
    sorts={"reported": Sort("reported_at", desc=True)},
    default_sort="reported",
    filters={"state": lambda rows, value: rows.filter(closed_at__isnull=value != "closed")},
)
"""What the list of reports can do."""


def mistakes() -> QuerySet[Mistake]:
    return Mistake.objects.select_related("company", "reported_by", "closed_by").defer(
        "company__search", "company__extra"
    )
