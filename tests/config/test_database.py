from __future__ import annotations

from filon.config.database import django_database


def test_an_address_of_a_server_is_taken_apart():
    entry = django_database("postgresql://filon_app:p%40ss@db.example:5433/filon?sslmode=require", pool_size=0)
    assert (entry["USER"], entry["PASSWORD"]) == ("filon_app", "p@ss")
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "5433", "filon")
    assert entry["OPTIONS"] == {"sslmode": "require"}


def test_an_address_of_a_socket_is_taken_apart():
    entry = django_database("postgresql://filon_app@/filon?host=/data/with%20space/socket", pool_size=0)
    assert (entry["HOST"], entry["NAME"]) == ("/data/with space/socket", "filon")


def test_requests_share_a_pool_and_keep_no_connection():
    entry = django_database("postgresql://a@b/c", pool_size=12)
    assert entry["OPTIONS"]["pool"]["max_size"] == 12
    assert entry["CONN_MAX_AGE"] == 0


def test_threads_that_live_long_keep_their_own():
    entry = django_database("postgresql://a@b/c", pool_size=0)
    assert "pool" not in entry["OPTIONS"]
    assert entry["CONN_MAX_AGE"] is None
