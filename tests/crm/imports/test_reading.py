from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.crm.imports import limits, reading
from filon.crm.imports.columns import guess_columns
from filon.crm.imports.layout import DELIMITERS, Layout
from filon.crm.imports.reading import Row, open_table
from filon.kernel.errors import Refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_any_separator_and_encoding_is_found_out(delimiter: str, encoding: str) -> None:
    text = "Prénom;E-mail;Fonction\r\nZoé;zoe@papier.example;Gérante, siège\r\nNoël;;Chargé d’études\r\n".replace(
        "’", "'"
    )
    table = open_table(text.replace(";", delimiter).replace(", siège", " siège").encode(encoding))
    assert table.columns == ["Prénom", "E-mail", "Fonction"]
    assert [row.cells for row in table.rows()] == [
        ["Zoé", "zoe@papier.example", "Gérante siège"],
        ["Noël", "", "Chargé d'études"],
    ]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    text = (
        'Notes:\n"Une phrase, avec virgule."\n\nFirst Name,Email\nZoé,z@a.example\n\n , \nNoël,"n@a.example\n"\nInès,\n'
    )
    table = open_table(text.encode())
    assert table.layout.header_row == 4
    assert [row.number for row in table.rows()] == [5, 8, 9]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    table = open_table(b'email;note\na@x.example;"un\ndeux; ""trois"""\nb@x.example;quatre\n')
    assert list(table.rows()) == [Row(2, ["a@x.example", 'un\ndeux; "trois"']), Row(3, ["b@x.example", "quatre"])]


@pytest.mark.parametrize(
    "broken",
    ['"Chez Paul;p@x.example', 'Chez "Paul;p@x.example', '"Chez" Paul;p@x.example', '"Chez Paul;p@x.example"'],
)
def test_a_stray_quote_costs_its_own_row_only(broken: str) -> None:
    table = open_table(f"société;email\nUn;u@x.example\n{broken}\nTrois;t@x.example\nQuatre;q@x.example\n".encode())
    rows = list(table.rows())
    assert [row.number for row in rows] == [2, 3, 4, 5]
    assert [rows[0].cells, *[row.cells for row in rows[2:]]] == [
        ["Un", "u@x.example"], ["Trois", "t@x.example"], ["Quatre", "q@x.example"],
    ]  # fmt: skip


def test_two_stray_quotes_do_not_swallow_what_is_between() -> None:
    lines = ["société;email", '"Un;u@x.example', "Deux;d@x.example", '"Trois;t@x.example', "Quatre;q@x.example"]
    assert [row.number for row in open_table("\n".join(lines).encode()).rows()] == [2, 3, 4, 5]


def test_a_file_of_broken_quotes_is_read_in_reasonable_time() -> None:
    lines = ["société;email", *(f'"Un {i};u{i}@x.example' for i in range(6_000))]
    assert len(list(open_table("\n".join(lines).encode()).rows())) == 6_000


def test_ragged_rows_and_zero_characters_are_read() -> None:
    table = open_table(b"email;nom;ville\na@x.example\nb@x.example;B\0;Lyon;en trop\n")
    assert [row.cells for row in table.rows()] == [["a@x.example"], ["b@x.example", "B", "Lyon", "en trop"]]


def test_the_separator_line_of_excel_is_no_row() -> None:
    table = open_table(b"sep=|\r\nemail|nom\r\na@x.example|A\r\n")
    assert table.columns == ["email", "nom"]
    assert list(table.rows()) == [Row(2, ["a@x.example", "A"])]


def test_a_file_without_header_starts_with_its_first_prospect() -> None:
    table = open_table(b"Anne;Roux;anne.roux@x.example\nKarim;Petit;karim.petit@x.example\n")
    assert table.layout.header_row == 0
    assert table.columns == ["A", "B", "C"]
    assert [row.number for row in table.rows()] == [1, 2]


def test_columns_of_the_same_name_are_told_apart() -> None:
    assert open_table(b"email;email;;\na@x.example;b@x.example;c;d\n").columns == ["email", "email (2)", "C", "D"]


def test_a_damaged_character_does_not_change_the_encoding_of_a_file() -> None:
    content = "prénom;email\nZoé;z@x.example\nInès;i@x.example\n".encode() * 5 + b"No\xebl;n@x.example\n"
    assert open_table(content).layout.encoding == "utf-8"


@pytest.mark.parametrize("pasted", [1, 3])
def test_rows_pasted_from_a_file_of_windows_are_read_as_they_were_written(pasted: int) -> None:
    rows = "Zoé Éluard,z@x.example\nL’Œuf,o@x.example\n"
    content = "prénom,email\n".encode() + rows.encode() + rows.encode("cp1252") * pasted
    assert [row.cells[0] for row in open_table(content).rows()] == ["Zoé Éluard", "L’Œuf"] * (1 + pasted)


def test_a_file_of_windows_stays_one_and_what_means_nothing_there_is_seen() -> None:
    assert open_table("prénom;email\nÉlodie;e@x.example\n".encode("cp1252")).layout.encoding == "cp1252"
    content = "prénom;email\n".encode() + b"No\x81l;n@x.example\n"
    assert [row.cells[0] for row in open_table(content).rows()] == ["No\ufffdl"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\n", b"email;nom\n", b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n....", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9,
     b"PK\x03\x04rubbish", bytes(range(1, 32)) * 40],
)  # fmt: skip
def test_what_is_no_table_of_prospects_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        open_table(content)
    assert refusal.value.message.endswith(".")
    assert refusal.value.field == "file"


def test_limits_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 3)
    table = open_table(b"email;nom\n" + b"a@x.example;A\n" * 4)
    with pytest.raises(Refused, match="3"):
        list(table.rows())
    with pytest.raises(Refused, match="colonnes"):
        open_table(b"email;nom\na@x.example" + b";" * limits.MAX_COLUMNS)
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 5)
    with pytest.raises(Refused):
        open_table(b"email;nom\na@x.example;A\n")


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="démesurée"):
        list(open_table(b"email;nom\na@x.example;A\n" + b"b" * (limits.MAX_LINE_CHARS + 5)).rows())


def test_a_path_and_its_bytes_read_alike(tmp_path: Path) -> None:
    content = "prénom;email\nZoé;z@x.example\n".encode("cp1252")
    (tmp_path / "prospects.txt").write_bytes(content)
    assert list(open_table(tmp_path / "prospects.txt").rows()) == list(open_table(content).rows())


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Refused):
        table = open_table(content)
        guess_columns(table)
        assert all(row.number >= 1 for row in table.rows())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab;,|\t\"\n\r'=@.é 0\ufeff", max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_any_table_like_text_is_read_or_refused(text: str, encoding: str) -> None:
    with suppress(Refused):
        table = open_table(text.encode(encoding))
        assert all("".join(row.cells).strip() for row in table.rows())


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
WESTERN = st.text("abcdéèêçàùÉ€ ;,|\t\"'\n=0123@.", max_size=12)


def _written(rows: list[list[str]], *, delimiter: str, encoding: str, quoting: int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]  # a csv.QUOTE_*
    return text.getvalue().encode(encoding)


def _read_back(content: bytes, *, layout: Layout | None = None) -> list[list[str]]:
    return [row.cells for row in open_table(content, layout=layout).rows()]


@settings(max_examples=200, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-8-sig"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_any_table_comes_back_as_it_was_written(
    rows: list[list[str]], delimiter: str, encoding: str, quoting: int
) -> None:
    filled = [row for row in rows if "".join(row).strip()]
    if filled:
        layout = Layout(encoding=encoding, delimiter=delimiter, columns=("",) * len(rows[0]))
        content = _written(rows, delimiter=delimiter, encoding=encoding, quoting=quoting)
        assert _read_back(content, layout=layout) == filled


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(WESTERN, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig", "cp1252"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_a_table_with_a_header_comes_back_without_being_told_how_it_was_written(
    rows: list[list[str]], delimiter: str, encoding: str, quoting: int
) -> None:
    filled = [row for row in rows if "".join(row).strip()]
    if filled:
        header = ["Prénom", "Société", "E-mail"]
        content = _written([header, *rows], delimiter=delimiter, encoding=encoding, quoting=quoting)
        assert _read_back(content) == filled
