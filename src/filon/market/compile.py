"""A plan as one Ibis expression over the columnar copy; any engine that Ibis writes for answers the same integers.

``units`` has the columns of ``directory.columnar``, all integers. ``marks`` (mark, siren) are the facts of the
workspace, a mark for each pair of a fact and a value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
from ibis.backends.sql.compilers import DuckDBCompiler, PostgresCompiler
from ibis.expr.types import BooleanValue, IntegerValue, Table

from filon.directory.columnar import COLUMNS
from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS
from filon.market.resolve import InList, Plan, Predicate

UNITS = ibis.table(dict.fromkeys(COLUMNS, "int32"), name="units")
MARKS = ibis.table({"mark": "int32", "siren": "int32"}, name="marks")
NEVER = ibis.literal(False)
Marked = Mapping[tuple[str, str], int]
"""(fact, value) → its mark."""

_COMPILERS: Mapping[str, Any] = {"duckdb": DuckDBCompiler(), "postgres": PostgresCompiler()}


def sql(expression: Table, *, dialect: str = "duckdb") -> str:
    """The expression in an engine's own words."""
    compiler = _COMPILERS[dialect]
    text: str = compiler.to_sqlglot(expression).sql(dialect=compiler.dialect)
    return text


@dataclass(frozen=True)
class Question:
    """What can be asked about one plan."""

    plan: Plan
    marked: Marked = field(default_factory=dict)

    def histogram(self) -> Table:
        """(raw, n): how many companies have each uncapped sum."""
        kept = UNITS.filter(self.matches()).select(raw=self.raw())
        return kept.group_by("raw").agg(n=kept.count())

    def best(self, *, most: int, least_raw: int = MANDATORY_POINTS) -> Table:
        """(siren, raw, hits, score) of the best, best first, equals by SIREN. ``least_raw`` spares sorting the others.

        ``hits`` has a bit for each weighting criterion that holds, in their order.
        """
        found = self._scored(UNITS.filter(self.matches()))
        return found.filter(found.raw >= least_raw).order_by([ibis.desc("raw"), "siren"]).limit(most)

    def of(self, sirens: Collection[int]) -> Table:
        """(siren, raw, hits, score, holds) of these, match or not: ``holds`` has a bit for each mandatory criterion."""
        return self._scored(UNITS.filter(UNITS.siren.isin(sorted(sirens))), holds=self._bits(self.plan.mandatory))

    def moves(self, before: Question) -> Table:
        """(raw, now, then, n): how many companies of each sum match this plan, matched the one before, or both."""
        now, then = self.matches(), before.matches()
        kept = UNITS.filter(now | then).select(raw=self.raw(), now=now, then=then)
        return kept.group_by(["raw", "now", "then"]).agg(n=kept.count())

    def without(self, other: Question, *, most: int) -> Table:
        """The best that match this plan and not the other one, as ``best`` gives them."""
        found = self._scored(UNITS.filter(self.matches() & ~other.matches()))
        return found.order_by([ibis.desc("raw"), "siren"]).limit(most)

    def matches(self) -> BooleanValue:
        return reduce(and_, map(self.holds, self.plan.mandatory))

    def raw(self) -> IntegerValue:
        """The uncapped sum, the tie-break of A-CO-4."""
        return _sum(MANDATORY_POINTS, (self.holds(p).ifelse(points, 0) for p, points in self.plan.weighting))

    def holds(self, predicate: Predicate) -> BooleanValue:
        if isinstance(predicate, InList):
            holds = self._listed(predicate)
        else:
            column = UNITS[predicate.column]
            tests = [column == low if low == high else column.between(low, high) for low, high in predicate.ranges]
            holds = reduce(or_, tests) if tests else NEVER
        return ~holds if predicate.negated else holds

    def _scored(self, rows: Table, **more: IntegerValue) -> Table:
        hits = self._bits(predicate for predicate, _points in self.plan.weighting)
        found = rows.select(siren=UNITS.siren, raw=self.raw(), hits=hits, **more)
        return found.mutate(score=ibis.least(found.raw, ibis.literal(HIGHEST_SCORE, type="int32")))

    def _bits(self, predicates: Iterable[Predicate]) -> IntegerValue:
        return _sum(0, (self.holds(p).ifelse(1 << n, 0) for n, p in enumerate(predicates)))

    def _listed(self, predicate: InList) -> BooleanValue:
        keys = [(predicate.fact, value) for value in predicate.values]
        marks = sorted({self.marked[key] for key in keys if key in self.marked})
        return UNITS.siren.isin(MARKS.filter(MARKS.mark.isin(marks)).siren) if marks else NEVER


def _sum(start: int, terms: Iterable[IntegerValue]) -> IntegerValue:
    return sum(terms, start=ibis.literal(start, type="int32")).cast("int32")
