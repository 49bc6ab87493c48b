"""`filon directory …`: SIRENE files into the public directory."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from filon.kernel.commands import with_database


@click.group("directory")
def directory_group() -> None:
    """The public directory of companies."""


@directory_group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
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
        if copy:
            _copy()
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from None


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
