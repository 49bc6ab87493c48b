from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.market.copies import CODES, NAF

from filon.market.criteria import LARGEST_NUMBER, Between, Flag, OneOf, Scoring
from filon.market.resolve import ALWAYS, InRanges, merged, plan, predicate


def codes_of(field: str, *values: str) -> list[str]:
    """The codes of the dictionary that the criterion takes in."""
    found = predicate(OneOf(field=field, values=values), CODES)
    assert isinstance(found, InRanges)
    return [CODES[found.column][n] for low, high in found.ranges for n in range(low, high + 1)]


def test_co_144_activities_by_their_beginning_however_they_are_typed():
    assert codes_of("naf", "25.6") == ["25.62A", "25.62B"]
    assert codes_of("naf", "7022z", " 62.02 A ") == ["62.02A", "70.22Z"]


def test_a_letter_is_a_whole_section():
    assert codes_of("naf", "C") == ["25.11Z", "25.62A", "25.62B"]
    assert codes_of("naf", "J") == ["62.01Z", "62.02A"]


def test_sections_of_2025_are_not_those_of_2008():
    assert codes_of("naf25", "K") == ["62.01Z", "62.02A"]


def test_an_unknown_code_or_none_takes_nothing_in():
    assert codes_of("naf", "99") == codes_of("naf", "", "'; drop table") == []


def test_neighbours_are_asked_for_as_one_range():
    first, last = NAF.index("25.11Z"), NAF.index("25.62B")
    assert predicate(OneOf(field="naf", values=("25",)), CODES) == InRanges("naf", ((first, last),))


@given(st.sets(st.integers(-50, 50)))
def test_ranges_hold_what_was_merged_and_do_not_touch(numbers):
    ranges = merged(numbers)
    assert [n for low, high in ranges for n in range(low, high + 1)] == sorted(numbers)
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(ranges))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("59", (59_000, 59_999)), ("01", (1_000, 1_999)), ("75011", (75_011, 75_011)), ("2A", None), ("750110", None)],
)
def test_postcodes_by_their_beginning(typed, numbers):
    found = predicate(OneOf(field="postcode", values=(typed,)), CODES)
    assert found == InRanges("postcode", (numbers,) if numbers else ())


def test_head_counts_are_the_brackets_that_lie_within_the_bounds():
    found = predicate(Between(field="headcount", low=10, high=99), CODES)
    assert isinstance(found, InRanges)
    assert [CODES["headcount"][n] for low, high in found.ranges for n in range(low, high + 1)] == ["11", "12", "21"]


def test_an_unknown_turnover_is_within_no_bounds():
    assert predicate(Between(field="turnover", high=500), CODES) == InRanges("turnover", ((0, 500),))


def test_a_date_may_be_before_1970():
    found = predicate(Between(field="created", high=-1), CODES)
    assert found == InRanges("created", ((-LARGEST_NUMBER, -1),))


def test_who_may_not_be_shown_is_in_no_market():
    assert plan(Scoring(mandatory=(Flag(field="ess"),)), CODES).mandatory[0] == ALWAYS
