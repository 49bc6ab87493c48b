"""The journal of this process, and those of processes that died."""

from __future__ import annotations

import threading
import time
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from filon.mail import journal
from filon.mail.delivery.verdicts import NOT_TRIED, UNCERTAIN, Fate, Verdict
from filon.mail.journal import Answered, Journal, Recovered
from filon.mail.journal import Verdict as Known

_making = threading.Lock()

KEPT_S = 3600.0
"""A dead journal that nothing points to is kept a while: its writer's last commit may still be on its way."""


def folder() -> Path:
    return Path(settings.MEDIA_ROOT).parent / "journals"


def own() -> Journal:
    """The one of this process: opened when it is first asked for, held until the process ends."""
    with _making:
        return _made()


@cache
def _made() -> Journal:
    return Journal(folder())


def is_gone(holder: str) -> bool:
    """Whether that journal is here and its writer dead. False for other machines, about which nothing can be known."""
    return holder in journal.dead(folder())


def read(holder: str) -> Recovered:
    return journal.recover(folder(), holder)


def verdict(recovered: Recovered, action_id: UUID) -> Verdict | None:
    """How a message of a dead writer ended; None when the writer lives after all."""
    known = recovered.verdict(action_id)
    if isinstance(known, Answered):
        if known.sent:
            return Verdict(Fate.SENT, str(known.code))
        return Verdict(Fate.REFUSED if known.code >= 500 else Fate.DEFERRED, str(known.code))
    return {Known.ALIVE: None, Known.NOT_BEGUN: NOT_TRIED, Known.AMBIGUOUS: UNCERTAIN}[known]


def tidy(*, in_use: set[str]) -> int:
    """Remove the journals of dead writers that nothing points to any more; how many."""
    gone = 0
    for name in journal.dead(folder()):
        path = folder() / (name + journal.SUFFIX)
        if name not in in_use and time.time() - path.stat().st_mtime > KEPT_S:
            journal.forget(folder(), name)
            gone += 1
    return gone
