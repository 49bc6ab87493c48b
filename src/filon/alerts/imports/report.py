"""The refused rows of an import, as the file of errors wants them."""

from __future__ import annotations

from collections.abc import Iterator

from filon.alerts.imports.checking import problem
from filon.alerts.imports.models import ProjectImport
from filon.crm.imports.records import Refused


def error_rows(import_: ProjectImport) -> Iterator[Refused]:
    """Each refused row with its problems, in the order of the file."""
    for row in import_.refused:
        faults = tuple(
            problem(f["code"], row=row["row"], column=f["column"], value=f["value"], message=f["message"])
            for f in row["problems"]
        )
        yield Refused(row["row"], faults, tuple(row["cells"]))
