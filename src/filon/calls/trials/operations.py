"""Tests of lines: started once, told step by step, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from filon.calls.models import Trunk
from filon.calls.queries.settings import are_stopped
from filon.calls.trials import jobs
from filon.calls.trials.models import TrunkTrial
from filon.calls.trials.states import LIVE, TrialState
from filon.kernel import live
from filon.kernel.clock import SystemClock
from filon.kernel.errors import Conflict, Refused
from filon.kernel.ids import uuid7

LOST_AFTER = timedelta(minutes=2)
"""More than a test takes that rings to the end: whoever placed it died."""

WAITED_LONG = timedelta(seconds=15)
"""A worker takes a job within a second; after so long there may be none."""

CHANGED = "trunk-trial"


def start(trunk: Trunk, number: str, *, now: datetime, by: int | None = None) -> TrunkTrial:
    """Have a worker place one call to ``number`` (E.164). The result of the test before is kept beside it.

    Raises Refused while all calls are stopped, Conflict while a test of this line is under way.
    """
    if are_stopped():
        raise Refused(_("L’arrêt d’urgence est enclenché : aucun appel ne part, pas même un essai."), code="stopped")
    moment = SystemClock().now()
    fresh = {
        "number": number,
        "run": uuid7(),
        "state": TrialState.WAITING,
        "steps": [],
        "fault": "",
        "started_by_id": by,
        "started_at": now,
        "given_up_at": moment + LOST_AFTER,
        "finished_at": None,
    }
    with transaction.atomic():
        trial, made = TrunkTrial.objects.get_or_create(trunk=trunk, defaults=fresh)
        if not made:
            _start_over(trial, fresh, moment=moment)
        jobs.try_line.defer(trial_id=trial.id, run=trial.run)
        live.notify(trial.workspace_id, CHANGED, id=trunk.id)
    return trial


def begin(trial_id: UUID, run: UUID, *, now: datetime) -> TrunkTrial | None:
    """The worker has it: the test to make, or None for one that was started over, or is over.

    A call that another worker left in the middle is not placed a second time: the test ends as interrupted.
    """
    mine = TrunkTrial.objects.filter(id=trial_id, run=run)
    if mine.filter(state=TrialState.WAITING).update(state=TrialState.RUNNING):
        return mine.select_related("trunk").get()
    if mine.filter(state=TrialState.RUNNING).exists():
        finish(trial_id, run, fault="interrupted", now=now)
    return None


def tell(trial_id: UUID, run: UUID, step: Mapping[str, Any]) -> None:
    """Keep what was found; what is found again replaces what was found before."""
    with transaction.atomic():
        trial = TrunkTrial.objects.select_for_update().filter(id=trial_id, run=run, state=TrialState.RUNNING).first()
        if trial is None:
            return
        trial.steps = [*(each for each in trial.steps if each["check"] != step["check"]), dict(step)]
        trial.given_up_at = SystemClock().now() + LOST_AFTER
        trial.save(update_fields=["steps", "given_up_at"])
        live.notify(trial.workspace_id, CHANGED, id=trial.trunk_id)


def finish(trial_id: UUID, run: UUID, *, now: datetime, fault: str = "") -> None:
    """The test is over; ``fault`` says why it could not be made."""
    with transaction.atomic():
        mine = TrunkTrial.objects.filter(id=trial_id, run=run, state__in=LIVE)
        if mine.update(state=TrialState.DONE, fault=fault, finished_at=now):
            trial = mine.model.objects.get(id=trial_id)
            live.notify(trial.workspace_id, CHANGED, id=trial.trunk_id)


def _start_over(trial: TrunkTrial, fresh: Mapping[str, Any], *, moment: datetime) -> None:
    """Of two who ask at the same time one gets the line: the other finds it taken."""
    free = ~Q(state__in=LIVE) | Q(given_up_at__lte=moment)
    known = TrunkTrial.objects.select_for_update(of=("self",)).filter(free, id=trial.id).first()
    if known is None:
        raise Conflict(_("Un essai de cette ligne est déjà en cours."), code="under_way")
    TrunkTrial.objects.filter(id=trial.id).update(**fresh, former=_ended(known))
    trial.refresh_from_db()


def _ended(trial: TrunkTrial) -> dict[str, Any]:
    """The last test that came to an end: this one, or, where nobody finished it, the one that it keeps."""
    if trial.finished_at is None:
        return dict(trial.former)
    kept = {"number": trial.number, "steps": trial.steps, "fault": trial.fault}
    return {**kept, "finished_at": trial.finished_at.isoformat()}
