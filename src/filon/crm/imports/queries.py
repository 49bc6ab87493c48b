"""What the pages and the API read of imports."""

from __future__ import annotations

from typing import IO

from django.db.models import QuerySet

from filon.crm.imports.batches import batches_of, opened, screen
from filon.crm.imports.records import Refused
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
    """Write all refused rows as CSV, read anew from the kept file. Raises Refused when that is gone."""
    with opened(import_) as table:
        rows = (row for batch in batches_of(import_, table) for row in screen(batch) if isinstance(row, Refused))
        out.writelines(error_file(rows, names=table.columns))
