from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.market.scorings import NORTHERN_METAL, scorings

from filon.kernel.errors import Refused
from filon.market.criteria import MANDATORY_POINTS, MOST_CRITERIA, Scoring, Weight, from_json, to_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["mandatory", "weighting", "kind", "field", "values", "weight", "low"]), inner
        )
    ),
    max_leaves=12,
)


def test_co_145_weights_are_thirty_twenty_and_ten():
    assert {weight.name: weight.points for weight in Weight} == {"IMPORTANT": 30, "NOTABLE": 20, "INTERESTING": 10}


def test_co_146_mandatory_criteria_are_worth_forty():
    assert MANDATORY_POINTS == 40


@given(scorings)
def test_a_scoring_survives_its_json(scoring):
    assert from_json(json.loads(json.dumps(to_json(scoring)))) == scoring


@given(JSON)
def test_anything_else_is_refused_and_never_fails(stored):
    try:
        found = from_json(stored)
    except Refused:
        return
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    ("criterion", "place"),
    [
        ({"kind": "between", "field": "turnover", "low": True}, "mandatory-0"),
        ({"kind": "between", "field": "turnover", "low": 10**12}, "mandatory-0"),
        ({"kind": "one_of", "field": "naf", "values": ["6" * 41]}, "mandatory-0"),
        ({"kind": "one_of", "field": "naf", "values": "62"}, "mandatory-0"),
        ({"kind": "flag", "field": "ess", "wanted": "yes"}, "mandatory-0"),
        ({"kind": "sql", "field": "1=1"}, "mandatory-0"),
    ],
)
def test_the_place_of_what_is_not_readable_is_told(criterion, place):
    with pytest.raises(Refused) as no:
        from_json({"mandatory": [criterion]})
    assert no.value.field == place


def test_too_many_criteria_are_refused():
    one = to_json(NORTHERN_METAL)["mandatory"][0]
    with pytest.raises(Refused):
        from_json({"mandatory": [one] * (MOST_CRITERIA + 1)})


def test_nothing_stored_is_an_empty_scoring():
    assert from_json({}) == Scoring()
