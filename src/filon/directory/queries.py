"""Reads of companies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from filon.directory.models import Company
from filon.directory.public.queries import masked
from filon.kernel.listing import ListSpec, Sort
from filon.kernel.search import by_words
from filon.kernel.text import fold

SUGGESTIONS = 8
SHORTEST_SUGGESTION = 2

COMPANIES = ListSpec(
    sorts={"name": Sort("name_key"), "updated": Sort("updated_at", desc=True)},
    default_sort="name",
    filters={"city": lambda rows, value: rows.filter(city_key=fold(value))},
    search=by_words,
)
"""What the list of companies can do."""


def companies() -> QuerySet[Company]:
    """The companies of the scope, without the columns that no page shows."""
    return Company.objects.defer("search", "extra")


def company(company_id: UUID) -> Company:
    """Raises Company.DoesNotExist."""
    return companies().get(id=company_id)


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these companies, in one query."""
    wanted = {i for i in ids if i}
    return dict(Company.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def masked_companies(ids: Collection[UUID] | None = None) -> set[UUID]:
    """Those of these companies, or of all, that may not be approached: the directory says so of their SIREN."""
    rows = Company.objects.filter(masked("siren"))
    if ids is None:
        return set(rows.values_list("id", flat=True))
    return set(rows.filter(id__in=ids).values_list("id", flat=True)) if ids else set()


def names_like(text: str) -> list[str]:
    """A few names that begin with what was typed, for suggestions."""
    key = fold(text)
    if len(key) < SHORTEST_SUGGESTION:
        return []
    rows = Company.objects.filter(name_key__startswith=key).order_by("name_key").values_list("name", flat=True)
    return list(dict.fromkeys(rows[:SUGGESTIONS]))
