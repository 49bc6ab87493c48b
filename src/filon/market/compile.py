"""A plan as one Ibis expression over the columnar copy; any engine that Ibis writes for answers the same integers.

``units`` has the columns of ``directory.columnar``, all integers. ``marks`` (mark, siren) are the facts of the
workspace, a mark for each pair of a fact and a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, reduce
from operator import and_, or_
from typing import Any

import ibis
from ibis.backends.sql.compilers import DuckDBCompiler, PostgresCompiler
from ibis.expr.types import BooleanValue, IntegerValue, Table

from filon.directory.columnar import COLUMNS
from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS, MOST_CRITERIA
from filon.market.resolve import InList, Plan, Predicate

UNITS = ibis.table(dict.fromkeys(COLUMNS, "int32"), name="units")
MARKS = ibis.table({"mark": "int32", "siren": "int32"}, name="marks")
KEPT = ibis.table({"siren": "int32", "packed": "int32", "side": "int32"}, name="kept")
"""What ``Question.kept`` gives, once it has been put into a table."""
NOW, THEN, BOTH = 1, 2, 3
"""``side``: the company matches the plan, only the plan before, or both."""
HITS = 1 << MOST_CRITERIA
"""``packed`` is the uncapped sum times this, and a bit for each weighting criterion that holds: one sum gives both."""
NEVER, ALWAYS = ibis.literal(False), ibis.literal(True)
Marked = Mapping[tuple[str, str], int]
"""(fact, value) → its mark."""

_COMPILERS: Mapping[str, Any] = {"duckdb": DuckDBCompiler(), "postgres": PostgresCompiler()}


@lru_cache(maxsize=256)
def sql(expression: Table, *, dialect: str = "duckdb") -> str:
    """The expression in an engine's own words; those of one that is asked again and again are found once."""
    compiler = _COMPILERS[dialect]
    text: str = compiler.to_sqlglot(expression).sql(dialect=compiler.dialect)
    return text


@dataclass(frozen=True)
class Question:
    """What can be asked about one plan."""

    plan: Plan
    marked: Marked = field(default_factory=dict)

    def kept(self, before: Question | None = None) -> Table:
        """(siren, packed, side) of all that match, or matched the plan ``before``, in one pass over the columns.

        What both plans ask for is asked once, ahead, where the engine can skip whole blocks by it.
        """
        then_too = self.plan if before is None else before.plan
        both = [p for p in self.plan.mandatory if p in then_too.mandatory]
        now = self._all(p for p in self.plan.mandatory if p not in both)
        then = self._all(p for p in then_too.mandatory if p not in both)
        rows = UNITS.filter(self._all(both)).filter(now | then)
        side = now.ifelse(NOW, 0) + then.ifelse(THEN, 0)
        return rows.select(siren=UNITS.siren, packed=self._packed(), side=side.cast("int32"))

    def of(self, sirens: Collection[int]) -> Table:
        """(siren, packed, holds) of these, match or not: ``holds`` has a bit for each mandatory criterion."""
        holds = _sum(0, (self._holds(p).ifelse(1 << n, 0) for n, p in enumerate(self.plan.mandatory)))
        return UNITS.filter(UNITS.siren.isin(sorted(sirens))).select("siren", packed=self._packed(), holds=holds)

    def _packed(self) -> IntegerValue:
        worth = ((points * HITS + (1 << n), p) for n, (p, points) in enumerate(self.plan.weighting))
        return _sum(MANDATORY_POINTS * HITS, (self._holds(p).ifelse(value, 0) for value, p in worth))

    def _all(self, predicates: Iterable[Predicate]) -> BooleanValue:
        return reduce(and_, map(self._holds, predicates), ALWAYS)

    def _holds(self, predicate: Predicate) -> BooleanValue:
        if isinstance(predicate, InList):
            holds = self._listed(predicate)
        else:
            column = UNITS[predicate.column]
            tests = [column == low if low == high else column.between(low, high) for low, high in predicate.ranges]
            holds = reduce(or_, tests) if tests else NEVER
        return ~holds if predicate.negated else holds

    def _listed(self, predicate: InList) -> BooleanValue:
        keys = [(predicate.fact, value) for value in predicate.values]
        marks = sorted({self.marked[key] for key in keys if key in self.marked})
        return UNITS.siren.isin(MARKS.filter(MARKS.mark.isin(marks)).siren) if marks else NEVER


@cache
def histogram(kept: Table = KEPT) -> Table:
    """(raw, side, n): how many companies have each uncapped sum, on each side."""
    rows = kept.select(raw=_raw(kept), side=kept.side)
    return rows.group_by(["raw", "side"]).agg(n=rows.count())


@lru_cache(maxsize=256)
def best(*sides: int, most: int, least_raw: int = MANDATORY_POINTS, kept: Table = KEPT) -> Table:
    """(siren, raw, hits, score) of the best of these sides, best first, equals by SIREN.

    The uncapped sum breaks the ties of the score (A-CO-4). ``least_raw`` spares sorting those below it.
    """
    raw = _raw(kept)
    rows = kept.filter(kept.side.isin(sides), kept.packed >= least_raw * HITS)
    found = rows.select(
        siren=kept.siren,
        raw=raw,
        hits=(kept.packed % HITS).cast("int32"),
        score=ibis.least(raw, ibis.literal(HIGHEST_SCORE, type="int32")),
    )
    return found.order_by([ibis.desc("raw"), "siren"]).limit(most)


def _raw(kept: Table) -> IntegerValue:
    return (kept.packed >> MOST_CRITERIA).cast("int32")


def _sum(start: int, terms: Iterable[IntegerValue]) -> IntegerValue:
    return sum(terms, start=ibis.literal(start, type="int32")).cast("int32")
