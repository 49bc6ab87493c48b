"""Writes to the opposition list. They take effect in the caller's transaction, before anything else can be sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.consent.events import Suppressed, SuppressionLifted
from filon.consent.hashing import hashed
from filon.consent.models import Suppression
from filon.timeline.events import publish


def suppress(
    kind: str,
    value: str,
    *,
    reason: str,
    now: datetime,
    origin_id: UUID | None = None,
    source: str = "",
) -> bool:
    """Never contact this again: in one campaign (OL-81), or anywhere without ``origin_id`` (OL-82).

    ``kind`` is one of ``states.Kind``; the value is hashed and not kept. ``source`` says where the wish came from.
    False when it was on the list already: the first entry stays.
    """
    entry = Suppression(
        kind=kind, hash=hashed(kind, value), origin_id=origin_id, reason=reason, source=source, created_at=now
    )
    known = Suppression.objects.filter(kind=kind, hash=entry.hash, origin_id=origin_id)
    with transaction.atomic():
        if known.exists():
            return False
        Suppression.objects.bulk_create([entry], ignore_conflicts=True)
        publish(Suppressed(what=kind, reason=reason), at=now, origin_id=origin_id)
    return True


def lift(kind: str, value: str, *, now: datetime, origin_id: UUID | None = None, by: int | None = None) -> bool:
    """Take an entry off the list because the person changed their mind. False when it was not on it."""
    with transaction.atomic():
        entries = Suppression.objects.filter(kind=kind, hash=hashed(kind, value), origin_id=origin_id)
        gone, _ = entries.delete()
        if gone:
            publish(SuppressionLifted(what=kind), at=now, origin_id=origin_id, actor_id=by)
    return bool(gone)
