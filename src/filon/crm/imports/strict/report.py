"""The refused rows of an import, as its page and its file of errors want them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from filon.crm.imports.records import Problem, Refused
from filon.crm.imports.report import error_file
from filon.crm.imports.strict.models import StrictImport

PROBLEMS_SHOWN = 50


def problems(import_: StrictImport) -> dict[str, Any]:
    """What a page tells: the first ``problems``, and how many ``more`` there are."""
    every = [fault for row in import_.refused for fault in row["problems"]]
    return {"problems": every[:PROBLEMS_SHOWN], "more": max(0, len(every) - PROBLEMS_SHOWN)}


def errors_csv(import_: StrictImport) -> bytes:
    """The refused rows with their reasons, in the order of the file, to mend and import again."""
    return b"".join(error_file(_rows(import_), names=import_.columns))


def _rows(import_: StrictImport) -> Iterator[Refused]:
    for row in import_.refused:
        faults = tuple(Problem(**{"field": "", **fault}) for fault in row["problems"])
        yield Refused(row["row"], faults, tuple(row["cells"]))
