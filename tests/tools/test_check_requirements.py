from __future__ import annotations

from pathlib import Path

import pytest
from tools.check_requirements import faults_of

HEAD = "| id | requirement | state | proved by |\n|---|---|---|---|\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    tests = tmp_path / "tests" / "crm"
    tests.mkdir(parents=True)
    (tests / "test_x.py").write_text(
        "def test_one(): ...\nclass TestMore:\n    def test_two(self): ...\ndef helper(): ...\n"
    )
    return tmp_path


def table(*rows: str) -> str:
    return HEAD + "\n".join(rows) + "\n"


def test_a_true_table_has_no_fault(checkout: Path):
    text = table(
        "| ST-1 | first | planned | |",
        "| ST-2 | second | done | `tests/crm/test_x.py::test_one` |",
        "| A-ST-1 | third | done | `tests/crm/test_x.py::test_one`, `tests/crm/test_x.py::test_two` |",
    )
    assert faults_of(text, checkout=checkout) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("| ST-1 | a | done | `tests/crm/test_x.py::test_three` |", "there is no test tests/crm/test_x.py::test_three"),
        ("| ST-1 | a | done | `tests/crm/test_x.py::helper` |", "there is no test"),
        ("| ST-1 | a | done | `tests/crm/test_gone.py::test_one` |", "there is no test"),
        ("| ST-1 | a | done | |", "is done: name its tests"),
        ("| ST-1 | a | done | seen by hand |", "is done: name its tests"),
        ("| ST-1 | a | planned | `tests/crm/test_x.py::test_one` |", "is planned and names a test"),
        ("| ST-1 | a | nearly | |", "neither done nor planned"),
        ("| ST-2 | a | planned | |", "ST-1 is missing"),
        ("no row at all", "the table has no row"),
    ],
)
def test_what_is_not_true_is_told(checkout: Path, row: str, fault: str):
    faults = faults_of(table(row), checkout=checkout)
    assert len(faults) == 1
    assert fault in faults[0]


def test_an_id_stands_once(checkout: Path):
    text = table("| ST-1 | a | planned | |", "| ST-1 | b | planned | |")
    assert faults_of(text, checkout=checkout) == ["ST-1 stands twice"]
