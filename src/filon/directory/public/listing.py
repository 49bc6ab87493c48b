"""The public directory as a list: companies by words, activity, size, place, trade and state, the largest first.

Active ones are read from the columnar copy, where a filter over millions of rows costs milliseconds; closed ones and
those of other countries from PostgreSQL. Pages are cut by key, so that the hundredth costs no more than the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from filon.directory.columnar import HEADCOUNTS, Snapshot, current
from filon.directory.columnar.asking import SCREEN, bounded
from filon.directory.public.activities import beginnings
from filon.directory.public.models import Establishment, Unit
from filon.directory.public.queries import with_category
from filon.directory.public.search import Found, candidates, numbered
from filon.directory.public.states import Revision
from filon.kernel.listing import Count
from filon.kernel.listing import count as counted
from filon.kernel.turns import Places

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PAGE_SIZE = 50
MEMORY_LIMIT = "512MB"
PLACES = Places(4)
"""Lists read at once, each with memory of its own."""
CANDIDATES = 20_000
"""Companies that the words find, of which the filters keep some."""
FILTERS = ("activite", "effectif", "departement", "categorie", "etat")
CLOSED = "C"
LONGEST = 100
LONGEST_KEY = len("99-999999999")
Key = tuple[int, int]
"""(rank of the head count, SIREN): the order, the greatest rank first."""


@dataclass(frozen=True)
class Listing:
    """A page of companies. ``next`` and ``prev`` are the marks of the pages beside it, "" at either end."""

    params: Mapping[str, str]
    rows: Sequence[Found] = ()
    next: str = ""
    prev: str = ""
    searchable: bool = True

    @property
    def q(self) -> str:
        return self.params.get("q", "")

    @property
    def narrowed(self) -> bool:
        return bool(self.params)

    def query(self, **changes: str) -> str:
        """What makes the list what it is as a query string, with these changed."""
        return urlencode({key: value for key, value in {**self.params, **changes}.items() if value})


def listing(params: Mapping[str, str], *, revision: Revision) -> Listing:
    """The companies that the parameters ask for: ``q``, ``FILTERS``, ``after`` or ``before`` (a mark of ``Listing``).

    ``activite`` is a code of the nomenclature ``revision``, the beginning of one, or words of its label. Any text is
    a harmless value.
    Raises Refused when too many lists are read at once, or this one takes too long.
    """
    kept = narrowing(params)
    asked = _Asked(kept, revision, _key(params.get("after", "")), _key(params.get("before", "")))
    if kept.get("etat") == CLOSED:
        return _closed(asked)
    snapshot = current()
    return Listing(kept) if snapshot is None else _active(asked, snapshot)


def count(params: Mapping[str, str], *, revision: Revision) -> Count:
    """How many companies the whole list has; of closed ones no more are counted than ``kernel.listing`` does."""
    asked = _Asked(narrowing(params), revision, None, None)
    if asked.params.get("etat") == CLOSED:
        return counted(_closed_rows(asked))
    snapshot = current()
    if snapshot is None:
        return Count(0, exact=True)
    where = _where(asked, snapshot)
    with _reading(snapshot) as db:
        question = f"select count(*) from units where {where}"  # noqa: S608 our own names
        return Count(int(db.execute(question, where.values).fetchall()[0][0]), exact=True)


def narrowing(params: Mapping[str, str]) -> dict[str, str]:
    """What narrows the list, of what a browser sent."""
    return {name: text for name in ("q", *FILTERS) if (text := _clean(params.get(name, "")))}


@contextmanager
def _reading(snapshot: Snapshot) -> Iterator[DuckDBPyConnection]:
    import duckdb  # noqa: PLC0415 40 MB that most processes never need

    with (
        duckdb.connect(config={"threads": 2, "memory_limit": MEMORY_LIMIT, "temp_directory": ""}) as db,
        bounded(db, places=PLACES, bounds=SCREEN),
    ):
        db.execute(f"create view units as from read_parquet('{snapshot.units}')")
        yield db


@dataclass(frozen=True)
class _Asked:
    params: Mapping[str, str]
    revision: Revision
    after: Key | None
    before: Key | None

    @property
    def backwards(self) -> bool:
        return self.before is not None

    @cached_property
    def column(self) -> str:
        return "naf" if self.revision == Revision.NAF else "naf25"


@dataclass
class _Where:
    """Conditions of a query to DuckDB, with their values."""

    conditions: list[str] = field(default_factory=lambda: ["diffusible = 1"])
    values: list[Any] = field(default_factory=list)

    def among(self, column: str, values: Sequence[int]) -> None:
        self.conditions.append(f"{column} in (select unnest(?::int[]))")
        self.values.append(list(values))

    def __str__(self) -> str:
        return " and ".join(self.conditions)


def _active(asked: _Asked, snapshot: Snapshot) -> Listing:
    where = _where(asked, snapshot)
    order, mark = "headcount desc, siren", asked.before or asked.after
    if mark:
        further = "(headcount < ? or headcount = ? and siren > ?)"
        nearer = "(headcount > ? or headcount = ? and siren < ?)"
        where.conditions.append(nearer if asked.backwards else further)
        where.values += [mark[0], mark[0], mark[1]]
    if asked.backwards:
        order = "headcount, siren desc"
    question = f"select headcount, siren from units where {where} order by {order} limit {PAGE_SIZE + 1}"  # noqa: S608 our own names
    with _reading(snapshot) as db:
        keys: list[Key] = db.execute(question, where.values).fetchall()
    return _page(asked, keys)


def _where(asked: _Asked, snapshot: Snapshot) -> _Where:
    where, params, codes = _Where(), asked.params, snapshot.codes
    if text := params.get("q"):
        where.among("siren", [int(siren) for siren in candidates(text, most=CANDIDATES)])
    if text := params.get("activite", ""):
        begins, column = beginnings(text, asked.revision), codes[asked.column]
        where.among(asked.column, [n for n, code in enumerate(column) if code and code.startswith(begins)])
    if (size := params.get("effectif", "")) in HEADCOUNTS:
        where.conditions.append("headcount >= ?")
        where.values.append(HEADCOUNTS.index(size))
    if place := params.get("departement", "").upper():
        where.among("department", [n for n, code in enumerate(codes["department"]) if code == place])
    if category := params.get("categorie"):
        where.among("siren", [int(siren) for siren in with_category(category)])
    return where


def _page(asked: _Asked, keys: Sequence[Key]) -> Listing:
    more, keys = len(keys) > PAGE_SIZE, list(keys[:PAGE_SIZE])
    if asked.backwards:
        keys.reverse()
    sirens = [f"{siren:09d}" for _rank, siren in keys]
    first, last = (f"{k[0]}-{k[1]}" for k in (keys[0], keys[-1])) if keys else ("", "")
    return Listing(
        asked.params,
        rows=_found(sirens),
        next=last if keys and (more or asked.backwards) else "",
        prev=first if keys and (more if asked.backwards else asked.after is not None) else "",
    )


def _found(sirens: Sequence[str]) -> list[Found]:
    """Those of them that may be shown still, in this order, with their head offices; in two queries."""
    units = Unit.objects.filter(siren__in=sirens, diffusible=True).in_bulk()
    heads = Establishment.objects.in_bulk([unit.siren + unit.head_nic for unit in units.values()])
    known = (units[siren] for siren in sirens if siren in units)
    return [Found(unit, heads.get(unit.siren + unit.head_nic)) for unit in known]


def _closed(asked: _Asked) -> Listing:
    rows, mark = _closed_rows(asked), asked.before or asked.after
    if mark:
        number = f"{mark[1]:09d}"
        rows = rows.filter(siren__lt=number) if asked.backwards else rows.filter(siren__gt=number)
    ordered = rows.order_by("-siren" if asked.backwards else "siren").values_list("siren", flat=True)
    return _page(asked, [(0, int(siren)) for siren in ordered[: PAGE_SIZE + 1]])


def _closed_rows(asked: _Asked) -> QuerySet[Unit]:
    """Closed companies: their words are in no index, so that ``q`` is a number or nothing."""
    params = asked.params
    rows = Unit.objects.filter(active=False, diffusible=True)
    if text := params.get("q"):
        rows = rows.filter(siren__in=[unit.siren for unit in numbered(text, limit=PAGE_SIZE)])
    if text := params.get("activite", ""):
        each = (Q(**{f"{asked.column}__startswith": begin}) for begin in beginnings(text, asked.revision))
        rows = rows.filter(reduce(or_, each, Q(pk__in=())))
    if category := params.get("categorie"):
        rows = rows.filter(siren__in=with_category(category))
    return rows


def _key(text: str) -> Key | None:
    rank, _dash, siren = text.partition("-")
    if len(text) <= LONGEST_KEY and text.isascii() and rank.isdigit() and siren.isdigit():
        return int(rank), int(siren)
    return None


def _clean(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST]
