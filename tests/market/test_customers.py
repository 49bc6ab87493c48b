from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.kernel.errors import Refused
from filon.market.customers import MOST_ROWS, cells, siren_of

sirens = st.integers(0, 999_999_999).map(lambda n: f"{n:09d}")


def read(text: str) -> list[tuple[int, str, str]]:
    return [(cell.row, cell.column, cell.text) for cell in cells(text)]


@given(st.lists(sirens, max_size=20), st.sampled_from(["\n", "\r\n", "\n\n", ",", ", "]))
def test_sirens_are_read_however_they_are_listed(given_sirens, between):
    assert [text for _row, _column, text in read(between.join(given_sirens))] == given_sirens


@given(
    st.lists(sirens, min_size=1, max_size=20), st.sampled_from(";\t,"), st.sampled_from(["SIREN", "N° siren", "Siren "])
)
def test_a_column_is_found_by_its_title(given_sirens, separator, title):
    if separator == "," and title.startswith("N°"):
        title = "siren"
    lines = [separator.join(["Ville", title, "Code"]), *(separator.join(["Lille", s, "59"]) for s in given_sirens)]
    assert read("\n".join(lines)) == [(n, title.strip(), s) for n, s in enumerate(given_sirens, start=2)]


@given(st.text(alphabet='019 ;,\t"\nSIREN', max_size=80))
def test_any_text_is_read_and_rows_count_as_in_a_spreadsheet(text):
    assert all(1 <= cell.row <= len(text.splitlines()) for cell in cells(text))


def test_without_titles_the_column_is_the_one_that_looks_like_it():
    assert read("Aubry;59000;732829320\nBrun;62000;552100554") == [(1, "C", "732829320"), (2, "C", "552100554")]


def test_a_row_without_a_siren_is_kept_with_an_empty_text_and_an_empty_row_is_none():
    assert read("nom;siren\nAubry;\n\nBrun;552100554") == [(2, "siren", ""), (4, "siren", "552100554")]


def test_a_siret_begins_with_its_siren():
    assert siren_of("732 829 320 00074") == "732829320"
    assert siren_of("73282932") == "73282932"


def test_too_long_a_list_is_refused():
    with pytest.raises(Refused):
        cells("732829320\n" * (MOST_ROWS + 1))


def test_a_row_of_many_columns_costs_no_more_than_its_cells():
    text = "a;" * 400_000 + "\n" + "732829320\n" * 9_000
    assert [cell.text for cell in cells(text)] == ["a", *["732829320"] * 9_000]


def test_a_cell_longer_than_any_table_has_is_taken_as_it_is_written():
    long = "x" * 140_000
    assert read(f'nom;siren\n{long};732829320\n"{long};552100554') == [
        (2, "siren", "732829320"),
        (3, "siren", "552100554"),
    ]
