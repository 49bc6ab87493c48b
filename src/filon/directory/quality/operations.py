"""Mistakes reported and settled."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.models import Company
from filon.directory.quality.events import MistakeReported, MistakeSettled
from filon.directory.quality.models import Mistake
from filon.directory.quality.states import Subject
from filon.kernel.errors import Refused
from filon.timeline.events import publish

LONGEST = 1000
LONGEST_ANSWER = 500


def report_mistake(company_id: UUID, *, subject: str, text: str, now: datetime, by: int | None = None) -> Mistake:
    """[Déclaration de non-conformité] (CO-15): a manager finds it in a list. Raises Refused, Company.DoesNotExist."""
    words = text.strip()[:LONGEST]
    if not words:
        raise Refused(_("Dites ce qui est faux, et ce qui serait juste."), field="text", code="text_missing")
    with transaction.atomic():
        mistake = Mistake.objects.create(
            company=Company.objects.only("id").get(id=company_id),
            subject=subject if subject in Subject.values else Subject.OTHER,
            text=words,
            reported_by_id=by,
            reported_at=now,
        )
        publish(MistakeReported(mistake_id=mistake.id), at=now, company_id=company_id, actor_id=by)
    return mistake


def settle_mistake(mistake_id: UUID, *, answer: str, now: datetime, by: int | None = None) -> bool:
    """Close a report, with a word on what was done. False when it is closed already: the first answer stays."""
    with transaction.atomic():
        closed = {"closed_at": now, "closed_by_id": by, "answer": answer.strip()[:LONGEST_ANSWER]}
        if not Mistake.objects.filter(id=mistake_id, closed_at=None).update(**closed):
            return False
        mistake = Mistake.objects.only("id", "company_id").get(id=mistake_id)
        publish(MistakeSettled(mistake_id=mistake.id), at=now, company_id=mistake.company_id, actor_id=by)
    return True
