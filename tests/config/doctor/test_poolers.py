from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from typing import Any

import psycopg
import pytest
from django.db import connection

from filon.config import testing
from filon.config.doctor.poolers import sessions_are_shared

pytestmark = pytest.mark.django_db


class Pooled:
    """A client of a pooler in transaction mode: each transaction gets the next session of the pool that is free."""

    def __init__(self, pool: list[psycopg.Connection], busy: list[psycopg.Connection]) -> None:
        self.pool, self.busy, self.held = cycle(pool), busy, None

    def execute(self, query: str, params: list[Any] | None = None, /) -> Any:
        session = self.held or next(each for each in self.pool if each not in self.busy)
        if query == "begin":
            self.held = session
            self.busy.append(session)
        answer = session.execute(query, params)
        if query == "rollback":
            self.held = None
            self.busy.remove(session)
        return answer


@pytest.fixture
def sessions() -> Iterator[list[psycopg.Connection]]:
    url = testing.cluster().url(database=connection.settings_dict["NAME"])
    with ExitStack() as held:
        yield [held.enter_context(psycopg.connect(url, autocommit=True)) for _ in range(3)]


def test_two_connections_of_the_server_are_two_sessions(sessions: list[psycopg.Connection]) -> None:
    assert not sessions_are_shared(sessions[0], sessions[1])
    assert not sessions_are_shared(sessions[1], sessions[0])


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_pooler_in_transaction_mode_is_found_out(sessions: list[psycopg.Connection], size: int) -> None:
    busy: list[psycopg.Connection] = []
    assert sessions_are_shared(Pooled(sessions[:size], busy), Pooled(sessions[:size], busy))
    assert busy == []
