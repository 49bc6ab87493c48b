"""Batches into PostgreSQL: rows where nothing is there yet are copied at once, others compared by digest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

from filon.directory.sirene.counts import Counts
from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS, Kind
from filon.directory.sirene.normalise import COLUMNS, HIDDEN
from filon.directory.sirene.preparing import Batch

COPY_BYTES = 1024 * 1024

EXTRA = {UNITS.name: ("digest", "sample"), ESTABLISHMENTS.name: ("digest",)}
"""Columns of a batch after those that the file tells."""

_NULLABLE = frozenset(
    {
        *("opted_out_on", "headcount_year", "ess", "mission", "employer", "created_on", "processed_at"),
        *("latitude", "longitude"),
    }
)

_KEPT = {
    "opted_out_on": "case when s.diffusible then null else coalesce(t.opted_out_on, s.opted_out_on) end",
    "naf": "case when s.naf = '' and t.naf25 in ('', s.naf25) then t.naf else s.naf end",
}
"""Of these something stays when a row changes: the day on which a unit opted out, and the activity of NAF rev. 2 once
files only know that of NAF 2025."""

_NEWER = "(s.processed_at is null or t.processed_at is null or s.processed_at >= t.processed_at)"
"""A file older than what is known undoes nothing."""

_REAL = {UNITS.name: " and (t.sample or not s.sample)", ESTABLISHMENTS.name: ""}
"""An invented unit never takes the place of a real one."""

_COUNT = """
select count(*) filter (where t.digest = s.digest),
       count(*) filter (where t.digest <> s.digest and {wins}),
       count(*) filter (where t.digest <> s.digest and {wins} and t.active and not s.active),
       count(*) filter (where t.digest <> s.digest and {wins} and s.active and not t.active),
       count(*) filter (where t.digest <> s.digest and {wins} and t.diffusible and not s.diffusible),
       count(*) filter (where t.digest <> s.digest and {wins} and s.diffusible and not t.diffusible),
       count(*)
from directory_stage s join {table} t on t.{key} = s.{key} and t.{key} between %(low)s and %(high)s
"""


def load(batch: Batch, kind: Kind) -> Counts:
    """Write a batch; the caller holds a transaction."""
    rejected = Counts(rejected=batch.rejected)
    if not batch.rows:
        return rejected
    if batch.unique and not _known_between(kind, batch):
        counts = Counts(new=_copy(batch, kind.table, kind=kind))
        if kind is UNITS:
            _hide_dependents(batch, among=_BETWEEN)
    else:
        counts = _merge(batch, kind)
    return counts + rejected


def masked_sirens(target: Path) -> None:
    """Write the SIREN of the units that may not be shown, one a line."""
    with (
        target.open("wb") as out,
        connection.cursor() as cursor,
        cursor.copy("copy (select siren from directory_unit where not diffusible) to stdout") as rows,
    ):
        for some in rows:
            out.write(some)


def _known_between(kind: Kind, batch: Batch) -> bool:
    sql = f"select exists (select from {kind.table} where {kind.key} between %s and %s)"  # noqa: S608 our own names
    return bool(_row(sql, [batch.low, batch.high])[0])


def _copy(batch: Batch, table: str, *, kind: Kind) -> int:
    columns = [*COLUMNS[kind.name], *EXTRA[kind.name]]
    texts = ", ".join(name for name in columns if name not in _NULLABLE)
    into = f"copy {table} ({', '.join(columns)}) from stdin (format csv, force_not_null ({texts}))"
    with connection.cursor() as cursor:
        with batch.path.open("rb") as content, cursor.copy(into) as copy:
            while some := content.read(COPY_BYTES):
                copy.write(some)
        return int(cursor.rowcount)


def _merge(batch: Batch, kind: Kind) -> Counts:
    """Into a stage first; then what is new is added and what says something else is changed."""
    table, key = kind.table, kind.key
    wins = _NEWER + _REAL[kind.name]
    bounds = {"low": batch.low, "high": batch.high}
    columns = [name for name in (*COLUMNS[kind.name], *EXTRA[kind.name]) if name != key]
    changes = ", ".join(f"{name} = {_KEPT.get(name, f's.{name}')}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table directory_stage (like {table}) on commit drop")
        _copy(batch, "directory_stage", kind=kind)
        if not batch.unique:
            _keep_last(key)
        cursor.execute("analyze directory_stage")
        known = _row(_COUNT.format(wins=wins, table=table, key=key), bounds)
        cursor.execute(
            f"update {table} t set {changes} from directory_stage s where t.{key} = s.{key}"  # noqa: S608 our own names
            f" and t.{key} between %(low)s and %(high)s and t.digest <> s.digest and {wins}",
            bounds,
        )
        cursor.execute(
            f"insert into {table} ({key}, {', '.join(columns)}) select {key}, {', '.join(columns)}"  # noqa: S608 idem
            f" from directory_stage s where not exists (select from {table} t where t.{key} = s.{key}"
            f" and t.{key} between %(low)s and %(high)s)",
            bounds,
        )
        new = cursor.rowcount
        if kind is UNITS:
            _hide_dependents(batch, among=_STAGED)
        cursor.execute("drop table directory_stage")
    same, changed, closed, reopened, masked, unmasked, met = known
    return Counts(
        new=new,
        same=same + batch.rows - new - met,
        changed=changed,
        older=met - same - changed,
        closed=closed,
        reopened=reopened,
        masked=masked,
        unmasked=unmasked,
    )


def _keep_last(key: str) -> None:
    """Of rows about the same, the one treated last."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"delete from directory_stage s using (select ctid, row_number() over (partition by {key}"  # noqa: S608 idem
            " order by processed_at desc nulls last, digest) n from directory_stage) ranked"
            " where ranked.ctid = s.ctid and ranked.n > 1"
        )


_HIDE_PLACES = """
update directory_establishment e
set diffusible = false, digest = 0, {hidden}
from directory_unit u
where not u.diffusible and {among} and e.diffusible
  and e.siret between (u.siren || '00000')::char(14) and (u.siren || '99999')::char(14)
"""
"""The casts let the index of ``siret`` serve: a text compared with it would be compared with each of them."""
_FORGET_OFFICERS = """
delete from directory_officer o using directory_unit u
where u.siren = o.unit_id and not u.diffusible and {among}
"""
_BETWEEN = "u.siren between %(low)s and %(high)s"
_STAGED = "u.siren in (select siren from directory_stage where not diffusible)"


def _hide_dependents(batch: Batch, *, among: str) -> None:
    """Places and people of units that may not be shown, of whichever import they came."""
    hidden = ", ".join(f"{name} = {value}" for name, value in HIDDEN[ESTABLISHMENTS.name].items())
    bounds = {"low": batch.low, "high": batch.high}
    places = "select exists (select from directory_establishment where siret between %s and %s)"
    with connection.cursor() as cursor:
        if _row(places, [f"{batch.low}00000", f"{batch.high}99999"])[0]:
            cursor.execute(_HIDE_PLACES.format(hidden=hidden, among=among), bounds)
        cursor.execute(_FORGET_OFFICERS.format(among=among), bounds)


def _row(sql: str, parameters: Any) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: tuple[Any, ...] = cursor.fetchone()
        return found
