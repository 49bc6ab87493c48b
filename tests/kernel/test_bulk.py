from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from filon.kernel import bulk
from filon.kernel.ids import uuid7
from filon.tenants.models import Workspace

pytestmark = pytest.mark.django_db

INSERT = """
insert into consent_suppression (id, workspace_id, kind, hash, reason, source, created_at)
select * from unnest(%b::uuid[], %b::uuid[], %b::text[], %b::bytea[], %b::text[], %b::text[], %b::timestamptz[])
"""


def row(workspace_id: UUID, number: int = 1, kind: str | None = "email") -> tuple[object, ...]:
    return (
        uuid7(),
        workspace_id,
        kind,
        bytes([number]),
        "user",
        "L’été, « ici »",
        datetime(2026, 11, 23, tzinfo=UTC),
    )


def test_rows_are_written_and_read_back(workspace: Workspace) -> None:
    rows = [row(workspace.id, n) for n in range(3)]
    assert bulk.change(INSERT, *bulk.columns(rows, 7)) == 3
    read = bulk.run("select id, source from consent_suppression where id = any(%b::uuid[])", [r[0] for r in rows])
    assert sorted(read) == sorted((r[0], r[5]) for r in rows)


def test_no_row_is_no_row(workspace: Workspace) -> None:
    assert bulk.change(INSERT, *bulk.columns([], 7)) == 0


def test_a_column_without_any_value_is_null(workspace: Workspace) -> None:
    got = bulk.run("select * from unnest(%b::uuid[], %b::text[])", [None, None], [None, "x"])
    assert got == [(None, None), (None, "x")]


def test_rows_of_another_workspace_are_refused_by_the_database(workspace: Workspace) -> None:
    other = Workspace.objects.create(name="Autre", slug="autre")
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        bulk.change(INSERT, *bulk.columns([row(other.id)], 7))
    assert bulk.run("select 1 from consent_suppression") == []


def test_a_broken_rule_is_the_error_that_the_orm_would_raise(workspace: Workspace) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.change(INSERT, *bulk.columns([row(workspace.id, kind=None)], 7))
    assert connection.is_usable()
