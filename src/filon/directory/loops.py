"""What the workers do for this room again and again."""

from __future__ import annotations

import logging
from datetime import date

from django.conf import settings

from filon.directory.columnar.build import build
from filon.directory.public.models import Unit
from filon.directory.register.pacing import Busy
from filon.directory.register.service import Refusal
from filon.directory.sirene import following
from filon.directory.sirene.counts import Counts
from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.kernel.http import OutboundError
from filon.kernel.loops import loop

log = logging.getLogger(__name__)
HOUR_S = 3600


@loop("changes of the directory", every=HOUR_S)
def follow_changes() -> int:
    """Write what INSEE changed on the days before, where the host gave a key and the directory holds its companies.

    What fails is tried again an hour later, from where it was left; the copy has what came before. Answers 0: the next
    day is a day away.
    """
    if not settings.FILON_SIRENE_KEY or not Unit.objects.filter(sample=False).exists():
        return 0
    clock = SystemClock()
    written: list[int] = []

    def note(_day: date, _kind: str, counts: Counts) -> None:
        written.append(counts.new + counts.changed)

    try:
        following.follow(client=following.client(), clock=clock, progress=note)
    except (Refused, Busy, Refusal, OutboundError) as error:
        log.warning("the changes of the directory wait: %s %s", type(error).__name__, error)
    if any(written):
        build(now=clock.now())
    return 0
