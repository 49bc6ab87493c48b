"""Must show 2: the same best companies, with the same integers, from DuckDB and from PostgreSQL."""

from __future__ import annotations

import pytest
from tests.market.copies import siren_of
from tests.market.scorings import CLIENTS, EVERYTHING, NORTHERN_METAL

from filon.market.bench import scorings
from filon.market.comparing import as_tables, compare
from filon.market.criteria import Scoring, Weighted
from filon.market.engine import Market
from filon.market.facts import gathered
from filon.market.rehearsing import rehearse

pytestmark = pytest.mark.django_db
MARKS = gathered({"tag": {"client": [siren_of(n) for n in range(0, 3_000, 4)]}})
WITH_FACTS = Scoring(mandatory=EVERYTHING.mandatory, weighting=(*EVERYTHING.weighting, Weighted(criterion=CLIENTS)))


def test_both_engines_cut_equal_scores_at_the_same_company(market: Market) -> None:
    with as_tables(market.snapshot, MARKS):
        for scoring in (NORTHERN_METAL, EVERYTHING, WITH_FACTS):
            for most in (1, 17, 500, 50_000):
                found = compare(market, scoring, marks=MARKS, most=most)
                assert (found.same, found.rows <= most, found.rows > 0) == (True, True, True)


def test_a_company_that_differs_is_noticed(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Market.ask

    def other(self, expression, *, marks=None):
        found = asked(self, expression, marks=marks)
        return {**found, "raw": found["raw"] + 10}

    monkeypatch.setattr(Market, "ask", other)
    with as_tables(market.snapshot, MARKS):
        assert not compare(market, NORTHERN_METAL, marks=MARKS).same


def test_the_command_compares_the_routines_of_the_measurement() -> None:
    found = list(rehearse(20_000))
    assert [each.same for each in found] == [True] * len(scorings())
    assert min(each.rows for each in found) > 100
