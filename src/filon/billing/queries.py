"""What a workspace has left, and what was used for what."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Sum

from filon.billing.models import CreditEntry
from filon.billing.rules import is_metered


def balance() -> int:
    """Credits left; below zero only where credits do not limit."""
    return CreditEntry.objects.aggregate(total=Sum("amount"))["total"] or 0


def available() -> int | None:
    """Credits that may still be used; None: as many as one likes."""
    return max(0, balance()) if is_metered() else None


def is_overdrawn() -> bool:
    """Whether more was used than there is, where credits limit: as when they began to after the use."""
    return is_metered() and balance() < 0


def used_under(reference: str) -> int:
    """Credits that all the movements cost whose reference begins like this, less what was given back."""
    entries = CreditEntry.objects.filter(reference__startswith=reference)
    return -(entries.aggregate(total=Sum("amount"))["total"] or 0)


def used_for(origin_id: UUID) -> int:
    """Credits that a programme cost so far, less what was given back."""
    return -(CreditEntry.objects.filter(origin_id=origin_id).aggregate(total=Sum("amount"))["total"] or 0)
