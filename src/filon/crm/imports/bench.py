"""`filon bench import`: a messy file in, from its bytes to contacts, companies, timeline and the list of errors."""

from __future__ import annotations

import csv
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction

from filon.crm.imports import operations, queries, running, storage
from filon.crm.imports.reading import open_table
from filon.crm.models import Import
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.operations import create_user, create_workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace

HEADER = ("Société", "Nom", "Prénom", "Fonction", "Téléphone", "E-mail", "Ville", "Commentaire")
FIRST_NAMES = ("Zoé", "Íñigo", "Marie-Hélène", "José", "Chloé", "Théo", "Noël", "Sarah")
LAST_NAMES = ("Lefèvre", "O'Connor", "da Silva", "DE LA FONTAINE", "García López", "Müller", "Petit")
PEOPLE_PER_COMPANY = 5
SMALLER = 10
"""The memory is looked at after a file this many times smaller too: it must hardly have grown since."""


def run(size: int) -> dict[str, Any]:
    """Rows per second of a whole import of ``size`` rows, beside a COPY of the same rows into an empty table."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.csv", Path(folder) / "large.csv"
        write_file(small, rows=max(1, size // SMALLER))
        write_file(large, rows=size)
        _import(small)
        peak_before = _peak_mb()
        import_, seconds = _import(large)
        peak_after = _peak_mb()
        limit = size / _copy_seconds(large)
    return {
        "figure": round(size / seconds),
        "unit": "rows/s",
        "limit": round(limit),
        "detail": {
            "created": import_.created,
            "duplicates": import_.duplicates,
            "refused": import_.refused,
            "peak_mb_at_a_tenth_of_the_size": peak_before,
            "peak_mb_at_the_size": peak_after,
        },
    }


def write_file(path: Path, *, rows: int) -> None:
    """A French export of invented people: a twentieth in error, a hundredth twice, five to a company."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_people(rows))


def _people(rows: int) -> Iterator[tuple[str, ...]]:
    chance = Random(2026)  # noqa: S311 the same file each time, no secret
    for number in range(rows):
        company = number // PEOPLE_PER_COMPANY
        phone = f"01 99 00 {number // 100 % 100:02} {number % 100:02}"
        draw = chance.random()
        yield (
            f"Papeterie {company} & Fils",
            chance.choice(LAST_NAMES),
            chance.choice(FIRST_NAMES),
            "Directrice générale",
            "08 92 70 12 34" if draw < 0.05 else phone,
            f"p{number - 1 if 0.98 < draw < 0.99 else number}@papeterie-{company}.example",
            "Nîmes",
            "à rappeler\nen mars" if draw > 0.9 else "",
        )


def _import(path: Path) -> tuple[Import, float]:
    """Import a file into a workspace of its own; the seconds from the start of the job to the last error written."""
    name = f"mesure-{uuid7().hex}"
    manager = create_user(NewUser(email=f"{name}@mesure.example", password=secrets.token_urlsafe(24)))
    workspace = create_workspace(NewWorkspace(name=name, slug=name[:60]), manager=manager, at=SystemClock().now())
    with scope(workspace.id), path.open("rb") as content, tempfile.TemporaryFile() as errors:
        import_ = operations.upload(File(content, name=path.name), name=path.name, now=running.moment())
        running.check_file(import_.id)
        operations.start(import_.id, ignore_errors=True)
        start = time.perf_counter()
        running.write_file(import_.id)
        import_.refresh_from_db()
        queries.write_error_file(import_, errors)
        seconds = time.perf_counter() - start
        storage.forget(import_)
    if import_.failure:
        raise RuntimeError(import_.failure)
    return import_, seconds


def _copy_seconds(path: Path) -> float:
    """How long PostgreSQL takes for the bare rows, split already."""
    rows = [row.cells for row in open_table(path).rows()]
    columns = ", ".join(f"c{number} text" for number in range(len(HEADER)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"create temporary table bench_copy ({columns}) on commit drop")
        start = time.perf_counter()
        with cursor.copy("copy bench_copy from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        return time.perf_counter() - start


def _peak_mb() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
