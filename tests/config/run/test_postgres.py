"""The embedded server, with real processes that come, go and are killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg
import pytest
from tests.config.run.conftest import eventually

from filon.config.run import cluster as folder
from filon.config.run.layout import APP_ROLE, CannotRun
from filon.config.run.postgres import ensure_database, running
from filon.config.run.status import answers, pid_file, server_pid, wait_while_leaving


def test_the_server_is_there_for_its_user_and_gone_afterwards(cluster):
    with running(cluster):
        assert answers(cluster)
        assert server_pid(cluster)
    wait_while_leaving(cluster)
    assert server_pid(cluster) is None


def test_the_last_user_out_stops_the_server(cluster, new_user):
    first, second = new_user(), new_user()
    assert [first.hears(), second.hears()] == ["answered", "answered"]
    assert first.leaves() == 0
    assert second.asks() == "answered"
    second.leaves()
    eventually(lambda: server_pid(cluster) is None)


def test_a_killed_user_neither_stops_the_others_nor_keeps_the_server_up(cluster, new_user):
    first, second = new_user(), new_user()
    first.hears()
    second.hears()
    first.is_killed()
    assert second.asks() == "answered"
    second.is_killed()
    eventually(lambda: server_pid(cluster) is None)


def test_many_that_start_together_share_one_server(cluster, new_user):
    users = [new_user() for _ in range(6)]
    assert [user.hears() for user in users] == ["answered"] * 6
    ready = [line for line in cluster.log.read_text().splitlines() if "ready to accept connections" in line]
    assert len(ready) == 1


def test_one_who_comes_as_the_last_leaves_is_served(cluster, new_user):
    for _ in range(5):
        leaving_user = new_user()
        assert leaving_user.hears() == "answered"
        leaving_user.process.stdin.close()
        coming = new_user()
        assert coming.hears() == "answered"
        assert coming.leaves() == 0


def test_a_server_whose_keeper_was_killed_is_started_again_by_the_next_user(cluster, new_user):
    user = new_user()
    user.hears()
    keeper = int(Path(f"/proc/{server_pid(cluster)}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(keeper, signal.SIGKILL)
    assert new_user().hears() == "answered"


def test_what_was_written_survives_a_crash_of_the_server(cluster):
    with running(cluster):
        ensure_database(cluster)
        with psycopg.connect(cluster.url(role="postgres"), autocommit=True) as connection:
            connection.execute("create table kept as select 42 as answer")
            connection.execute("checkpoint")
        os.kill(server_pid(cluster), signal.SIGKILL)
        eventually(lambda: server_pid(cluster) is None)
    with running(cluster), psycopg.connect(cluster.url(role="postgres")) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)


def test_a_pid_that_belongs_to_another_program_is_no_server(cluster):
    with running(cluster):
        pass
    wait_while_leaving(cluster)
    stale = [str(os.getpid()), str(cluster.data), "1", "5432", str(cluster.socket), "", "0 0", "ready   ", ""]
    pid_file(cluster).write_text("\n".join(stale))
    assert server_pid(cluster) is None
    with running(cluster):
        assert server_pid(cluster) != os.getpid()


def test_the_application_role_can_neither_log_in_elsewhere_nor_pass_the_wall(cluster):
    with running(cluster):
        ensure_database(cluster)
        with psycopg.connect(cluster.url()) as connection:
            row = connection.execute(
                "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
                " from pg_roles where rolname = current_user"
            ).fetchone()
    assert row == (APP_ROLE, False, False, False, False)


def test_only_the_socket_leads_in_and_nobody_else_walks_to_it(cluster):
    with running(cluster), psycopg.connect(cluster.url(role="postgres", database="postgres")) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
    assert cluster.socket.stat().st_mode & 0o077 == 0
    assert cluster.home.stat().st_mode & 0o077 == 0


def test_a_damaged_data_folder_is_told_with_the_way_out(cluster, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    with running(cluster):
        pass
    wait_while_leaving(cluster)
    (cluster.data / "global" / "pg_control").write_bytes(b"broken")
    with pytest.raises(CannotRun, match="is damaged and does not open") as told, running(cluster):
        pass
    assert f"mv {cluster.data} {cluster.data}.damaged" in str(told.value)
    (cluster.data / "PG_VERSION").unlink()
    with pytest.raises(CannotRun, match="is damaged"), running(cluster):
        pass


def test_a_full_disk_is_told_before_anything_is_written(cluster, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setattr(folder, "LEAST_FREE_BYTES", 2**60)
    with pytest.raises(CannotRun, match=r"Le disque de .* est plein"), running(cluster):
        pass
    assert not cluster.data.exists()


def test_a_folder_that_cannot_be_made_is_told(cluster, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    cluster.home.parent.mkdir(exist_ok=True)
    cluster.home.write_text("a file is in the way")
    with pytest.raises(CannotRun, match=f"Filon cannot write to {cluster.home}"), running(cluster):
        pass
    cluster.home.unlink()
