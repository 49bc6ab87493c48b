"""The refused rows of an import, as the file of errors wants them."""

from __future__ import annotations

from collections.abc import Iterator

from filon.calls.imports.checking import problem
from filon.calls.imports.models import ProspectImport
from filon.crm.imports.records import Problem, Refused


def error_rows(import_: ProspectImport) -> Iterator[Refused]:
    """Each refused row with its problems, in the order of the file."""
    for row in import_.refused:
        yield Refused(row["row"], tuple(_problem(fault) for fault in row["problems"]), tuple(row["cells"]))


def _problem(fault: dict[str, str]) -> Problem:
    row, column, value = int(fault["row"]), fault["column"], fault["value"]
    return problem(fault["code"], row=row, column=column, value=value, message=fault["message"])
