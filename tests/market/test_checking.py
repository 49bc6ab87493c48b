from __future__ import annotations

import pytest
from tests.market.copies import CODES
from tests.market.scorings import METAL, NORTHERN_METAL

from filon.kernel.errors import Refused
from filon.market.checking import faults, refuse_faults
from filon.market.criteria import Between, Fact, Flag, OneOf, Scoring, Weighted


def test_a_good_scoring_has_no_fault():
    assert faults(NORTHERN_METAL, CODES) == []


def test_a_market_needs_a_mandatory_criterion():
    found = faults(Scoring(weighting=(Weighted(criterion=METAL),)), CODES)
    assert [fault.place for fault in found] == ["mandatory"]


@pytest.mark.parametrize(
    "criterion",
    [
        OneOf(field="naf", values=()),
        OneOf(field="naf", values=("25", "99")),
        OneOf(field="nothing", values=("1",)),
        OneOf(field="turnover", values=("1",)),
        Flag(field="naf"),
        Between(field="turnover"),
        Between(field="turnover", low=5, high=4),
        Fact(field="nothing", values=("x",)),
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_place(criterion):
    scoring = Scoring(mandatory=(METAL,), weighting=(Weighted(criterion=criterion),))
    assert [fault.place for fault in faults(scoring, CODES)] == ["weighting-0"]
    with pytest.raises(Refused) as no:
        refuse_faults(scoring, CODES)
    assert no.value.field == "weighting-0"


@pytest.mark.django_db
def test_a_word_in_the_place_of_a_code_is_told_the_codes_that_it_may_mean():
    scoring = Scoring(mandatory=(OneOf(field="naf", values=("mécaniques",)),))
    codes = {**CODES, "naf": ("", "25.62A", "25.62B")}
    assert [fault.sentence for fault in faults(scoring, codes)] == [
        "Aucun code de l’annuaire ne commence par « mécaniques ». Peut-être : 25.62B (Mécanique industrielle)."
    ]
