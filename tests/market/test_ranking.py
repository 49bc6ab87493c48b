from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.market.scorings import METAL, NORTHERN_METAL

from filon.market.criteria import OneOf, Scoring
from filon.market.ranking import Ranking, difference, rank, threshold

sums = st.dictionaries(st.integers(1, 40), st.sampled_from([40, 50, 60]))


def ranking(raw: dict[int, int]) -> Ranking:
    order = sorted(raw, key=lambda siren: (-raw[siren], siren))
    values = np.array([raw[siren] for siren in order], np.int64)
    return Ranking(np.array(order, np.int64), values, np.zeros_like(values), len(order))


@given(sums, sums)
def test_co_138_the_difference_says_who_came_went_and_moved(before, after):
    found = difference(ranking(before), ranking(after))
    assert found.new.tolist() == sorted(after.keys() - before.keys())
    assert found.gone.tolist() == sorted(before.keys() - after.keys())
    assert found.moved.tolist() == sorted(s for s in before.keys() & after.keys() if before[s] != after[s])
    assert found.empty == (before == after)


def test_asked_twice_nothing_changed(market):
    assert difference(rank(market, NORTHERN_METAL), rank(market, NORTHERN_METAL)).empty


@given(st.dictionaries(st.sampled_from(range(40, 170, 10)), st.integers(1, 9)), st.integers(1, 60))
def test_nobody_below_the_threshold_is_among_the_best(counted, most):
    raw, n = np.array(list(counted), np.int64), np.array(list(counted.values()), np.int64)
    least = threshold(raw, n, most=most)
    whole = sorted((r for r, times in counted.items() for _ in range(times)), reverse=True)
    assert [r for r in whole if r >= least][:most] == whole[:most]


def test_a_market_of_nobody_is_empty(market):
    nobody = Scoring(mandatory=(METAL, OneOf(field="naf", values=("62",))))
    found = rank(market, nobody)
    assert (found.siren.size, found.count) == (0, 0)
