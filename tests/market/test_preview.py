from __future__ import annotations

from hypothesis import given, settings
from tests.market.scorings import MEDIUM, METAL, NORTH, NORTHERN_METAL, scorings

from filon.market.criteria import Scoring
from filon.market.preview import SCORES, preview
from filon.market.ranking import difference, rank


def test_a_preview_is_what_the_refresh_will_be(market):
    whole = rank(market, NORTHERN_METAL)
    seen = preview(market, NORTHERN_METAL)
    assert seen.count == whole.count
    assert seen.first.siren.tolist() == whole.siren[:10].tolist()
    assert dict(seen.bars) == {score: int((whole.score == score).sum()) for score in SCORES}
    assert (seen.entering.count, seen.leaving.count) == (0, 0)


@settings(max_examples=30, deadline=None)
@given(new=scorings, old=scorings)
def test_who_enters_and_leaves_is_the_difference_of_the_two_markets(market, new, old):
    seen = preview(market, new, saved=old)
    expected = difference(rank(market, old), rank(market, new))
    assert (seen.entering.count, seen.leaving.count) == (expected.new.size, expected.gone.size)
    assert sum(n for _score, n in seen.bars) == seen.count
    assert set(seen.entering.siren.tolist()) <= set(expected.new.tolist())
    assert set(seen.leaving.siren.tolist()) <= set(expected.gone.tolist())
    assert seen.entering.siren.size == min(10, expected.new.size)
    assert seen.leaving.siren.size == min(10, expected.gone.size)


def test_a_narrower_market_loses_and_gains_nobody(market):
    wide, narrow = Scoring(mandatory=(METAL, NORTH)), Scoring(mandatory=(METAL, NORTH, MEDIUM))
    seen = preview(market, narrow, saved=wide)
    assert seen.entering.count == 0
    assert seen.leaving.count == rank(market, wide).count - seen.count > 0
