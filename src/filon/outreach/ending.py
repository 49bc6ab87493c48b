"""How a person's way through a campaign ends (A-CO-26): a human reply is a success; the end of the sequence without
one, a bounce or an opt-out a failure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.db.models.fields import DateTimeField

from filon.outreach.announcing import announce
from filon.outreach.models import Enrolment, Step
from filon.outreach.states import EnrolmentState, Outcome

ALIVE = (EnrolmentState.WAITING, EnrolmentState.RUNNING)


def finish(
    contact_ids: Collection[UUID], *, outcome: str, reason: str, now: datetime, origin_id: UUID | None = None
) -> int:
    """These people are done with the campaign, or with all of them without ``origin_id``; answers how many were not."""
    alive = Enrolment.objects.filter(contact_id__in=list(contact_ids), state__in=ALIVE)
    if origin_id is not None:
        alive = alive.filter(campaign_id=origin_id)
    return _end(alive, outcome=outcome, reason=reason, now=now)


def finish_silent(*, now: datetime) -> int:
    """Everybody of the open workspace who has had every step and has not answered within the delay of the sequence
    (CO-110) is a failure; answers how many."""
    to_come = Step.objects.filter(version_id=OuterRef("version_id"), position__gte=OuterRef("next_position"))
    waited = ExpressionWrapper(
        F("last_sent_at") + F("version__end_delay_days") * timedelta(days=1), output_field=DateTimeField()
    )
    silent = Enrolment.objects.annotate(over_at=waited).filter(
        ~Exists(to_come), state=EnrolmentState.RUNNING, over_at__lte=now
    )
    rows = Enrolment.objects.filter(id__in=silent.values("id"))
    return _end(rows, outcome=Outcome.FAILURE, reason="no_reply", now=now)


def _end(rows: QuerySet[Enrolment], *, outcome: str, reason: str, now: datetime) -> int:
    """End these people's way, and tell those who want to know; answers how many there were."""
    with transaction.atomic():
        ids = list(rows.select_for_update().values_list("id", flat=True))
        if ids:
            Enrolment.objects.filter(id__in=ids).update(
                state=EnrolmentState.FINISHED, outcome=outcome, outcome_reason=reason, finished_at=now
            )
            announce(ids, outcome=outcome, at=now)
    return len(ids)
