"""A SIRENE file into the public directory, from where it was left, each piece whole or not at all."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from filon.directory.public.models import DirectoryImport
from filon.directory.sirene import loading
from filon.directory.sirene.counts import Counts
from filon.directory.sirene.kinds import ESTABLISHMENTS
from filon.directory.sirene.pieces import Source, open_source
from filon.directory.sirene.preparing import Batch, Workbench
from filon.kernel.clock import Clock
from filon.kernel.errors import Refused

Progress = Callable[[int, int], None]
"""Called with (mark reached, mark of the end)."""

SAMPLE_BYTES = 1024 * 1024
_LOCK = 0x5153_4952
"""One import at a time: two would wait for each other's rows."""


def import_file(
    path: Path, *, clock: Clock, sample: bool = False, progress: Progress = lambda _at, _of: None
) -> Counts:
    """Import a stock file or saved answers of the API. Raises Refused with what is wrong with the file.

    Stopped half-way, by whatever, and called again with the same file, it goes on after the last piece that it wrote.
    The counts are of the whole file, over all attempts.
    """
    source = open_source(path)
    with alone(), tempfile.TemporaryDirectory(prefix="filon-sirene-") as folder:
        row = _begun(source, now=clock.now())
        with Workbench(Path(folder), sample=sample) as bench:
            if source.kind is ESTABLISHMENTS:
                loading.masked_sirens(Path(folder) / "masked.csv")
                bench.mask(Path(folder) / "masked.csv")
            if not row.mark:
                row.report = Counts(faults=source.faults()).stored()
            for batch in _ahead(bench.batches(source, start=row.mark)):
                _write(batch, source, row)
                progress(batch.end, source.total)
        row.finished_at = clock.now()
        row.save(update_fields=["finished_at"])
    return Counts.read(row.report)


def in_order(paths: Sequence[Path]) -> list[Path]:
    """Units before establishments, so that places of units that may not be shown are never written. Raises Refused."""
    return sorted(paths, key=lambda path: open_source(path).kind is ESTABLISHMENTS)


def _write(batch: Batch, source: Source, row: DirectoryImport) -> None:
    with transaction.atomic():
        counts = Counts.read(row.report) + loading.load(batch, source.kind)
        row.mark, row.report = batch.end, counts.stored()
        row.save(update_fields=["mark", "report"])


def _begun(source: Source, *, now: datetime) -> DirectoryImport:
    """The row of this file: where it was left, or anew once it was finished."""
    name = source.path.name[:200]
    row, made = DirectoryImport.objects.get_or_create(
        fingerprint=fingerprint(source.path),
        defaults={"name": name, "kind": source.kind.name, "started_at": now},
    )
    if not made and row.finished_at:
        row.name, row.mark, row.report, row.started_at, row.finished_at = name, 0, {}, now, None
        row.save()
    return row


def fingerprint(path: Path) -> str:
    """Recognises a file without reading all of it: size, time of the last change, first and last megabyte."""
    about = path.stat()
    seen = hashlib.sha256(f"{about.st_size} {about.st_mtime_ns} ".encode())
    with path.open("rb") as content:
        seen.update(content.read(SAMPLE_BYTES))
        content.seek(max(0, about.st_size - SAMPLE_BYTES))
        seen.update(content.read(SAMPLE_BYTES))
    return seen.hexdigest()


def _ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Each batch, while DuckDB prepares the next one in a thread beside."""
    with ThreadPoolExecutor(1, thread_name_prefix="sirene") as beside:
        coming = beside.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = beside.submit(next, batches, None)
            yield batch


@contextmanager
def alone() -> Iterator[None]:
    """One import at a time in the whole installation. Raises Refused, code ``import_running``, for a second one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise Refused(_("Un autre import de l’annuaire est en cours : attendez sa fin."), code="import_running")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [_LOCK])
