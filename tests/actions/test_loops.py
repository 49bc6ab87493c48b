from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import make_workspace

from filon.actions.loops import look_again
from filon.actions.models import Action
from filon.actions.operations import Plan, plan
from filon.actions.states import State
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace

pytestmark = pytest.mark.django_db


def refused(workspace: Workspace, *, hours_ago: float, code: str = "no_email") -> None:
    at = SystemClock(workspace.clock_offset).now() - timedelta(hours=hours_ago)
    with scope(workspace.id):
        plan([Plan("campaign", uuid7(), "first", uuid7(), uuid7(), at)], now=at)
        Action.objects.filter(state=State.PLANNED).update(
            state=State.SKIPPED, reasons=[{"code": code}], decided_at=at, finished_at=at
        )


def states(workspace: Workspace) -> list[str]:
    with scope(workspace.id):
        return list(Action.objects.order_by("decided_at").values_list("state", flat=True))


def test_every_workspace_is_looked_at_again_once_a_day_by_its_own_clock() -> None:
    here = make_workspace()
    moved_on = make_workspace(clock_offset=timedelta(days=30))
    for workspace in (here, moved_on):
        refused(workspace, hours_ago=25)
        refused(workspace, hours_ago=23)
    assert look_again() == 2
    assert [sorted(states(workspace)) for workspace in (here, moved_on)] == [[State.PLANNED, State.SKIPPED]] * 2


def test_what_no_card_can_mend_is_left_and_a_second_look_finds_nothing() -> None:
    workspace = make_workspace()
    refused(workspace, hours_ago=25, code="suppressed")
    refused(workspace, hours_ago=25)
    assert (look_again(), look_again()) == (1, 0)
