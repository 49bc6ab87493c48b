"""Companies of other countries, from a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from filon.directory.public.models import Abroad
from filon.directory.tables.abroad import checked_number, import_abroad
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
HEADER = "country,number,name,address,city,activity\n"
BELGIAN = "0403.019.261"
"""A number that the check of Belgium lets pass."""


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "abroad.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_company_is_written_once_and_changed_when_the_file_says_so(tmp_path: Path, clock: VirtualClock) -> None:
    line = f"be,{BELGIAN},Gieterij Voorbeeld,Kaai 3,Gent,24.51\n"
    first = import_abroad(file(tmp_path, HEADER + line), now=clock.now())
    again = import_abroad(file(tmp_path, HEADER + line), now=clock.now())
    moved = import_abroad(file(tmp_path, HEADER + line.replace("Kaai 3", "Kaai 5")), now=clock.now())
    assert [(r.written, r.same) for r in (first, again, moved)] == [(1, 0), (0, 1), (1, 0)]
    row = Abroad.objects.get()
    assert (row.country, row.number, row.name, row.address, row.activity) == (
        "BE",
        "0403019261",
        "Gieterij Voorbeeld",
        "Kaai 5",
        "24.51",
    )


def test_refused_rows_are_told_by_row_and_column(tmp_path: Path, clock: VirtualClock) -> None:
    rows = [
        "BE,0403.019.262,A,,,",
        "ZZ,1,A,,,",
        "Belgique,1,A,,,",
        "FR,000000018,A,,,",
        f"BE,{BELGIAN},,,,",
    ]
    report = import_abroad(file(tmp_path, HEADER + "\n".join(rows) + "\n"), now=clock.now())
    assert [(p.row, p.column) for p in report.problems] == [
        (2, "number"),
        (3, "number"),
        (4, "country"),
        (5, "country"),
        (6, "name"),
    ]
    assert not Abroad.objects.exists()


def test_a_file_without_the_columns_is_refused(tmp_path: Path, clock: VirtualClock) -> None:
    with pytest.raises(Refused):
        import_abroad(file(tmp_path, "country,name\nBE,A\n"), now=clock.now())


@pytest.mark.parametrize(
    ("country", "text", "kept"), [("BE", "BE 0403.019.261", "0403019261"), ("ES", "B-58378431", "B58378431")]
)
def test_a_number_has_one_form(country: str, text: str, kept: str) -> None:
    assert checked_number(country, text) == kept
