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

KEPT_S = 30 * 86_400.0
"""A dead writer's messages are settled within seconds, as long as the database answers: a month is for sure."""


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


def tidy() -> int:
    """Remove the journals of writers that died long ago; how many."""
    old = [name for name in journal.dead(folder()) if time.time() - _last_written(name) > KEPT_S]
    for name in old:
        journal.forget(folder(), name)
    return len(old)


def _last_written(name: str) -> float:
    return (folder() / (name + journal.SUFFIX)).stat().st_mtime
