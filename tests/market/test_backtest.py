from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from filon.market.backtest import LEAST_ANSWERS, LEAST_COMPANIES, BackTest, Case, backtest, wilson

cases = st.lists(
    st.builds(Case, raw=st.none() | st.integers(4, 30).map(lambda n: 10 * n), favourable=st.booleans()), max_size=200
)


@given(cases)
def test_every_case_is_in_one_band(found):
    test = backtest(found)
    assert test.companies == len(found)
    assert test.favourable == sum(case.favourable for case in found)
    outside = test.bands[-1]
    assert (outside.low, outside.companies) == (None, sum(case.raw is None for case in found))


@given(cases, st.randoms())
def test_the_order_of_the_cases_changes_nothing(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert backtest(mixed) == backtest(found)


@given(cases)
def test_the_lifts_weighted_by_companies_make_one(found):
    test = backtest(found)
    assume(test.favourable)
    lifts = [(band.companies, test.lift(band)) for band in test.bands if band.companies]
    assert sum(n * lift for n, lift in lifts if lift is not None) / test.companies == pytest.approx(1)


@given(cases)
def test_without_a_favourable_answer_there_is_no_lift_and_no_verdict(found):
    test = backtest(Case(case.raw, favourable=False) for case in found)
    assert [test.lift(band) for band in test.bands] == [None] * 4
    assert [test.beats_chance(band) for band in test.bands] == [None] * 4


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_narrows_with_more(k, more):
    n = k + more
    low, high = wilson(k, n)
    assert 0 <= low <= (k / n if n else 0) <= high <= 1 or n == 0
    wider, narrower = wilson(k, n), wilson(10 * k, 10 * n)
    assert narrower[1] - narrower[0] <= wider[1] - wider[0] + 1e-12


def test_the_interval_is_that_of_the_textbook():
    assert wilson(10, 100) == pytest.approx((0.0552, 0.1744), abs=1e-4)  # Wilson's score interval at 95 %
    assert wilson(0, 0) == (0.0, 1.0)


def answered(good: int, bad: int, *, of: int) -> BackTest:
    """``good`` answers of as many companies with 100 points as of those outside, where there are ``bad``."""
    best = [Case(100, n < good) for n in range(of)]
    return backtest([*best, *(Case(None, n < bad) for n in range(of))])


def test_the_best_beat_chance_when_there_is_enough_to_tell():
    test = answered(60, 10, of=200)
    assert test.is_enough
    assert [test.beats_chance(band) for band in (test.bands[0], test.bands[-1])] == [True, False]
    assert test.lift(test.bands[0]) == pytest.approx(60 / 35)


def test_of_too_few_nothing_is_concluded():
    few = answered(LEAST_ANSWERS - 1, 0, of=LEAST_COMPANIES)
    assert not few.is_enough
    assert few.beats_chance(few.bands[0]) is None
    assert not answered(20, 0, of=LEAST_COMPANIES // 2 - 1).is_enough


def test_the_cap_puts_sums_beyond_a_hundred_into_the_best_band():
    assert [band.companies for band in backtest([Case(160, True), Case(100, True), Case(70, True)]).bands] == [
        2,
        1,
        0,
        0,
    ]
