"""Rows that the policy will not have called as things are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from filon.actions.operations import revive
from filon.actions.policy import Reason, Refuse
from filon.actions.situation import Due
from filon.calls.models import CallCampaign, Prospect
from filon.calls.states import CampaignState, ProspectState

FORGOTTEN = Reason("contact_erased")
"""Why a row whose person was erased is called no more."""


def refuse(refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
    """Show these rows as refused, with every reason. Called again once the cause is gone (``actions.revive``)."""
    for due, decision in refused:
        waiting = Prospect.objects.filter(id=due.subject_id, state=ProspectState.WAITING)
        reasons = [reason.stored() for reason in decision.reasons]
        waiting.update(state=ProspectState.REFUSED, last_reasons=reasons, next_at=None, finished_at=now)


def open_again(campaign_ids: Collection[UUID]) -> None:
    """Campaigns that had ended have something to call again: they are paused, as after an import."""
    ended = CallCampaign.objects.filter(id__in=campaign_ids, state=CampaignState.FINISHED)
    ended.update(state=CampaignState.PAUSED, finished_at=None)


def reopen(rows: QuerySet[Prospect], *, codes: Collection[str], now: datetime) -> int:
    """Have rows that were refused for one of these reasons decided anew. How many."""
    among = Q(pk__in=[])
    for code in codes:
        among |= Q(last_reasons__contains=[{"code": code}])
    with transaction.atomic():
        refused = rows.filter(among, state=ProspectState.REFUSED).select_for_update()
        ids = list(refused.values_list("id", flat=True))
        Prospect.objects.filter(id__in=ids).update(state=ProspectState.WAITING, last_reasons=[], finished_at=None)
        revive(now=now, codes=codes, subject_ids=ids)
    return len(ids)
