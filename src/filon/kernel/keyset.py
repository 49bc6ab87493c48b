"""Places in an ordered list, and the rows beyond them, found by one row comparison.

``(a, id) < (x, y)`` is answered from an index on ``(a, id)`` whatever the depth; the spelling with OR reads every row
before the place. Rows without a value come last in both directions, by a second query only when the first ran out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import BooleanField, F, Field, Func, GeneratedField, Model, OrderBy, QuerySet, Value

M = TypeVar("M", bound=Model)
Narrow = Callable[[QuerySet[M]], QuerySet[M]]
NEAR = 2000
"""Rows looked through one by one before the search index is asked: some 5 ms."""


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

    def search(
        self, rows: QuerySet[M], found: Narrow[M], *, start: Position | None, backwards: bool, limit: int
    ) -> list[M]:
        """As ``walk`` over ``found(rows)``, quick for frequent words and for rare ones.

        The planner takes every beginning of a word for a frequent one. So the nearest rows are looked through first;
        when they hold too few, all rows that the search index gives are sorted.
        """
        down = self.desc != backwards
        if not self._halves(start, backwards=backwards)[0]:
            near = self._half(rows, empty=False, down=down)
            near = near.filter(self._beyond(start, down=down)) if start else near
            nearest = rows.filter(pk__in=near.select_related(None).values("pk")[:NEAR])
            if len(hits := self._walk(found(nearest), start, backwards=backwards, limit=limit)) == limit:
                return hits
        return self._walk(found(rows), start, backwards=backwards, limit=limit, indexed=False)

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
