"""Reads of the public directory."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from filon.directory.public.models import (
    Category,
    Digits,
    Establishment,
    Officer,
    SiteCategory,
    Unit,
    UnitCategory,
)


def unit(siren: str) -> Unit | None:
    """The unit of this SIREN."""
    return Unit.objects.filter(siren=siren).first()


def establishments(siren: str) -> QuerySet[Establishment]:
    """The places of a unit: its head office, then the open ones, then the closed ones."""
    return Establishment.objects.filter(siret__gte=f"{siren}00000", siret__lte=f"{siren}99999").order_by(
        "-head", "-active", "siret"
    )


def officers(siren: str) -> QuerySet[Officer]:
    """The people who run a unit that may be shown (CO-31)."""
    return Officer.objects.filter(unit=siren, unit__diffusible=True).order_by("last_name", "first_name", "id")


def masked(siren: str) -> Exists:
    """For a query: whether the unit whose SIREN this column holds may not be shown, nor used (R. 123-232-1 C. com.).

    A company without a SIREN, or that the directory does not know, is not masked.
    """
    same = Cast(OuterRef(siren), Digits(max_length=9))
    return Exists(Unit.objects.filter(siren=same, diffusible=False))


def masked_among(sirens: Collection[str]) -> set[str]:
    """Those of these units that may not be shown, nor used."""
    found = Unit.objects.filter(siren__in=set(sirens), diffusible=False) if sirens else Unit.objects.none()
    return set(found.values_list("siren", flat=True))


def categories_of(siren: str, *, domain: str = "") -> list[Category]:
    """The trades of a company, by its SIREN and by its site, the foremost first (OL-57, OL-58)."""
    of_unit = UnitCategory.objects.filter(unit_id=siren).select_related("category").order_by("-primary", "id")
    told: list[UnitCategory | SiteCategory] = list(of_unit) if siren else []
    if domain:
        told += SiteCategory.objects.filter(domain=domain).select_related("category").order_by("-primary", "id")
    return list(dict.fromkeys(each.category for each in told))


def with_category(code: str) -> QuerySet[UnitCategory, str]:
    """SIREN of the units of a category, for a query."""
    return UnitCategory.objects.filter(category_id=code).values_list("unit_id", flat=True)
