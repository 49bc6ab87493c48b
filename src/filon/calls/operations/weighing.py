"""The weights of scores, of a campaign and of the workspace, and every row weighed anew with them (ST-91)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.calls.full.models import Qualification
from filon.calls.models import CallSettings, Prospect
from filon.calls.operations.attempts import weigh
from filon.calls.operations.campaigns import locked
from filon.calls.queries.settings import default_weights
from filon.calls.reachability import Weights, weights_of
from filon.kernel import live
from filon.kernel.errors import Refused

AT_ONCE = 1_000
LONGEST_KEPT_DAYS = 180
"""Recordings are kept for six months at the very most (compliance, §4.4)."""


@dataclass(frozen=True)
class Weighed:
    """``rows`` were weighed anew; ``changed`` of them have another score or colour now."""

    rows: int
    changed: int


def set_weights(campaign_id: UUID, weights: Weights, *, now: datetime) -> Weighed:
    """Keep the weights and recompute score, waterfall and colour of every row that was called.

    Nobody is called again and no event is told: what was observed stays as it is. Raises Refused when nothing weighs.
    """
    _check(weights)
    with transaction.atomic():
        campaign = locked(campaign_id)
        campaign.weights, campaign.updated_at = weights.stored(), now
        campaign.save(update_fields=["weights", "updated_at"])
        rows = list(Prospect.objects.select_for_update(of=("self",)).filter(campaign=campaign).exclude(score=None))
        before = [(row.score, row.level) for row in rows]
        said = Qualification.objects.filter(row__campaign=campaign, objected=True)
        objected = set(said.values_list("row_id", flat=True))
        for row in rows:
            weigh(row, campaign, objected=row.id in objected)
        Prospect.objects.bulk_update(rows, ["score", "parts", "level"], batch_size=AT_ONCE)
        live.notify(campaign.workspace_id, "calls", id=campaign.id)
    return Weighed(len(rows), sum((row.score, row.level) != was for row, was in zip(rows, before, strict=True)))


def usual_weights(campaign_id: UUID, *, now: datetime) -> Weighed:
    """Back to those of the workspace, which are the recommended ones (A-ST-2) until somebody changes them."""
    return set_weights(campaign_id, weights_of(default_weights()), now=now)


def set_preferences(*, weights: Weights, recording_days: int) -> CallSettings:
    """What the campaigns to come start from, and how long recordings are kept. Raises Refused."""
    _check(weights)
    if not 1 <= recording_days <= LONGEST_KEPT_DAYS:
        sentence = _("Les extraits se gardent de 1 à %(days)s jours.") % {"days": LONGEST_KEPT_DAYS}
        raise Refused(sentence, field="recording_days", code="recording_days")
    values = {"weights": weights.stored(), "recording_days": recording_days}
    return CallSettings.objects.update_or_create(defaults=values)[0]


def _check(weights: Weights) -> None:
    if not weights.most:
        raise Refused(_("Donnez des points à un critère au moins."), code="weights")
