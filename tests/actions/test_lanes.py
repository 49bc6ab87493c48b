from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.factories import make_workspace

from filon.actions import lanes
from filon.actions.models import Action
from filon.actions.operations import Plan, plan
from filon.actions.states import State
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace

pytestmark = pytest.mark.django_db


def due_in(workspace: Workspace, clock: VirtualClock, *, lane: UUID, after: timedelta, count: int = 1) -> None:
    at = clock.now() + after
    with scope(workspace.id):
        plan((Plan("campaign", uuid7(), "s1", uuid7(), lane, at) for _ in range(count)), now=clock.now())


def test_each_lane_with_something_due_is_told_once_the_most_overdue_first(clock: VirtualClock) -> None:
    one, other = make_workspace(), make_workspace()
    early, late, not_yet = uuid7(), uuid7(), uuid7()
    due_in(one, clock, lane=late, after=-timedelta(minutes=1), count=3)
    due_in(other, clock, lane=early, after=-timedelta(hours=1), count=3)
    due_in(one, clock, lane=not_yet, after=timedelta(seconds=1))
    found = lanes.due(clock.now())
    assert [(lane.workspace_id, lane.lane_id) for lane in found] == [(other.id, early), (one.id, late)]


def test_a_workspace_whose_clock_was_moved_on_is_ahead_of_the_others(clock: VirtualClock) -> None:
    ahead, here = make_workspace(clock_offset=timedelta(days=2)), make_workspace()
    for workspace in (ahead, here):
        due_in(workspace, clock, lane=uuid7(), after=timedelta(days=1))
    assert [lane.workspace_id for lane in lanes.due(clock.now())] == [ahead.id]


def test_what_is_not_planned_is_not_due(clock: VirtualClock) -> None:
    workspace = make_workspace()
    due_in(workspace, clock, lane=uuid7(), after=-timedelta(hours=1))
    with scope(workspace.id):
        Action.objects.update(state=State.SKIPPED)
    assert lanes.due(clock.now()) == []


def test_claims_are_told_by_lane_and_holder_with_the_earliest_end_of_lease(clock: VirtualClock) -> None:
    workspace, lane = make_workspace(), uuid7()
    due_in(workspace, clock, lane=lane, after=timedelta(0), count=2)
    ends = SystemClock().now()
    with scope(workspace.id):
        Action.objects.update(state=State.CLAIMED, claimed_by="somebody", lease_until=ends)
        first = Action.objects.order_by("id")[:1]
        Action.objects.filter(id__in=first.values("id")).update(lease_until=ends - timedelta(minutes=1))
    (claim,) = lanes.claims()
    assert (claim.lane.lane_id, claim.holder, claim.lease_until) == (lane, "somebody", ends - timedelta(minutes=1))
