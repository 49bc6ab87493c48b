"""Reads of the public directory."""

from __future__ import annotations

from django.db.models import QuerySet

from filon.directory.public.models import Establishment, Officer, Unit


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
