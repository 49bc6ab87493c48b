"""Places in an ordered list, and the rows beyond them, found by one row comparison.

``(a, id) < (x, y)`` is answered from an index on ``(a, id)`` whatever the depth; the spelling with OR reads every row
before the place. Rows without a value come last in both directions, by a second query only when the first ran out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.signing import BadSignature, Signer
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Field,
    Func,
    GeneratedField,
    Model,
    OrderBy,
    Q,
    QuerySet,
    Value,
    When,
)

M = TypeVar("M", bound=Model)
SAMPLE = 2000
"""Rows looked at first, to find a page of frequent words and to tell those from rare ones: some 1 ms."""
FREQUENT = 3
"""Rows of the sample from which a page is likely to be found by walking on."""
COMMON = 10
"""A word so many times as frequent as the rarest one is looked up in the rows found: the search index, which gathers
every row of each word asked of it, would take longer."""
NEAR = 40_000
"""Rows walked at most, which is where a page of text so frequent ends: some 18 ms, half of what the index takes."""
LOOK = "select count(*), {counts} from ({near}) near (pk, {names})"
WALK = "select pk from ({near}) near (pk, {names}) where {all_of} limit {limit}"
"""A subquery with a limit is read in its own order, and no further than the rows that are wanted."""


class Row(Func):
    """``(a, b)``."""

    template = "(%(expressions)s)"


class Unindexed(Func):
    """The value of a column, to be sorted by after the rows were found: no index on the column gives it."""

    template = "(select %(expressions)s)"


class RowBeyond(Func):
    """``(a, b) < (x, y)`` as one row comparison; ``>`` when not ``down``."""

    template = "%(expressions)s"
    output_field = BooleanField()
    conditional = True

    def __init__(self, *pairs: tuple[str, Value], down: bool) -> None:
        self.arg_joiner = " < " if down else " > "
        super().__init__(Row(*[F(column) for column, _value in pairs]), Row(*[value for _column, value in pairs]))


@dataclass(frozen=True)
class Position:
    """A row's place: its sort value (None in the half without values) and its key."""

    value: Any
    pk: Any


@dataclass(frozen=True, kw_only=True)
class Order:
    """A model's rows by one column, then by key, in the same direction."""

    model: type[Model]
    path: str
    desc: bool
    column: Field[Any, Any]
    nullable: bool

    @classmethod
    def by(cls, queryset: QuerySet[Any], path: str, *, desc: bool) -> Order:
        """The order of the queryset's rows by a field, ``a__relation__field`` or an annotation."""
        column, nullable = _column(queryset, path)
        return cls(model=queryset.model, path=path, desc=desc, column=column, nullable=nullable)

    def cursor(self, row: Model) -> str:
        """The row's place, signed for this order: no other list, column or direction reads it."""
        value = _follow(row, self.path)
        text = value.isoformat() if isinstance(value, date | time) else None if value is None else str(value)
        return self._signer().sign_object([text, str(row.pk)])

    def read(self, cursor: str | None) -> Position | None:
        """The place a cursor names; None for anything that this order did not write."""
        if not cursor:
            return None
        try:
            text, key = self._signer().unsign_object(cursor)
            value = None if text is None else self.column.to_python(text)
            return Position(value, _key(self.model).to_python(key))
        except (BadSignature, ValidationError, ValueError, TypeError):
            return None

    def walk(self, queryset: QuerySet[M], *, start: Position | None, backwards: bool, limit: int) -> list[M]:
        """Up to ``limit`` rows beyond the start (from the end of the list without one), nearest first."""
        return self._walk(queryset, start, backwards=backwards, limit=limit)

    def search(self, rows: QuerySet[M], found: Q, *, start: Position | None, backwards: bool, limit: int) -> list[M]:
        """As ``walk`` over the rows found, quick for frequent words and for rare ones.

        The planner cannot tell them apart, for each is the beginning of a word. So the nearest rows are looked at, and
        when they hold too few: where the text is frequent, the walk goes on, in the index alone when it includes the
        columns asked about; where it is not, the search index gives the rows of its rare words, which are sorted.
        Either way only keys are read, then the rows of one page.
        """
        parts = [Q(part) for part in found.children] if found.connector == Q.AND and not found.negated else [found]
        keys: list[Any] | None = None
        rare: Sequence[Q] = parts
        if not self._halves(start, backwards=backwards)[0]:
            near = self._half(rows.select_related(None), empty=False, down=self.desc != backwards)
            near = near.filter(self._beyond(start, down=self.desc != backwards)) if start else near
            keys, rare = self._nearest(near, parts, limit=limit)
        if keys is None:
            for part in parts:
                rows = rows.filter(part if part in rare else _unindexed(part))
            keys = [row.pk for row in self._keys(rows, start, backwards=backwards, limit=limit)]
        whole = rows.in_bulk(keys)
        return [whole[key] for key in keys if key in whole]

    def _nearest(self, near: QuerySet[Any], parts: Sequence[Q], *, limit: int) -> tuple[list[Any] | None, Sequence[Q]]:
        """The keys of the first rows found, None unless they are all there are, and the parts that are rare."""
        names = [f"part_{n}" for n in range(len(parts))]
        hits = [ExpressionWrapper(part, output_field=BooleanField()) for part in parts]
        every = " and ".join(names)
        counts = ", ".join(f"count(*) filter (where {name})" for name in names)
        first = f"(array_agg(pk) filter (where {every}))[:{limit}], count(*) filter (where {every}), {counts}"
        asked = near.values_list("pk", *hits)
        look = {"counts": first, "names": ", ".join(names)}
        ((seen, keys, together, *each),) = _run(LOOK, asked[:SAMPLE], **look)
        if together >= limit or (seen < SAMPLE and not self.nullable):
            return keys or [], parts
        if together >= FREQUENT:
            keys = [key for (key,) in _run(WALK, asked[:NEAR], names=", ".join(names), all_of=every, limit=limit)]
            if len(keys) == limit:
                return keys, parts
        most = COMMON * max(1, min(each))
        return None, [part for part, n in zip(parts, each, strict=True) if n <= most]

    def _keys(self, rows: QuerySet[M], start: Position | None, *, backwards: bool, limit: int) -> list[M]:
        bare = rows.select_related(None).only("pk")
        return self._walk(bare, start, backwards=backwards, limit=limit, indexed=False)

    def _walk(
        self, queryset: QuerySet[M], start: Position | None, *, backwards: bool, limit: int, indexed: bool = True
    ) -> list[M]:
        down = self.desc != backwards
        rows: list[M] = []
        for empty in self._halves(start, backwards=backwards):
            half = self._half(queryset, empty=empty, down=down, indexed=indexed)
            if start is not None and (start.value is None) == empty:
                half = half.filter(self._beyond(start, down=down))
            rows += half[: limit - len(rows)]
            if len(rows) == limit:
                break
        return rows

    def _signer(self) -> Signer:
        return Signer(salt=f"filon.keyset:{_key(self.model).model.__name__}:{self.path}:{self.desc}")

    def _halves(self, start: Position | None, *, backwards: bool) -> Sequence[bool]:
        """Which halves to read, in order; True is the half without values, which comes last."""
        halves = [False, True] if self.nullable else [False]
        if backwards:
            halves.reverse()
        at = start is not None and start.value is None
        return halves if start is None or at not in halves else halves[halves.index(at) :]

    def _half(self, queryset: QuerySet[M], *, empty: bool, down: bool, indexed: bool = True) -> QuerySet[M]:
        sign = "-" if down else ""
        if empty:
            return queryset.filter(**{f"{self.path}__isnull": True}).order_by(f"{sign}pk")
        if self.nullable:
            queryset = queryset.filter(**{f"{self.path}__isnull": False})
        if indexed:
            return queryset.order_by(f"{sign}{self.path}", f"{sign}pk")
        value = Unindexed(F(self.path), output_field=self.column)
        return queryset.order_by(OrderBy(value, descending=down), f"{sign}pk")

    def _beyond(self, start: Position, *, down: bool) -> RowBeyond:
        key = ("pk", Value(start.pk, output_field=_key(self.model)))
        if start.value is None:
            return RowBeyond(key, down=down)
        return RowBeyond((self.path, Value(start.value, output_field=self.column)), key, down=down)


def _run(template: str, near: QuerySet[Any], **names: object) -> list[Any]:
    """The rows of a statement around that of the queryset."""
    sql, params = near.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(template.format(near=sql, **names), params)
        return list(cursor.fetchall())


def _unindexed(part: Q) -> Case:
    """The condition, spelt so that it is asked of rows found otherwise."""
    return Case(When(part, then=Value(True)), default=Value(False), output_field=BooleanField())


def _key(model: type[Model]) -> Field[Any, Any]:
    return model._meta.pk


def _column(queryset: QuerySet[Any], path: str) -> tuple[Field[Any, Any], bool]:
    """The field that a path ends at, and whether the way there or the field itself may be empty."""
    annotation = queryset.query.annotations.get(path)
    if annotation is not None:
        return annotation.output_field, True
    model: type[Model] = queryset.model
    nullable = False
    *relations, last = path.split("__")
    for name in relations:
        relation = model._meta.get_field(name)
        if not isinstance(relation, Field) or relation.related_model is None:
            raise FieldDoesNotExist(f"{path}: {name} leads to several rows or to none, a list cannot be sorted by it")
        nullable = nullable or relation.null
        model = relation.related_model
    column = cast("Field[Any, Any]", model._meta.get_field(last))
    if isinstance(column, GeneratedField):
        return cast("Field[Any, Any]", column.output_field), True
    return column, nullable or column.null


def _follow(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row
