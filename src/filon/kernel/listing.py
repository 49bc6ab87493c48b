"""Lists that stay quick at a million rows: pages by key instead of by number, counts that stop at a cap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from filon.kernel.keyset import Order

M = TypeVar("M", bound=Model)
Narrow = Callable[[QuerySet[Any], str], QuerySet[Any]]
"""Keeps the rows that a filter's value asks for."""

PAGE_SIZE = 50
COUNT_CAP = 10_000
LONGEST_VALUE = 200
"""Characters of a search or a filter that are read; the rest is ignored."""
RESERVED = ("sort", "after", "before", "q")


@dataclass(frozen=True)
class Sort:
    """A way to order: the column (``company__name`` follows a relation), and which direction comes first."""

    column: str
    label: str | Promise = ""
    desc: bool = False


@dataclass(frozen=True, kw_only=True)
class ListSpec:
    """What one list can do. ``filters`` narrow a queryset by a parameter, ``search`` says which rows a text finds."""

    sorts: Mapping[str, Sort]
    default_sort: str
    filters: Mapping[str, Narrow] = field(default_factory=dict)
    search: Callable[[str], Q] | None = None
    size: int = PAGE_SIZE

    def __post_init__(self) -> None:
        if self.default_sort not in self.sorts:
            raise ValueError(f"default_sort {self.default_sort!r} is not one of {', '.join(self.sorts)}")
        if clash := set(RESERVED) & set(self.filters):
            raise ValueError(f"these names are taken by the list itself: {', '.join(sorted(clash))}")


@dataclass(frozen=True)
class Page(Generic[M]):
    """The rows to show, and the cursors of the pages beside ("" at either end)."""

    rows: list[M]
    next: str
    prev: str
    sort: str
    desc: bool
    params: Mapping[str, str]
    spec: ListSpec

    @property
    def q(self) -> str:
        return self.params.get("q", "")

    @property
    def searchable(self) -> bool:
        return self.spec.search is not None

    @property
    def narrowed(self) -> bool:
        """Whether a filter or a search is on, so that an empty list may say "nothing matches"."""
        return any(key in self.params for key in (*self.spec.filters, "q"))

    def query(self, **changes: str) -> str:
        """The list's parameters as a query string, with these changed ("" removes one); cursors are dropped."""
        merged = {**self.params, **changes}
        return urlencode({key: value for key, value in merged.items() if value})

    def sorted_by(self, key: str) -> str:
        """The query string that sorts by this key, or turns the order when it is the current one."""
        desc = not self.desc if key == self.sort else self.spec.sorts[key].desc
        return self.query(sort=f"-{key}" if desc else key)


@dataclass(frozen=True)
class Count:
    """How many rows; not ``exact`` means "more than n"."""

    n: int
    exact: bool


def narrow(queryset: QuerySet[M], spec: ListSpec, params: Mapping[str, str]) -> QuerySet[M]:
    """The rows that the parameters' filters and search leave. Any text is a harmless value."""
    queryset = _filtered(queryset, spec, params)
    found = _search(spec, params)
    return queryset.filter(found) if found is not None else queryset


def page(queryset: QuerySet[M], spec: ListSpec, params: Mapping[str, str]) -> Page[M]:
    """One page of the narrowed rows. Unknown sorts, and cursors that are not ours, give the first page.

    So does a cursor with less than a page before it: rows went away under the reader, who sees a whole page.
    """
    key, desc = _sort(spec, params.get("sort", ""))
    order = Order.by(queryset, spec.sorts[key].column, desc=desc)
    rows_of = _reader(order, _filtered(queryset, spec, params), _search(spec, params), limit=spec.size + 1)
    before, after = order.read(params.get("before")), order.read(params.get("after"))
    start, backwards = before or after, before is not None
    rows = rows_of(start=start, backwards=backwards)
    if backwards and len(rows) < spec.size:
        start, backwards = None, False
        rows = rows_of(start=None, backwards=False)
    more, rows = len(rows) > spec.size, rows[: spec.size]
    if backwards:
        rows.reverse()
    return Page(
        rows=rows,
        next=order.cursor(rows[-1]) if rows and (more or backwards) else "",
        prev=order.cursor(rows[0]) if rows and (more if backwards else start is not None) else "",
        sort=key,
        desc=desc,
        params=_kept(spec, params),
        spec=spec,
    )


def count(queryset: QuerySet[Any], *, cap: int = COUNT_CAP) -> Count:
    """Counts at most ``cap`` rows and one more, so that a long list costs no more than a short one."""
    n = queryset.order_by().values("pk")[: cap + 1].count()
    return Count(min(n, cap), n <= cap)


def one_of(column: str, *values: str) -> Narrow:
    """A filter on a column that knows its values; any other value leaves the list whole."""
    return lambda queryset, value: queryset.filter(**{column: value}) if value in values else queryset


def _filtered(queryset: QuerySet[M], spec: ListSpec, params: Mapping[str, str]) -> QuerySet[M]:
    for key, keep in spec.filters.items():
        if value := _clean(params.get(key)):
            queryset = keep(queryset, value)
    return queryset


def _search(spec: ListSpec, params: Mapping[str, str]) -> Q | None:
    """Which rows are searched for; None when nothing is searched."""
    query = _clean(params.get("q"))
    return (spec.search(query) or None) if spec.search is not None and query else None


def _reader(order: Order, rows: QuerySet[M], found: Q | None, *, limit: int) -> Callable[..., list[M]]:
    """``(start, backwards)`` → the rows from there on."""
    if found is None:
        return partial(order.walk, rows, limit=limit)
    return partial(order.search, rows, found, limit=limit)


def _clean(text: str | None) -> str:
    """What is read of a parameter: no NUL, which PostgreSQL refuses in text, and not more than a person types."""
    return (text or "").replace("\0", "").strip()[:LONGEST_VALUE]


def _sort(spec: ListSpec, text: str) -> tuple[str, bool]:
    """(key, descending) of the `sort` parameter: "name", "-name"; the default for anything else."""
    key = text.removeprefix("-")
    if key in spec.sorts:
        return key, text.startswith("-")
    return spec.default_sort, spec.sorts[spec.default_sort].desc


def _kept(spec: ListSpec, params: Mapping[str, str]) -> dict[str, str]:
    """The parameters that make the list what it is, without the place in it."""
    keys = [*spec.filters, "q"]
    kept = {key: value for key in keys if (value := _clean(params.get(key)))}
    if params.get("sort", "").removeprefix("-") in spec.sorts:
        kept["sort"] = params["sort"]
    return kept
