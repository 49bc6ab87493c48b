from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.market.scorings import EVERYTHING, METAL, NORTH, NORTHERN_METAL, scorings

from filon.market.compile import Question
from filon.market.explain import explain, missing
from filon.market.ranking import rank
from filon.market.resolve import plan


@given(scorings, st.integers(0, 255))
def test_the_parts_shown_add_up_to_the_score(scoring, hits):
    found = explain(scoring, hits)
    assert found.score == min(100, found.raw)
    assert found.raw == sum(part.points + part.cut for part in found.parts)
    assert found.parts[0].points == 40


def test_what_the_engine_counted_is_what_is_explained(market):
    for scoring in (NORTHERN_METAL, EVERYTHING):
        found = rank(market, scoring)
        explained = [explain(scoring, hits) for hits in found.hits.tolist()]
        assert [each.raw for each in explained] == found.raw.tolist()
        assert [each.score for each in explained] == found.score.tolist()


def test_parts_are_named_after_their_criteria():
    labels = [part.label for part in explain(NORTHERN_METAL, 0b001).parts if part.holds]
    assert labels == ["Tous les critères obligatoires", "Effectif : de 10 à 249"]


def test_a_company_that_is_out_is_told_which_criterion_fails(market, columns):
    inside = (columns["diffusible"] == 1) & (columns["department"] == 3) & (columns["naf"] == 1)
    siren = int(columns["siren"][inside][0])
    found = market.ask(Question(plan(NORTHERN_METAL, market.codes)).of([siren]))
    assert missing(NORTHERN_METAL, int(found["holds"][0])) == [METAL]
    assert NORTH not in missing(NORTHERN_METAL, int(found["holds"][0]))
