from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from filon.config import testing
from filon.config.doctor.findings import Level
from filon.config.doctor.stores import look_at_database
from filon.config.doctor.walls import unprotected_tables
from filon.config.env import Environment
from filon.config.run.layout import OWNER_ROLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "C")


def findings(**url) -> dict:
    address = testing.cluster().url(**{"database": connection.settings_dict["NAME"], **url})
    return {finding.subject: finding for finding in look_at_database(Environment(database_url=address))}


def test_a_migrated_database_under_the_application_role_is_sound():
    found = findings()
    assert [found[subject] for subject in found if found[subject].level is not Level.GOOD] == [found["background work"]]
    assert found["background work"].level is Level.FAIR


def test_a_role_that_passes_the_wall_is_refused():
    assert findings()["role"].level is Level.GOOD
    assert findings(role=OWNER_ROLE)["role"].level is Level.BAD


def test_a_database_without_tables_sends_to_migrate():
    found = findings(database="postgres")
    assert found["tables"].level is Level.BAD
    assert found["tables"].mend == "Run: filon migrate"


def test_a_server_that_is_away_is_told():
    away = Environment(database_url="postgresql://nobody@127.0.0.1:1/none")
    (finding,) = look_at_database(away)
    assert finding.level is Level.BAD
    assert "DATABASE_URL" in finding.mend


@pytest.mark.parametrize(
    "sql",
    [
        "create table gap (id int, workspace_id uuid)",
        "create table gap (id int, workspace_id uuid); alter table gap enable row level security",
        (
            "create table gap (id int, workspace_id uuid); alter table gap enable row level security;"
            " create policy wide on gap using (true) with check (true)"
        ),
    ],
)
def test_a_table_without_its_wall_is_found(sql: str):
    with testing.owner(connection.settings_dict["NAME"]) as owner:
        assert unprotected_tables(owner) == []
        with owner.transaction() as undone:
            owner.execute(sql)
            assert unprotected_tables(owner) == ["gap"]
            raise psycopg.Rollback(undone)
        assert unprotected_tables(owner) == []


def test_the_beats_that_a_dump_brought_along_are_no_worker():
    def workers(beat: str) -> Level:
        with testing.owner(connection.settings_dict["NAME"]) as owner:
            owner.execute("delete from procrastinate_workers")
            owner.execute(f"insert into procrastinate_workers (last_heartbeat) values ({beat})")
        return findings()["background work"].level

    assert workers("now()") is Level.GOOD
    assert workers("pg_postmaster_start_time() - interval '1 second'") is Level.FAIR
    assert workers("now() + interval '1 day'") is Level.FAIR
    with testing.owner(connection.settings_dict["NAME"]) as owner:
        owner.execute("delete from procrastinate_workers")
