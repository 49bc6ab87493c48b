"""The question to the register, asked by a worker."""

from __future__ import annotations

from typing import Any

from filon.directory.public.models import Unit
from filon.directory.register import operations, practice, service
from filon.directory.register.answers import read
from filon.directory.register.pacing import Busy
from filon.kernel import live
from filon.kernel.clock import SystemClock
from filon.kernel.http import OutboundError
from filon.kernel.jobs import job
from filon.kernel.tenancy import scope_or_none

PASSING = frozenset({"timeout", "connection", "resolution"})
"""Failures of the way there, which may be gone in a moment: the queue tries again."""


@job(queue="register")
def look_up(*, siren: str) -> None:
    """Ask about one unit and write what comes back; open pages of the workspace that asked are told (``register``)."""
    if not operations.begin(siren):
        return
    _tell(siren)
    try:
        told = read(_answer(siren), siren=siren)
    except Busy as busy:
        look_up.defer_at(busy.until, siren=siren)
    except service.Refusal as refusal:
        _end(siren, failure=f"status_{refusal.status}")
    except OutboundError as error:
        _end(siren, failure=error.code)
        if error.code in PASSING:
            raise
    else:
        if told is not None:
            operations.store(siren, told, now=SystemClock().now())
        _end(siren, failure="unknown" if told is None else "")


def _answer(siren: str) -> Any:
    if Unit.objects.filter(siren=siren, sample=True).exists():
        return practice.answer(siren)
    return service.ask(siren, client=service.client())


def _end(siren: str, *, failure: str) -> None:
    operations.end(siren, now=SystemClock().now(), failure=failure)
    _tell(siren)


def _tell(siren: str) -> None:
    if workspace_id := scope_or_none():
        live.notify(workspace_id, "register", siren=siren)
