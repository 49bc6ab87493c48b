from __future__ import annotations

import pytest

from filon.demo.switchboards.bench.far import SETTLES_S, deviations
from filon.demo.switchboards.bench.near import measure
from filon.demo.switchboards.bench.setup import measure as set_up


def test_deviations_are_from_the_streams_own_rhythm_past_the_end_of_its_numbers() -> None:
    seen = [(50 + 0.02 * number, (65_500 + number) & 0xFFFF) for number in range(400) if number != 300]
    seen[350] = (seen[350][0] + 0.015, seen[350][1])
    late, lost = deviations(seen)
    assert len(late) == 399 - round(SETTLES_S * 50)
    assert (late > 0.01).sum() == 1
    assert (late.max(), lost) == (pytest.approx(0.015), 1)


def test_a_few_calls_are_measured_both_ways() -> None:
    found = measure(3, seconds=1, listening=True)
    assert found["schedule"]["streams"] == 3
    assert found["received"] > 3 * 50 * 4
    assert found["cores"] > 0


def test_setting_up_a_few_calls_fails_none() -> None:
    found = set_up(20, rate=40)
    assert (found["calls"], found["failures"]) == (20, 0)
    assert found["cpu_ms_per_call"] > 0
