"""Which changes a rule wants, as a pure question."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filon.alerts.matching import Change, wants
from filon.alerts.states import Moment, Moments
from filon.kernel.ids import uuid7

CODES = ("erp", "crm", "hr")
CHANGES = st.builds(
    Change,
    project_id=st.just(uuid7()),
    company_id=st.just(uuid7()),
    category=st.sampled_from(CODES),
    muted=st.booleans(),
    update_id=st.sampled_from([None, uuid7()]),
)


@given(CHANGES, st.sets(st.sampled_from(CODES)), st.sampled_from(["", *Moments.values]))
def test_co_203_an_update_of_a_muted_project_is_wanted_by_no_rule(change, categories, moments):
    if change.muted and change.moment == Moment.UPDATED:
        assert not wants(change, categories=categories, moments=moments)


@given(CHANGES, st.sets(st.sampled_from(CODES)))
def test_co_199_all_is_new_or_updated_and_nothing_wants_nothing(change, categories):
    new, updated, every, none = (
        wants(change, categories=categories, moments=moments) for moments in ("new", "updated", "all", "")
    )
    assert every == (new or updated)
    assert not (new and updated)
    assert not none


@given(CHANGES, st.sets(st.sampled_from(CODES)), st.sampled_from(Moments.values))
def test_co_198_only_the_rules_categories(change, categories, moments):
    if wants(change, categories=categories, moments=moments):
        assert change.category in categories
