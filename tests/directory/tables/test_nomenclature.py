"""Files of the nomenclatures, and which code of a unit counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.directory.public.rows import make_unit

from filon.directory.public.activities import Code, codes_of, labels, main_revision
from filon.directory.public.models import Activity, ActivityLink
from filon.directory.public.states import Revision
from filon.directory.tables.nomenclature import code_of, import_nomenclature
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
LAST_OF_REV_2, FIRST_OF_2025 = date(2026, 12, 31), date(2027, 1, 1)


def book(tmp_path: Path, *lines: list[object]) -> Path:
    workbook = Workbook()
    for line in lines:
        workbook.active.append(line)
    workbook.save(tmp_path / "naf.xlsx")
    return tmp_path / "naf.xlsx"


def test_labels_of_naf_2025_come_from_insees_file(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ["Nomenclature d’activités française, 2025"],
        ["Ligne", "Code", "Libellé"],
        [1, "C", "Industrie manufacturière"],
        [2, "24.51", "Fonderie de fonte"],
        [3, "24.51Y", "Fonderie de fonte et d’acier"],
    )
    assert [(r.written, r.same) for r in (import_nomenclature(path), import_nomenclature(path))] == [(1, 0), (0, 1)]
    assert labels(["24.51Y", "99.99Z"], Revision.NAF25) == {"24.51Y": "Fonderie de fonte et d’acier"}


def test_labels_of_naf_rev_2_are_known_without_a_file() -> None:
    assert labels(["24.51Z"], Revision.NAF) == {"24.51Z": "Fonderie de fonte"}
    Activity.objects.create(revision=Revision.NAF, code="24.51Z", label="Fonte")
    assert labels(["24.51Z"], Revision.NAF) == {"24.51Z": "Fonte"}


def test_the_correspondence_is_kept_and_read_once(tmp_path: Path) -> None:
    path = book(tmp_path, ["NAF rév. 2", "NAF 2025"], ["24.51Z", "24.51Y"], ["70.22Z", "70.20Y"], ["70.22Z", "70.20H"])
    assert [import_nomenclature(path).written, import_nomenclature(path).written] == [3, 0]
    assert ActivityLink.objects.filter(naf="70.22Z").count() == 2


def test_the_main_code_switches_on_the_first_of_january_2027() -> None:
    assert (main_revision(LAST_OF_REV_2), main_revision(FIRST_OF_2025)) == (Revision.NAF, Revision.NAF25)
    unit = make_unit(naf="24.51Z", naf25="24.51Y")
    assert [c.code for c in codes_of(unit, on=LAST_OF_REV_2)] == ["24.51Z", "24.51Y"]
    assert [c.code for c in codes_of(unit, on=FIRST_OF_2025)] == ["24.51Y", "24.51Z"]


def test_a_code_that_lacks_comes_from_the_correspondence_when_there_is_one_only() -> None:
    ActivityLink.objects.create(naf="24.51Z", naf25="24.51Y")
    ActivityLink.objects.create(naf="70.22Z", naf25="70.20Y")
    ActivityLink.objects.create(naf="70.22Z", naf25="70.20H")
    sure, doubtful = make_unit(naf="24.51Z", naf25=""), make_unit(siren="000000026", naf="70.22Z", naf25="")
    assert [c.code for c in codes_of(sure, on=FIRST_OF_2025)] == ["24.51Y", "24.51Z"]
    assert [(c.revision, c.code) for c in codes_of(doubtful, on=FIRST_OF_2025)] == [(Revision.NAF, "70.22Z")]


@pytest.mark.parametrize(("text", "code"), [("24.51Z", "24.51Z"), ("2451z", "24.51Z"), ("24.51", ""), ("C", "")])
def test_only_sub_classes_are_codes_of_companies(text: str, code: str) -> None:
    assert code_of(text) == code


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        import_nomenclature(book(tmp_path, ["Nom", "Prénom"], ["a", "b"]))


def test_a_code_is_written_with_its_label() -> None:
    assert str(Code(Revision.NAF, "24.51Z", "Fonderie de fonte")) == "24.51Z Fonderie de fonte"
    assert str(Code(Revision.NAF, "24.51Z", "")) == "24.51Z"
