"""Automations bring a follow-up forward, and never take anything away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.crm.follow_ups.merging import Due, merged
from filon.crm.follow_ups.states import Priority

HIGH, NORMAL, LOW = Priority
dues = st.builds(Due, st.dates(date(2026, 11, 20), date(2026, 11, 26)), st.sampled_from(Priority))


def day(number: int) -> date:
    return date(2026, 12, number)


@pytest.mark.parametrize(
    ("standing", "automatic", "kept"),
    [
        (Due(day(10), NORMAL), Due(day(5), NORMAL), Due(day(5), NORMAL)),
        (Due(day(10), HIGH), Due(day(5), LOW), Due(day(5), HIGH)),
        (Due(day(10), LOW), Due(day(5), HIGH), Due(day(5), HIGH)),
        (Due(day(10), LOW), Due(day(10), HIGH), Due(day(10), HIGH)),
        (Due(day(10), HIGH), Due(day(10), LOW), Due(day(10), HIGH)),
        (Due(day(10), LOW), Due(day(11), HIGH), Due(day(10), LOW)),
    ],
)
def test_what_stands_after_an_automation(standing: Due, automatic: Due, kept: Due) -> None:
    assert merged(standing, automatic) == kept


@given(dues, dues)
def test_co_173_the_earlier_day_wins_whatever_the_priorities(standing: Due, automatic: Due) -> None:
    assert merged(standing, automatic).on == min(standing.on, automatic.on)


@given(dues, st.sampled_from(Priority))
def test_co_174_of_the_same_day_the_highest_priority_wins(standing: Due, priority: Priority) -> None:
    kept = merged(standing, Due(standing.on, priority))
    assert kept == Due(standing.on, min(standing.priority, priority))


@given(dues, dues)
def test_a_co_6_an_automation_makes_nothing_later_nor_less_important(standing: Due, automatic: Due) -> None:
    kept = merged(standing, automatic)
    assert kept.on <= standing.on
    assert kept.priority <= standing.priority


@given(dues, dues)
def test_a_co_7_a_later_day_changes_nothing(standing: Due, automatic: Due) -> None:
    if automatic.on > standing.on:
        assert merged(standing, automatic) == standing
    assert merged(merged(standing, automatic), automatic) == merged(standing, automatic)
