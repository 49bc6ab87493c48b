"""Figures that are published are never better than what was measured."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filon.voice.listen.report import at_least, at_most


def test_right_is_rounded_down_and_wrong_is_rounded_up() -> None:
    assert [at_least(share) for share in (0.98854, 0.95, 1.0, 0.0)] == ["98.8%", "95.0%", "100.0%", "0.0%"]
    assert [at_most(share) for share in (0.00711, 0.02, 0.0)] == ["0.8%", "2.0%", "0.0%"]


@given(st.floats(0, 1))
def test_what_is_told_lies_within_a_tenth_of_what_was_measured(share: float) -> None:
    low, high = (float(told.rstrip("%")) / 100 for told in (at_least(share), at_most(share)))

    assert share - 0.001001 <= low <= share + 1e-8
    assert share - 1e-8 <= high <= share + 0.001001
