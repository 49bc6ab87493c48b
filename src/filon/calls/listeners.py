"""What phone campaigns do when something happens elsewhere. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from filon.calls.models import Prospect
from filon.calls.operations.refusing import reopen
from filon.consent.events import SuppressionLifted
from filon.timeline.events import Published, subscribe


@subscribe(SuppressionLifted)
def may_be_called_again(batch: Sequence[Published]) -> None:
    """Rows that were refused for the opposition list are decided anew; the policy looks at the list as it is now."""
    reopen(Prospect.objects.all(), codes=["suppressed"], now=batch[-1].at)
