"""Reads of parks."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from filon.directory.models import Company
from filon.directory.parks.models import Park, ParkReview, Software

PRESENT = Q(declared_at__isnull=False) | Q(lost_at__isnull=True)
"""Somebody says so, or the site still showed it the last time."""


def software() -> QuerySet[Software]:
    """The software that the workspace knows, by name."""
    return Software.objects.order_by("name_key")


def parks_of(company_id: UUID) -> QuerySet[Park]:
    """The parks of a company with their software and their reviews, in two queries; those that are gone last."""
    reviews = ParkReview.objects.select_related("author").order_by("-created_at", "-id")
    return (
        Park.objects.filter(company_id=company_id)
        .select_related("software", "declared_by")
        .prefetch_related(Prefetch("reviews", queryset=reviews))
        .order_by("-lost_at", "software__name_key")
    )


def companies_with(software_ids: Collection[UUID]) -> QuerySet[Company]:
    """The companies that run at least one of these, as far as the workspace knows."""
    parks = Park.objects.filter(PRESENT, software_id__in=list(software_ids))
    return Company.objects.filter(id__in=parks.values("company_id"))


def sirens_with(software_ids: Collection[UUID]) -> list[str]:
    """The SIREN of those companies that have one, sorted."""
    rows = companies_with(software_ids).exclude(siren=None).order_by("siren")
    return [str(siren) for siren in rows.values_list("siren", flat=True)]
