"""Scorings to test with: chosen ones, and any that hypothesis thinks of."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from tests.market.copies import Columns

from filon.market.criteria import Between, Criterion, Fact, Flag, OneOf, Scoring, Weight, Weighted
from filon.market.resolve import InList, Plan, Predicate

METAL = OneOf(field="naf", values=("25",))
NORTH = OneOf(field="department", values=("59", "62"))
MEDIUM = Between(field="headcount", low=10, high=249)
RICH = Between(field="turnover", low=1_000)
CLIENTS = Fact(field="tag", values=("client",))

NORTHERN_METAL = Scoring(
    mandatory=(METAL, NORTH),
    weighting=(
        Weighted(criterion=MEDIUM, weight=Weight.IMPORTANT),
        Weighted(criterion=RICH, weight=Weight.NOTABLE),
        Weighted(criterion=Flag(field="ess"), weight=Weight.INTERESTING),
    ),
)
EVERYTHING = Scoring(
    mandatory=(Between(field="establishments", low=1),),
    weighting=tuple(Weighted(criterion=each, weight=Weight.IMPORTANT) for each in (METAL, NORTH, MEDIUM, RICH)),
)

_codes = st.sampled_from(["naf", "legal", "department", "city", "postcode", "category"])
_values = st.lists(st.sampled_from(["2", "25", "62.01Z", "J", "5", "59", "1", "PME", "zz"]), min_size=1, max_size=3)
_numbers = st.sampled_from(["headcount", "turnover", "created", "establishments"])
_bounds = st.none() | st.integers(-5_000, 300_000)
criteria: st.SearchStrategy[Criterion] = st.one_of(
    st.builds(OneOf, field=_codes, values=_values.map(tuple), negated=st.booleans()),
    st.builds(Between, field=_numbers, low=_bounds, high=_bounds),
    st.builds(Flag, field=st.sampled_from(["ess", "employer", "mission"]), wanted=st.booleans()),
    st.builds(Fact, field=st.just("tag"), values=st.just(("client",)), negated=st.booleans()),
)
scorings = st.builds(
    Scoring,
    mandatory=st.lists(criteria, min_size=1, max_size=4).map(tuple),
    weighting=st.lists(st.builds(Weighted, criterion=criteria, weight=st.sampled_from(Weight)), max_size=8).map(tuple),
)


def holds(predicate: Predicate, columns: Columns, facts: dict[tuple[str, str], list[int]]) -> np.ndarray:
    """What numpy says of one predicate: the answer that engines are compared with."""
    if isinstance(predicate, InList):
        listed = [siren for value in predicate.values for siren in facts.get((predicate.fact, value), [])]
        found = np.isin(columns["siren"], listed)
    else:
        values = columns[predicate.column]
        found = np.zeros(values.size, bool)
        for low, high in predicate.ranges:
            found |= (values >= low) & (values <= high)
    return ~found if predicate.negated else found


def reckoned(plan: Plan, columns: Columns, facts: dict[tuple[str, str], list[int]]) -> list[tuple[int, int, int]]:
    """(siren, raw, hits) of all that match, best first."""
    kept = np.logical_and.reduce([holds(each, columns, facts) for each in plan.mandatory])
    raw, hits = np.full(kept.size, 40), np.zeros(kept.size, int)
    for n, (predicate, points) in enumerate(plan.weighting):
        true = holds(predicate, columns, facts)
        raw, hits = raw + points * true, hits + (1 << n) * true
    rows = zip(columns["siren"][kept], raw[kept], hits[kept], strict=True)
    return sorted(((int(a), int(b), int(c)) for a, b, c in rows), key=lambda row: (-row[1], row[0]))
