"""The test of a line as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from filon.calls.models import Trunk
from filon.calls.trials.models import TrunkTrial
from filon.calls.trials.operations import LOST_AFTER, WAITED_LONG
from filon.calls.trials.states import LIVE, TrialState
from filon.calls.trials.wording import FAULTS, LOST, UNPROVEN, is_of_the_number, shown
from filon.kernel.clock import SystemClock


def context_of(trunk: Trunk) -> dict[str, Any]:
    """What ``calls/_trial.html`` asks for; ``trial`` is None where it was never tested."""
    trial = TrunkTrial.objects.filter(trunk=trunk).first()
    if trial is None:
        return {"trunk": trunk, "trial": None}
    moment = SystemClock().now()
    lost = trial.state in LIVE and trial.given_up_at <= moment
    under_way = trial.state in LIVE and not lost
    return {
        "trunk": trunk,
        "trial": trial,
        "under_way": under_way,
        "unattended": trial.state == TrialState.WAITING and under_way and _waited(trial, moment) > WAITED_LONG,
        "former": _former(trial) if under_way or lost else None,
        **_found(trial.steps, LOST if lost else trial.fault, under_way=under_way),
    }


def _found(steps: Sequence[Mapping[str, Any]], fault: str, *, under_way: bool = False) -> dict[str, Any]:
    return {
        "fault": FAULTS.get(fault, ""),
        "steps": shown(steps, under_way=under_way),
        "unproven": any(step["code"] == UNPROVEN for step in steps),
        "failed": any(not step["ok"] for step in steps),
        "unanswered": any(not step["ok"] and is_of_the_number(step) for step in steps),
    }


def _former(trial: TrunkTrial) -> dict[str, Any] | None:
    """What the last finished test came to, with its date, while the one that follows has no result yet."""
    kept = trial.former
    if not kept:
        return None
    at = datetime.fromisoformat(kept["finished_at"])
    return {"at": at, "number": kept["number"], **_found(kept["steps"], kept["fault"])}


def _waited(trial: TrunkTrial, moment: datetime) -> timedelta:
    """How long since it was asked for, by the machine's clock."""
    return moment - (trial.given_up_at - LOST_AFTER)
