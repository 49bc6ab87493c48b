"""Keeps `docs/requirements.md` true: `python tools/check_requirements.py`.

Every id stands once and no number is left out; a `done` row names tests that exist, as
`tests/room/test_x.py::test_name`; a `planned` row names none.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
TABLE = CHECKOUT / "docs" / "requirements.md"
ROW = re.compile(r"^\| (?P<family>[A-Z]+(?:-[A-Z]+)?)-(?P<number>\d+) \|(?P<rest>.*)\|\s*$")
PROOF = re.compile(r"`(?P<path>tests/[\w/]+\.py)::(?P<name>\w+)`")
STATES = ("done", "planned")


@dataclass(frozen=True)
class Row:
    """One requirement of the table."""

    line: int
    family: str
    number: int
    state: str
    proofs: str

    @property
    def id(self) -> str:
        return f"{self.family}-{self.number}"


def rows_of(text: str) -> list[Row]:
    """The rows of a table, in their order."""
    found = []
    for line, content in enumerate(text.splitlines(), 1):
        if match := ROW.match(content):
            cells = [cell.strip() for cell in match["rest"].split("|")]
            found.append(Row(line, match["family"], int(match["number"]), cells[-2], cells[-1]))
    return found


def faults_of(text: str, *, checkout: Path) -> list[str]:
    """What is not true in this table, one sentence each."""
    rows = rows_of(text)
    if not rows:
        return ["the table has no row"]
    twice = [name for name, count in Counter(row.id for row in rows).items() if count > 1]
    return [
        *(f"{name} stands twice" for name in twice),
        *_left_out(rows),
        *(fault for row in rows for fault in _faults_of_row(row, checkout)),
    ]


def _left_out(rows: list[Row]) -> list[str]:
    numbers = defaultdict(set)
    for row in rows:
        numbers[row.family].add(row.number)
    return [
        f"{family}-{number} is missing"
        for family, present in numbers.items()
        for number in sorted(set(range(1, max(present) + 1)) - present)
    ]


def _faults_of_row(row: Row, checkout: Path) -> list[str]:
    where = f"line {row.line}: {row.id}"
    if row.state not in STATES:
        return [f"{where} is neither done nor planned but “{row.state}”"]
    proofs = list(PROOF.finditer(row.proofs))
    if row.state == "planned":
        return [f"{where} is planned and names a test"] if proofs else []
    if not proofs or PROOF.sub("", row.proofs).strip(" ,·"):
        return [f"{where} is done: name its tests as `tests/room/test_x.py::test_name`, nothing else"]
    return [
        f"{where}: there is no test {proof['path']}::{proof['name']}"
        for proof in proofs
        if proof["name"] not in _tests_of(checkout / proof["path"])
    ]


def _tests_of(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text())
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


def main() -> int:
    faults = faults_of(TABLE.read_text(), checkout=CHECKOUT)
    for fault in faults:
        print(f"docs/requirements.md: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
