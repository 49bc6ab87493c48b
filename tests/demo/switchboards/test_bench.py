from __future__ import annotations

import pytest

from filon.demo.switchboards.bench import calls
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


def test_calls_with_and_without_listening_take_turns_and_the_median_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    costs = iter((0.04, 0.07, 0.06, 0.09, 0.05, 0.08, 0.2))
    asked = []

    def measured(what: str, *arguments: float) -> dict[str, float]:
        asked.append((what, *arguments))
        return {"cores": next(costs)} if what == "near" else {}

    monkeypatch.setattr(calls, "_measured", measured)
    monkeypatch.setattr(calls, "TURNS", 3)
    found = calls.run(20)

    assert (found["figure"], found["limit"]) == (0.08, 0.05)
    assert [listening for what, _, _, listening in asked[1:-1]] == [0, 1] * 3
    assert found["detail"]["calls"]["cores_of_each"] == [0.07, 0.09, 0.08]


def test_setting_up_a_few_calls_fails_none() -> None:
    found = set_up(20, rate=40)
    assert (found["calls"], found["failures"]) == (20, 0)
    assert found["cpu_ms_per_call"] > 0
