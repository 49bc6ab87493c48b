"""What phone campaigns do when something happens elsewhere. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from filon.calls.facts import opposed_rows
from filon.calls.models import Prospect
from filon.calls.operations.refusing import open_again, reopen
from filon.calls.states import ProspectState
from filon.consent.events import SuppressionLifted
from filon.timeline.events import Published, subscribe


@subscribe(SuppressionLifted)
def may_be_called_again(batch: Sequence[Published]) -> None:
    """Rows that were refused for the opposition list, and are no longer on it, are decided anew. A campaign that had
    ended has something to call again."""
    refused = Prospect.objects.filter(state=ProspectState.REFUSED, last_reasons__contains=[{"code": "suppressed"}])
    rows = list(refused)
    still = opposed_rows(rows)
    lifted = {row.id: row.campaign_id for row in rows if row.id not in still}
    if reopen(refused.filter(id__in=lifted), codes=["suppressed"], now=batch[-1].at):
        open_again(set(lifted.values()))
