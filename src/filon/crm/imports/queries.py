"""What the pages and the API read of imports."""

from __future__ import annotations

from collections import defaultdict
from typing import IO

from django.db.models import QuerySet

from filon.crm.imports.batches import batches_of, opened, screen
from filon.crm.imports.oppositions import NOTHING_KEPT
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Problem, Refused
from filon.crm.imports.report import error_file
from filon.crm.models import Import, ImportProblem
from filon.kernel.listing import ListSpec, Sort

PROBLEMS_SHOWN = 25

HISTORY = ListSpec(sorts={"created": Sort("created_at", desc=True)}, default_sort="created")
PROBLEMS = ListSpec(sorts={"row": Sort("row")}, default_sort="row", size=PROBLEMS_SHOWN)


def history() -> QuerySet[Import]:
    """The imports of the workspace, with who made them."""
    return Import.objects.select_related("created_by").defer("mapping", "layout")


def problems(import_: Import) -> QuerySet[ImportProblem]:
    """What was wrong with the refused rows: the first of them, see ``limits.PROBLEMS_KEPT``."""
    return ImportProblem.objects.filter(of_import=import_)


def write_error_file(import_: Import, out: IO[bytes]) -> None:
    """Write all refused rows as CSV, from the kept file. Raises Refused when that is gone.

    As a rule the check has kept every problem and only the cells are read again; beyond ``PROBLEMS_KEPT``, and for a
    file that is half-way in, every row is checked anew.
    """
    known = _known_problems(import_)
    with opened(import_) as table:
        if len(known) == import_.refused:
            rows = (_refused_again(row, known[row.number]) for row in table.rows() if row.number in known)
        else:
            rows = (row for batch in batches_of(import_, table) for row in screen(batch) if isinstance(row, Refused))
        out.writelines(error_file(rows, names=table.columns))


def _known_problems(import_: Import) -> dict[int, list[Problem]]:
    """What the check kept, by row."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for kept in problems(import_).order_by("row", "id"):
        found[kept.row].append(
            Problem(
                row=kept.row,
                column=kept.column,
                field=kept.field,
                value=kept.value,
                code=kept.code,
                message=kept.message,
                hint=kept.hint,
            )
        )
    return found


def _refused_again(row: Row, found: list[Problem]) -> Refused:
    """A row with the problems that it had; nothing of somebody who may not come back."""
    cells = () if any(problem.code in NOTHING_KEPT for problem in found) else tuple(row.cells)
    return Refused(row.number, tuple(found), cells)
