from __future__ import annotations

from collections.abc import Iterator

import pytest

from filon.config import worker
from filon.kernel.loops import LOOPS, Loop, loop


@pytest.fixture
def only_these(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Loop]]:
    """The loops of the test alone."""
    kept = dict(LOOPS)
    LOOPS.clear()
    monkeypatch.setattr(worker, "load", lambda: None)
    yield LOOPS
    LOOPS.clear()
    LOOPS.update(kept)


def test_a_name_is_taken_once(only_these):
    @loop("deliver", every=1)
    def first() -> int:
        return 0

    with pytest.raises(TypeError, match="two loops are called 'deliver'"):
        loop("deliver", every=1)(lambda: 0)
    assert only_these["deliver"].run is first


@pytest.mark.django_db(transaction=True)
def test_until_idle_means_until_no_loop_finds_anything(only_these):
    left = {"first": 3, "second": 0}

    @loop("first", every=60)
    def hands_on() -> int:
        if not left["first"]:
            return 0
        left["first"] -= 1
        left["second"] += 2
        return 1

    @loop("second", every=60)
    def finishes() -> int:
        done, left["second"] = min(1, left["second"]), max(0, left["second"] - 1)
        return done

    assert worker.work_until_idle() == 3 + 6
    assert left == {"first": 0, "second": 0}
