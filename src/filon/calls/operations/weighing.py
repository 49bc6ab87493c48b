"""The weights of a campaign's score, and every row weighed anew with them (ST-91)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.calls.models import Prospect
from filon.calls.operations.attempts import weigh
from filon.calls.operations.campaigns import locked
from filon.calls.reachability import USUAL, Weights
from filon.kernel import live
from filon.kernel.errors import Refused

AT_ONCE = 1_000


def set_weights(campaign_id: UUID, weights: Weights, *, now: datetime) -> int:
    """Keep the weights and recompute score, waterfall and colour of every row that was called. How many.

    Nobody is called again and no event is told: what was observed stays as it is. Raises Refused when nothing weighs.
    """
    if not weights.most:
        raise Refused(_("Donnez des points à un critère au moins."), code="weights")
    with transaction.atomic():
        campaign = locked(campaign_id)
        campaign.weights, campaign.updated_at = weights.stored(), now
        campaign.save(update_fields=["weights", "updated_at"])
        rows = list(Prospect.objects.select_for_update(of=("self",)).filter(campaign=campaign).exclude(score=None))
        for row in rows:
            weigh(row, campaign)
        Prospect.objects.bulk_update(rows, ["score", "parts", "level"], batch_size=AT_ONCE)
        live.notify(campaign.workspace_id, "calls", id=campaign.id)
    return len(rows)


def usual_weights(campaign_id: UUID, *, now: datetime) -> int:
    """Back to the recommended ones (A-ST-2)."""
    return set_weights(campaign_id, USUAL, now=now)
