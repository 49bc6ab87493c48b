"""Questions to DuckDB that cost too much are given up with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, Thread

import duckdb
import pytest

from filon.directory.columnar.asking import SCREEN, Bounds, bounded
from filon.kernel.errors import Refused
from filon.kernel.turns import NoPlace, Places

ENDLESS = "select count(*) from range(100000000000000)"
SOON_S = 30.0


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"memory_limit": "20MB", "threads": 1, "temp_directory": ""}) as made:
        yield made


def ask(database: duckdb.DuckDBPyConnection, question: str, *, places: Places, bounds: Bounds) -> Refused | None:
    with database.cursor() as connection:
        try:
            with bounded(connection, places=places, bounds=bounds):
                connection.execute(question).fetchall()
        except Refused as no:
            return no
    return None


def test_an_endless_question_is_interrupted_and_says_so(database: duckdb.DuckDBPyConnection) -> None:
    refused = ask(database, ENDLESS, places=Places(1), bounds=Bounds(wait_s=0, longest_s=0.1))
    assert refused is not None
    assert (refused.code, "trop de temps" in refused.message) == ("too_slow", True)


def test_a_question_that_fills_the_memory_says_so_and_the_next_is_answered(database: duckdb.DuckDBPyConnection) -> None:
    filling = "create temp table filled as select range::varchar || 'filon' as word from range(10000000)"
    refused = ask(database, filling, places=Places(1), bounds=SCREEN)
    assert refused is not None
    assert (refused.code, "trop de mémoire" in refused.message) == ("too_much_memory", True)
    assert ask(database, "select 1", places=Places(1), bounds=SCREEN) is None


def test_when_too_many_ask_the_next_is_told_to_come_back(database: duckdb.DuckDBPyConnection) -> None:
    places = Places(1)
    with places.turn(wait_s=0):
        refused = ask(database, "select 1", places=places, bounds=Bounds(wait_s=0, longest_s=1))
    assert refused is not None
    assert (refused.code, "réessayez" in refused.message) == ("busy", True)


def test_the_later_question_of_one_person_interrupts_the_earlier(database: duckdb.DuckDBPyConnection) -> None:
    places, told = Places(1), []
    mine = Bounds(wait_s=SOON_S, longest_s=SOON_S * 10, asker="anne")
    asked = Event()

    def earlier() -> None:
        asked.set()
        told.append(ask(database, ENDLESS, places=places, bounds=mine))

    thread = Thread(target=earlier)
    thread.start()
    asked.wait(SOON_S)
    until(lambda: taken(places))
    assert ask(database, "select 1", places=places, bounds=mine) is None
    thread.join(SOON_S)
    assert [no.code for no in told] == ["overtaken"]


def test_an_interruption_between_two_statements_is_not_lost(database: duckdb.DuckDBPyConnection) -> None:
    def ask_again_and_again() -> None:
        with bounded(database, places=Places(1), bounds=Bounds(wait_s=0, longest_s=0)):
            while True:
                database.execute("select 1").fetchall()

    with pytest.raises(Refused) as no:
        ask_again_and_again()
    assert no.value.code == "too_slow"


def taken(places: Places) -> bool:
    try:
        with places.turn(wait_s=0):
            return False
    except NoPlace:
        return True


def until(holds: Callable[[], bool]) -> None:
    ends = Event()
    while not holds():
        ends.wait(0.01)
