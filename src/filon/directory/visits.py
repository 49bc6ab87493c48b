"""That users look at a company's sheet (CO-18)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from filon.directory.events import SheetVisited
from filon.directory.models import Company
from filon.timeline.events import publish
from filon.timeline.queries import About, events

ONE_VISIT = timedelta(hours=8)
"""Whoever opens a sheet again within a working day is still on the same visit."""


def visit(company_id: UUID, *, by: int, now: datetime) -> bool:
    """Tell the timeline that ``by`` opened the sheet; once, in however many tabs. Raises Company.DoesNotExist."""
    with transaction.atomic():
        company = Company.objects.select_for_update().only("id").get(id=company_id)
        about = About(company_id=company.id, kinds=(SheetVisited.kind,), since=now - ONE_VISIT)
        if events(about).filter(actor_id=by).exists():
            return False
        publish(SheetVisited(), at=now, company_id=company.id, actor_id=by)
    return True
