"""The first wall: managers that raise outside a scope, and rows that carry their workspace."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

import pytest
from tests.factories import MADE_AT, make_company, make_workspace

from filon.directory.models import Company
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import OutsideScope, current_workspace, open_scope, scope, scope_or_none
from filon.tenants.models import Workspace


def unsaved(**fields: object) -> Company:
    return Company(name="Fonderie", name_key="fonderie", created_at=MADE_AT, updated_at=MADE_AT, **fields)  # type: ignore[misc]  # a subset


def test_a_query_outside_a_scope_raises(db: None) -> None:
    with pytest.raises(OutsideScope):
        Company.objects.count()
    with pytest.raises(OutsideScope):
        unsaved().save()
    with pytest.raises(OutsideScope):
        Company.objects.bulk_create([unsaved()])


def test_a_scope_shows_its_rows_only(workspace: Workspace) -> None:
    mine = make_company()
    other = make_workspace()
    with scope(other.id):
        theirs = make_company()
        assert list(Company.objects.all()) == [theirs]
    assert list(Company.objects.all()) == [mine]


def test_a_row_carries_the_workspace_of_its_scope(workspace: Workspace) -> None:
    saved = make_company()
    (bulk,) = Company.objects.bulk_create([unsaved()])
    assert {saved.workspace_id, bulk.workspace_id} == {workspace.id}


def test_a_row_of_another_workspace_is_not_written(workspace: Workspace) -> None:
    other = make_workspace()
    with pytest.raises(OutsideScope):
        unsaved(workspace_id=other.id).save()
    with pytest.raises(OutsideScope):
        Company.objects.bulk_create([unsaved(), unsaved(workspace_id=other.id)])
    assert not Company.objects.exists()


def test_scopes_nest_and_close_whatever_happens() -> None:
    outer, inner = uuid7(), uuid7()
    with scope(outer):
        with suppress(ValueError), scope(inner):
            assert current_workspace() == inner
            raise ValueError
        assert current_workspace() == outer
    assert scope_or_none() is None


def test_an_open_scope_says_what_was_there_before() -> None:
    first, second = uuid7(), uuid7()
    with scope(first):
        assert open_scope(second) == first
        assert current_workspace() == second
        open_scope(first)


def test_a_thread_starts_outside_any_scope() -> None:
    seen: list[object] = []
    with scope(uuid7()):
        thread = Thread(target=lambda: seen.append(scope_or_none()))
        thread.start()
        thread.join()
    assert seen == [None]
