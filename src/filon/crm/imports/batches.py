"""The rows of a file, checked, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from filon.crm.imports import storage
from filon.crm.imports.checking import check
from filon.crm.imports.columns import Column, from_json
from filon.crm.imports.layout import Layout
from filon.crm.imports.oppositions import screened
from filon.crm.imports.reading import Table, open_table
from filon.crm.imports.records import Accepted, Outcome
from filon.crm.models import Import
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants

BATCH = 1_000
"""Rows written in one transaction: enough to be quick, so few that a killed worker loses a second of work."""


@contextmanager
def opened(import_: Import) -> Iterator[Table]:
    """The table of an import's file. Raises Refused when the file is gone."""
    with storage.local_path(import_) as path:
        yield open_table(path, layout=Layout.from_json(import_.layout))


def batches_of(import_: Import, table: Table) -> Iterator[list[Outcome]]:
    """Every row of the file, understood as the import's columns say; the opposition list is not asked yet."""
    return batches(table, columns=from_json(import_.mapping))


def batches(table: Table, *, columns: Sequence[Column]) -> Iterator[list[Outcome]]:
    """Every row of a table; numbers without country are those of the workspace's."""
    country = tenants.workspace(current_workspace()).country
    outcomes = check(table, columns=columns, region=country)
    while batch := list(islice(outcomes, BATCH)):
        yield batch


def screen(batch: Sequence[Outcome]) -> list[Outcome]:
    """The batch after the opposition list."""
    checked = iter(screened([outcome for outcome in batch if isinstance(outcome, Accepted)]))
    return [next(checked) if isinstance(outcome, Accepted) else outcome for outcome in batch]
