from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.causes import BY_CAUSE, Cause, Outcome, outcome

DESIGN = {
    Outcome.UNASSIGNED: (404, 410, 484, 604),
    Outcome.NO_ANSWER: (480, 408, 487),
    Outcome.BUSY: (486, 600),
    Outcome.REFUSED: (603, 607, 608, 403),
    Outcome.CONGESTION: (500, 502, 503, 504),
    Outcome.CONFIGURATION: (401, 407, 415, 488, 302),
}
DESIGN_Q850 = {
    Outcome.UNASSIGNED: (1, 22, 28),
    Outcome.NO_ANSWER: (18, 19, 20),
    Outcome.BUSY: (17,),
    Outcome.CONGESTION: (34, 38, 41, 42, 47),
}
FINAL = {Outcome.UNASSIGNED, Outcome.REFUSED}


@pytest.mark.parametrize(("meaning", "code"), [(meaning, code) for meaning, codes in DESIGN.items() for code in codes])
def test_st_88_each_code_means_what_the_table_says(meaning: Outcome, code: int) -> None:
    assert outcome(code) is meaning


@pytest.mark.parametrize(
    ("meaning", "q850"), [(meaning, q850) for meaning, causes in DESIGN_Q850.items() for q850 in causes]
)
@pytest.mark.parametrize("code", [0, 480, 500, 503])
def test_st_88_the_networks_cause_is_believed_over_a_code_that_says_many_things(
    meaning: Outcome, q850: int, code: int
) -> None:
    assert outcome(code, q850=q850) is meaning


def test_every_code_with_every_cause_has_one_outcome() -> None:
    for code in (0, *range(300, 700)):
        for q850 in (None, *range(1, 128)):
            assert outcome(code, q850=q850) in Outcome


@given(st.integers(300, 699), st.none() | st.integers(1, 127), st.sampled_from([cause for cause in Cause if cause]))
def test_our_own_cause_decides(code: int, q850: int | None, cause: Cause) -> None:
    assert outcome(code, q850=q850, cause=cause) is BY_CAUSE[cause]


@given(st.integers(500, 599))
def test_a_fault_of_the_trunk_is_never_final_for_the_number(code: int) -> None:
    assert outcome(code) not in FINAL


def test_a_network_cause_does_not_override_a_code_that_is_clear() -> None:
    assert outcome(486, q850=1) is Outcome.BUSY
