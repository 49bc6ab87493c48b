"""What is planned with companies that have opted out of the public directory since, decided before it comes due.

The policy would refuse each of these at its hour anyway; this is so that nothing planned shows a company that may not
be approached (compliance §4.5: checked again every day).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.actions import claiming, facts, origins
from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.policy import Refuse, decide
from filon.actions.situation import Due
from filon.actions.states import State
from filon.actions.why import lanes_of
from filon.directory.queries import masked_companies

BATCH = 1000
CODE = "not_public"
"""The reason that is looked for; what the policy has against an action for another one is left for its hour."""


def refuse_masked(*, now: datetime, company_ids: Collection[UUID] | None = None) -> int:
    """Refuse, in this workspace, whatever is planned with companies that are not public any more. How many.

    ``company_ids`` are known to be such; without them all of the workspace's are looked for.
    """
    masked = masked_companies() if company_ids is None else company_ids
    refused = 0
    after = None
    while masked and (batch := _planned(masked, after=after)):
        refused += _decide(batch, now=now)
        after = batch[-1].id
    return refused


def _planned(company_ids: Collection[UUID], *, after: UUID | None) -> list[Due]:
    rows = Action.objects.filter(state=State.PLANNED, company_id__in=company_ids).order_by("id")
    rows = rows.filter(id__gt=after) if after else rows
    return [Due(*row) for row in rows.values_list(*COLUMNS)[:BATCH]]


def _decide(batch: list[Due], *, now: datetime) -> int:
    with transaction.atomic():
        ids = [due.id for due in batch]
        still = Action.objects.filter(id__in=ids, state=State.PLANNED).select_for_update(skip_locked=True)
        held = set(still.values_list("id", flat=True))
        dues = [due for due in batch if due.id in held]
        refused = []
        for case in facts.load(dues, lanes=lanes_of(dues, now=now), now=now):
            decision = decide(case.due, case.facts, now)
            if isinstance(decision, Refuse) and any(reason.code == CODE for reason in decision.reasons):
                refused.append((case.due, decision))
        claiming.mark_refused(refused, now=now)
        for kind, dues_of_kind in origins.by_kind([due for due, _ in refused]).items():
            if origin := origins.known().get(kind):
                mine = {due.id for due in dues_of_kind}
                origin.refused([pair for pair in refused if pair[0].id in mine], now=now)
    return len(refused)
