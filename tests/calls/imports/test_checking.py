from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filon.calls.imports.checking import Line, Outcome, check
from filon.calls.imports.template import MODEL, template_csv
from filon.crm.imports.reading import Row, open_table
from filon.crm.imports.records import Duplicate, Refused

HEADER = "Téléphone;Société;Libellé;Référence\n"


def outcomes(text: str | bytes) -> list[Outcome]:
    table = open_table(text if isinstance(text, bytes) else text.encode())
    return list(check(table.rows(), fields=MODEL.fields_of(table.layout.columns), names=table.columns))


def test_st_93_the_template_comes_back_without_error() -> None:
    assert outcomes(template_csv()) == [
        Line(2, "+33199001234", "fixed_line", "Exemple Un", "Siège", "A-001"),
        Line(3, "+33465711234", "fixed_line", "Exemple Deux"),
    ]


def test_st_94_premium_numbers_are_refused_with_row_and_column() -> None:
    (found,) = outcomes(HEADER + "0899 70 12 34;Voyance;;\n")
    assert isinstance(found, Refused)
    assert [(p.row, p.column, p.value, p.code) for p in found.problems] == [
        (2, "Téléphone", "0899 70 12 34", "phone_premium")
    ]


def test_st_94_an_empty_number_is_reported_with_row_and_column() -> None:
    first, second = outcomes(HEADER + "01 99 00 12 34;;;\n;Sans numéro;;\n")
    assert first == Line(2, "+33199001234", "fixed_line")
    assert isinstance(second, Refused)
    assert [(p.row, p.column, p.code) for p in second.problems] == [(3, "Téléphone", "cell_missing")]


def test_st_103_a_mobile_is_not_a_switchboard() -> None:
    (found,) = outcomes(HEADER + "06 39 98 12 34;Atelier;;\n")
    assert isinstance(found, Refused)
    assert found.reason == "phone_mobile"


def test_a_st_15_the_other_cells_may_be_empty() -> None:
    assert outcomes("Téléphone\n01 99 00 12 34\n") == [Line(2, "+33199001234", "fixed_line")]


def test_the_same_number_written_otherwise_is_a_duplicate() -> None:
    assert outcomes(HEADER + "01 99 00 12 34;A;;\n+33 (0)1.99.00.12.34;B;;\n")[1] == Duplicate(3, 2)


def test_a_number_that_an_export_kept_from_running_is_read() -> None:
    assert outcomes(HEADER + "'+32 2 555 12 34;Bruxelles;;\n") == [Line(2, "+3225551234", "fixed_line", "Bruxelles")]


def test_all_the_faults_of_a_row_are_told() -> None:
    (found,) = outcomes(HEADER + f"12;{'x' * 201};;\n")
    assert isinstance(found, Refused)
    assert [p.code for p in found.problems] == ["phone_invalid", "cell_too_long"]


@given(st.lists(st.text(max_size=30).filter(lambda text: "\0" not in text), min_size=1, max_size=4))
def test_no_cell_whatever_it_holds_is_called_unless_it_is_a_number(cells: list[str]) -> None:
    fields, names = MODEL.fields_of(["Téléphone", "Société", "Libellé", "Référence"]), ["a", "b", "c", "d"]
    (found,) = check([Row(2, cells)], fields=fields, names=names)
    assert isinstance(found, Refused) or (isinstance(found, Line) and found.phone[1:].isdecimal())
