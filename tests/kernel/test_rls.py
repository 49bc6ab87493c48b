"""The second wall: row-level security of PostgreSQL, under the role that the application uses."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import IntegrityError, ProgrammingError
from tests.factories import make_company, make_manager, make_workspace

from filon.directory.models import Company
from filon.kernel.ids import uuid7
from filon.kernel.rls import APP_ROLE
from filon.kernel.tenancy import TenantModel, open_scope, scope
from filon.tenants.models import Member, Workspace
from filon.tenants.queries import before_scope

WITH_WORKSPACE = """
select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid),
       has_table_privilege(%s, c.oid, 'select')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
where n.nspname = 'public' and c.relkind in ('r', 'p')
"""


def query(sql: str, *params: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def names() -> list[object]:
    return sorted(str(row[0]) for row in query("select name from directory_company"))


@pytest.fixture
def other(workspace: Workspace) -> Workspace:
    """Another workspace, which has a company called "Voisine"."""
    made = make_workspace()
    with scope(made.id):
        make_company(name="Voisine")
    return made


def test_the_tests_run_as_the_role_of_the_application(db: None) -> None:
    (role,) = query("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
    assert role == (APP_ROLE, False, False)


def test_every_table_with_a_workspace_has_a_wall(db: None) -> None:
    tables = query(WITH_WORKSPACE, APP_ROLE)
    open_tables = [name for name, secured, policies, readable in tables if readable and not (secured and policies)]
    assert open_tables == []
    walled = {name for name, _secured, policies, _readable in tables if policies}
    owned = {model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel)}
    assert owned <= walled
    assert {"tenants_member", "tenants_invitation", "tenants_apikey", "timeline_event"} <= walled
    print(f"{len(walled)} tables behind row-level security, {len(tables) - len(walled)} partitions closed")  # noqa: T201 for the record


def test_a_table_with_a_workspace_reaches_it_through_its_own_column(db: None) -> None:
    """No tenant model hides behind a relation only: its workspace is in the row, where the policy reads it."""
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            assert model._meta.get_field("workspace").column == "workspace_id"  # type: ignore[union-attr]  # a column


def test_a_raw_query_reads_the_scope_only(workspace: Workspace, other: Workspace) -> None:
    make_company(name="Maison")
    assert names() == ["Maison"]
    assert query("select name from directory_company where workspace_id = %s", other.id) == []
    with scope(other.id):
        assert names() == ["Voisine"]


def test_outside_a_scope_a_raw_query_reads_nothing(workspace: Workspace, other: Workspace) -> None:
    make_company(name="Maison")
    with before_scope():
        assert names() == []


def test_a_raw_write_stays_in_the_scope(workspace: Workspace, other: Workspace) -> None:
    assert query("update directory_company set name = 'pris' returning id") == []
    assert query("delete from directory_company returning id") == []
    with scope(other.id):
        assert names() == ["Voisine"]


def test_a_row_cannot_be_given_to_another_workspace(workspace: Workspace, other: Workspace) -> None:
    mine = make_company(name="Maison")
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        query("update directory_company set workspace_id = %s where id = %s", other.id, mine.id)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Company.objects.filter(id=mine.id).update(workspace_id=other.id)
    assert names() == ["Maison"]


def test_an_unscoped_manager_meets_the_second_wall(workspace: Workspace, other: Workspace) -> None:
    """What a forgotten filter would do: Django's own base manager sees no more than the scope."""
    assert Company._base_manager.filter(name="Voisine").count() == 0
    with scope(other.id):
        assert Company._base_manager.filter(name="Voisine").count() == 1


def test_a_row_of_another_workspace_cannot_be_replaced(workspace: Workspace, other: Workspace) -> None:
    """Even the number of a row there cannot be taken: the key is unique over all workspaces."""
    with scope(other.id):
        theirs = Company.objects.get().id
    mine = make_company()
    with pytest.raises(IntegrityError), transaction.atomic():
        query("update directory_company set id = %s where id = %s", theirs, mine.id)


def test_the_application_cannot_put_the_wall_down(db: None) -> None:
    for sql in (
        "alter table directory_company disable row level security",
        "drop policy workspace on directory_company",
        "set role postgres",
        "alter role filon_app bypassrls",
        "select * from timeline_event_rest",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            query(sql)


@pytest.mark.django_db(transaction=True)
def test_a_rollback_does_not_leave_a_wrong_scope(workspace: Workspace, other: Workspace) -> None:
    """The server takes the setting back with the transaction; what this side believes must follow."""
    make_company(name="Maison")
    with scope(other.id):
        with transaction.atomic():
            assert names() == ["Voisine"]
            transaction.set_rollback(True)
        assert names() == ["Voisine"]
    assert names() == ["Maison"]


def test_a_savepoint_does_not_leave_a_wrong_scope(workspace: Workspace, other: Workspace) -> None:
    make_company(name="Maison")
    assert names() == ["Maison"]
    sid = transaction.savepoint()
    with scope(other.id):
        assert names() == ["Voisine"]
        transaction.savepoint_rollback(sid)
        assert names() == ["Voisine"]
    assert names() == ["Maison"]


def test_a_failed_query_does_not_leave_a_wrong_scope(workspace: Workspace, other: Workspace) -> None:
    make_company(name="Maison")
    with scope(other.id), pytest.raises(ProgrammingError), transaction.atomic():
        query("select * from nowhere")
    assert names() == ["Maison"]


def test_a_new_connection_knows_its_scope(workspace: Workspace, transactional_db: None) -> None:
    make_company(name="Maison")
    connection.close()
    assert names() == ["Maison"]


TURNS = 6
CALLERS = 12


def test_threads_that_share_connections_never_share_a_scope(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve threads, nine in a workspace of their own and three in none, take turns on two connections of a pool."""
    spaces = [make_workspace() for _ in range(CALLERS - 3)]
    for space in spaces:
        with scope(space.id):
            make_company(name=str(space.id))
    settings = connection.settings_dict
    pooled = {**settings, "CONN_MAX_AGE": 0, "OPTIONS": {**settings["OPTIONS"], "pool": {"min_size": 2, "max_size": 2}}}
    monkeypatch.setitem(connections.settings, "default", pooled)
    seen: list[tuple[UUID | None, list[object]]] = []
    together = Barrier(CALLERS)

    def turns(workspace_id: UUID | None) -> None:
        open_scope(workspace_id)
        mine = connections["default"]
        together.wait()
        for _ in range(TURNS):
            seen.append((workspace_id, names_on(mine)))
            mine.close()

    threads = [Thread(target=turns, args=(caller,)) for caller in (*(space.id for space in spaces), None, None, None)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    closing = Thread(target=close_pool)
    closing.start()
    closing.join()
    assert len(seen) == CALLERS * TURNS
    assert [one for one in seen if one[1] != ([str(one[0])] if one[0] else [])] == []


def close_pool() -> None:
    connections["default"].close_pool()  # type: ignore[attr-defined]  # PostgreSQL's wrapper has it


def names_on(own: BaseDatabaseWrapper) -> list[object]:
    with own.cursor() as cursor:
        cursor.execute("select name from directory_company")
        return [row[0] for row in cursor.fetchall()]


def test_members_are_read_before_a_scope_and_written_inside_it(workspace: Workspace, other: Workspace) -> None:
    mine, theirs = make_manager(workspace), make_manager(other)
    with before_scope():
        assert Member.objects.filter(pk__in=[mine.pk, theirs.pk]).count() == 2
        assert Member.objects.filter(pk=theirs.pk).update(role="member") == 0
        assert Member.objects.filter(pk=theirs.pk).delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Member.objects.create(workspace=other, user=mine.user)
    assert Member.objects.filter(pk=theirs.pk).count() == 0
    with scope(other.id):
        assert Member.objects.get(pk=theirs.pk).role == "manager"


@pytest.mark.parametrize("table", ["timeline_event", "tenants_auditentry"])
def test_what_was_written_down_cannot_be_unwritten(workspace: Workspace, table: str) -> None:
    for verb in (f"delete from {table}", f"update {table} set id = '{uuid7()}'"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            query(verb)


def test_the_doors_through_the_wall_are_known(db: None) -> None:
    """Functions that run as the owner: each gives identifiers only, and may not be added without being listed here."""
    found = query(
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace "
        "where n.nspname = 'public' and p.prosecdef"
    )
    assert sorted(str(row[0]) for row in found) == DOORS


DOORS = [
    "actions_claims",
    "actions_due_lanes",
    "calls_call_hook_of",
    "calls_held",
    "calls_left_up",
    "calls_open_trunks",
    "calls_running_workspaces",
    "demo_account",
    "demo_due_workspaces",
    "demo_mailbox_workspaces",
    "mail_broken_mailboxes",
    "mail_readable_mailboxes",
    "timeline_due_webhooks",
    "timeline_make_partitions",
]


def test_every_door_pins_its_search_path(db: None) -> None:
    loose = query(
        "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' "
        "and p.prosecdef and not coalesce(p.proconfig::text, '') like '%%search_path=%%'"
    )
    assert loose == []
