from __future__ import annotations

import threading
import time

import pytest

from filon.actions.lanes import LaneRef
from filon.actions.pacing import Pacer
from filon.kernel.ids import uuid7


def lane() -> LaneRef:
    return LaneRef(uuid7(), "email", uuid7())


def test_a_slow_lane_does_not_hold_up_the_others() -> None:
    slow, quick, release = lane(), lane(), threading.Event()
    left = {slow: 1, quick: 5}

    def turn(one: LaneRef) -> int:
        if one is slow:
            release.wait(10)
        left[one] -= 1
        return 1 if left[one] >= 0 else 0

    pacer = Pacer(turn)
    pacer.advance([slow, quick])
    while left[quick] >= 0:
        pacer.advance([])
    assert left[slow] == 1
    release.set()
    assert pacer.advance([slow]) >= 1


def test_there_is_work_as_long_as_a_lane_is_going() -> None:
    release, one = threading.Event(), lane()
    amounts = iter([3, 0])

    def turn(_lane: LaneRef) -> int:
        release.wait(10)
        return next(amounts)

    pacer = Pacer(turn)
    assert pacer.advance([one]) == 1
    release.set()
    done = 0
    while amount := pacer.advance([]):
        done += amount
    assert done >= 3
    assert pacer.advance([]) == 0


def test_one_lane_is_never_going_twice() -> None:
    one, going, most = lane(), [0], [0]

    def turn(_lane: LaneRef) -> int:
        going[0] += 1
        most[0] = max(most[0], going[0])
        time.sleep(0.05)
        going[0] -= 1
        return 0

    pacer = Pacer(turn)
    for _ in range(3):
        pacer.advance([one, one])
    assert most == [1]


def test_a_lane_that_fails_is_told_and_left_alone_for_a_while(caplog: pytest.LogCaptureFixture) -> None:
    bad, good, tries = lane(), lane(), []

    def turn(one: LaneRef) -> int:
        tries.append(one)
        if one is bad:
            raise RuntimeError("no such thing")
        return 0

    pacer = Pacer(turn, first_rest=60.0)
    while tries.count(good) < 5:
        pacer.advance([bad, good])
    assert tries.count(bad) == 1
    assert str(bad.lane_id) in caplog.text
