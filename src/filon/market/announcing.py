"""Who works a routine is told of suspects that came to its score, through the channels of their own (CO-149)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy, ngettext

from filon.directory.models import Company
from filon.market.access import seen_by
from filon.market.events import ScoreReached
from filon.market.models import Routine
from filon.market.operations.noticing import told_users
from filon.notices import kinds
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence, notify
from filon.timeline.events import Published, subscribe


def register() -> None:
    kinds.register(
        Kind(
            key=ScoreReached.kind,
            label=gettext_lazy("Suspect au-dessus du score choisi"),
            hint=gettext_lazy("Dans un flux qui vous est assigné et qui a un score d’avis."),
            icon="star",
            order=60,
            tell=reached,
            by_default=kinds.BOTH,
            shown=in_use,
        )
    )


@subscribe(ScoreReached)
def tell_of_reached(batch: Sequence[Published]) -> None:
    """Once a refresh, those whom the routine tells; a single suspect that is a company here leads to its sheet."""
    for published in batch:
        event = published.event
        assert isinstance(event, ScoreReached)
        if published.id is None or published.origin_id is None:
            continue
        routine = Routine.objects.get(id=published.origin_id)
        told = Occurrence(
            kind=event.kind,
            key=published.id,
            user_ids=told_users(routine),
            at=published.at,
            company_id=_company(event),
            origin_id=routine.id,
            data={"count": event.count, "threshold": event.threshold},
        )
        notify([told])


def reached(data: Mapping[str, Any]) -> str:
    n = data.get("count", 1)
    text = ngettext("%(n)s suspect a atteint %(score)s points", "%(n)s suspects ont atteint %(score)s points", n)
    return text % {"n": n, "score": data.get("threshold", "")}


def in_use() -> Q:
    """Routines that the reader may still see (CO-142), and that were not put away."""
    return Q(origin_id__in=seen_by(Routine.objects.filter(archived_at=None)).values("id"))


def _company(event: ScoreReached) -> UUID | None:
    if event.count != 1:
        return None
    return Company.objects.filter(siren__in=event.sirens).values_list("id", flat=True).first()
