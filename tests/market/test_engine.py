"""The same expression, asked of DuckDB, of PostgreSQL and of numpy."""

from __future__ import annotations

import duckdb
import psycopg
import pytest
from django.db import connection
from hypothesis import given, settings
from tests.market.copies import CODES, Columns, siren_of
from tests.market.scorings import CLIENTS, EVERYTHING, NORTHERN_METAL, reckoned, scorings

from filon.directory.columnar import COLUMNS
from filon.market.compile import BOTH, Question, best, sql
from filon.market.criteria import Scoring, Weighted
from filon.market.engine import Market
from filon.market.facts import gathered
from filon.market.ranking import MOST_KEPT, rank
from filon.market.resolve import plan

CLIENT_SIRENS = [siren_of(n) for n in range(0, 3_000, 4)]
FACTS = {("tag", "client"): CLIENT_SIRENS}
MARKS = gathered({"tag": {"client": CLIENT_SIRENS}})


def rows_of(found) -> list[tuple[int, int, int]]:
    return list(zip(found.siren.tolist(), found.raw.tolist(), found.hits.tolist(), strict=True))


@settings(max_examples=60, deadline=None)
@given(scoring=scorings)
def test_co_147_scores_are_what_the_criteria_add_up_to(market, columns, scoring):
    found = rank(market, scoring, marks=MARKS)
    assert rows_of(found) == reckoned(plan(scoring, CODES), columns, FACTS)
    assert found.count == len(found.siren)
    assert all(40 <= score <= 100 for score in found.score)


def test_a_co_4_the_cap_hides_what_still_breaks_ties(market: Market):
    found = rank(market, EVERYTHING)
    assert int(found.raw[0]) == 160
    assert int(found.score[0]) == 100
    assert rows_of(found) == sorted(rows_of(found), key=lambda row: (-row[1], row[0]))


def test_co_148_the_best_are_those_that_the_whole_order_begins_with(market: Market):
    whole = rows_of(rank(market, EVERYTHING))
    for most in (1, 17, 500, len(whole), len(whole) + 1):
        assert rows_of(rank(market, EVERYTHING, most=most)) == whole[:most]


def test_non_diffusible_units_are_in_no_market(market: Market, columns: Columns):
    hidden = set(columns["siren"][columns["diffusible"] == 0].tolist())
    assert hidden
    assert not hidden & set(rank(market, EVERYTHING).siren.tolist())


@pytest.fixture
def units_in_postgres(db: None, columns: Columns) -> None:
    """The columnar copy and the facts as tables of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(f"create temp table units ({', '.join(f'{name} int' for name in COLUMNS)})")
        cursor.execute("create temp table marks (mark int, siren int)")
    raw: psycopg.Connection = connection.connection
    with raw.cursor() as cursor:
        with cursor.copy("copy units from stdin") as copy:
            for row in zip(*(columns[name].tolist() for name in COLUMNS), strict=True):
                copy.write_row(row)
        with cursor.copy("copy marks from stdin") as copy:
            for row in zip(MARKS.mark.tolist(), MARKS.siren.tolist(), strict=True):
                copy.write_row(row)


@pytest.mark.parametrize(
    "scoring",
    [
        NORTHERN_METAL,
        EVERYTHING,
        Scoring(mandatory=EVERYTHING.mandatory, weighting=(*EVERYTHING.weighting, Weighted(criterion=CLIENTS))),
    ],
)
def test_postgresql_gives_the_same_companies_and_the_same_scores(units_in_postgres, market, scoring):
    kept = Question(plan(scoring, market.codes), MARKS.numbers).kept()
    question = best(BOTH, most=MOST_KEPT, kept=kept)
    with connection.cursor() as cursor:
        cursor.execute(sql(question, dialect="postgres"))
        theirs = cursor.fetchall()
    ours = market.ask(question, marks=MARKS)
    assert len(theirs) > 30
    assert theirs == list(zip(*(column.tolist() for column in ours.values()), strict=True))


def test_the_engine_reads_nothing_else_of_the_machine(market: Market, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    cursor = market._database.cursor()
    with pytest.raises(duckdb.PermissionException):
        cursor.execute(f"select * from read_csv('{secret}')")
    with pytest.raises(duckdb.Error):
        cursor.execute("set enable_external_access = true")
