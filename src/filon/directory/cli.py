"""`filon directory …`: SIRENE files into the public directory."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from filon.kernel.commands import with_database

if TYPE_CHECKING:
    from filon.directory.sirene.counts import Counts
    from filon.directory.tables.reading import Report

PATH = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("directory")
def directory_group() -> None:
    """The public directory of companies."""


@directory_group.command("import")
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--sample", is_flag=True, help="The companies are invented: mark them so.")
@click.option("--copy/--no-copy", default=True, help="Make the columnar copy and the search index anew afterwards.")
@with_database
def import_files(*, files: tuple[Path, ...], sample: bool, copy: bool) -> None:
    """Import SIRENE stock files (CSV, zip or Parquet) and saved answers of INSEE's API. Go on where a stop left it."""
    from filon.directory.sirene.importing import import_file, in_order  # noqa: PLC0415 models are behind it
    from filon.kernel.clock import SystemClock  # noqa: PLC0415 idem
    from filon.kernel.errors import Refused  # noqa: PLC0415 idem

    try:
        for path in in_order(files):
            start = time.monotonic()
            counts = import_file(path, clock=SystemClock(), sample=sample, progress=_Progress(path))
            click.echo(f"{path.name}: {counts.sentence()} ({time.monotonic() - start:.1f} s)")
            _tell_faults(counts)
        if copy:
            _copy()
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None


@directory_group.command("changes")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day to ask for; else the one after the last.")
@click.option("--copy/--no-copy", default=True, help="Make the columnar copy and the search index anew afterwards.")
@with_database
def follow_changes(*, since: datetime | None, copy: bool) -> None:
    """Write what INSEE's API says has changed since (FILON_SIRENE_KEY). Go on where a stop left it."""
    from filon.directory.register.pacing import Busy  # noqa: PLC0415 models are behind it
    from filon.directory.register.service import Refusal  # noqa: PLC0415 idem
    from filon.directory.sirene import following  # noqa: PLC0415 idem
    from filon.kernel.clock import SystemClock  # noqa: PLC0415 idem
    from filon.kernel.errors import Refused  # noqa: PLC0415 idem
    from filon.kernel.http import OutboundError  # noqa: PLC0415 idem

    day = since.date() if since else None
    written = _Written()
    try:
        counts = following.follow(client=following.client(), clock=SystemClock(), since=day, progress=written)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    except Busy as busy:
        raise click.ClickException(f"{busy.until:%Y-%m-%d %H:%M} UTC") from None
    except (Refusal, OutboundError) as error:
        raise click.ClickException(f"{following.NAME}: {error}") from None
    finally:
        if copy and written.rows:
            _copy()
    click.echo(counts.sentence())
    _tell_faults(counts)


def _tell_faults(counts: Counts) -> None:
    for fault in counts.faults:
        click.echo(fault, err=True)


class _Written:
    """Tells of each page and counts what changed: the copy is made of it also when a later page fails."""

    def __init__(self) -> None:
        self.rows = 0

    def __call__(self, day: date, kind: str, counts: Counts) -> None:
        self.rows += counts.new + counts.changed
        click.echo(f"{day} {kind}: {counts.sentence()}")


@directory_group.command("categories")
@click.argument("file", type=PATH)
@with_database
def import_categories(*, file: Path) -> None:
    """Import categories of companies: siren or domain, categories; or what categories are called: code, label."""
    from filon.directory.tables import categories  # noqa: PLC0415 models are behind it

    _import_table(lambda: categories.import_categories(file))


@directory_group.command("abroad")
@click.argument("file", type=PATH)
@with_database
def import_abroad(*, file: Path) -> None:
    """Import companies of other countries: country, number, name, address, postcode, city, activity, website."""
    from filon.directory.tables import abroad  # noqa: PLC0415 models are behind it
    from filon.kernel.clock import SystemClock  # noqa: PLC0415 idem

    _import_table(lambda: abroad.import_abroad(file, now=SystemClock().now()))


@directory_group.command("nomenclature")
@click.argument("file", type=PATH)
@click.option("--revision", type=click.Choice(["2", "2025"]), default="2025", help="Of which NAF the codes are.")
@with_database
def import_nomenclature(*, file: Path, revision: str) -> None:
    """Import INSEE's labels of activities, or the correspondence of NAF rev. 2 and NAF 2025."""
    from filon.directory.public.states import Revision  # noqa: PLC0415 models are behind it
    from filon.directory.tables import nomenclature  # noqa: PLC0415 idem

    _import_table(lambda: nomenclature.import_nomenclature(file, revision=Revision(revision)))


def _import_table(work: Callable[[], Report]) -> None:
    from filon.kernel.errors import Refused  # noqa: PLC0415 models are behind it

    try:
        report = work()
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None
    for problem in report.problems:
        click.echo(f"{problem.row}, {problem.column}: {problem.message}", err=True)
    click.echo(report.sentence())


@directory_group.command("copy")
@with_database
def copy_columns() -> None:
    """Make the columnar copy and the search index anew from the database."""
    _copy()


def _copy() -> None:
    from filon.directory.columnar.build import build  # noqa: PLC0415 models are behind it
    from filon.kernel.clock import SystemClock  # noqa: PLC0415 idem

    start = time.monotonic()
    snapshot = build(now=SystemClock().now())
    click.echo(f"{snapshot.count} → {snapshot.folder} ({time.monotonic() - start:.1f} s)")


class _Progress:
    """A line on a terminal that is written over; nothing where nobody looks."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, at: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if at >= total else ""
            click.echo(f"\r{self.path.name} {min(100, 100 * at // max(1, total))} %{end}", nl=False, err=True)
