from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from filon.kernel.ids import uuid7, uuid7s


def test_an_id_is_a_uuid7_of_this_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = [uuid7(), *uuid7s(3)]
    after = time.time_ns() // 1_000_000
    assert all((key.version, key.variant) == (7, "specified in RFC 4122") for key in made)
    assert all(before <= key.int >> 80 <= after for key in made)


def test_many_at_once_are_all_different() -> None:
    assert len(set(uuid7s(5_000))) == 5_000
    assert uuid7s(0) == []


def test_ids_of_one_process_rise_even_within_a_millisecond_and_between_threads() -> None:
    one_by_one = [uuid7() for _ in range(2_000)]
    several = uuid7s(500)
    with ThreadPoolExecutor(4) as threads:
        shared = list(threads.map(lambda _: [uuid7() for _ in range(500)], range(8)))
    assert [*one_by_one, *several] == sorted([*one_by_one, *several])
    assert all(made == sorted(made) for made in shared)
    assert len({key for made in shared for key in made}) == 4_000


def test_ids_go_on_rising_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert before < uuid7() < uuid7()
