"""Numbers held against the opposition list."""

from __future__ import annotations

from collections.abc import Sequence

from filon.calls.imports.checking import Line, problem
from filon.consent.queries import Target, are_suppressed
from filon.crm.imports.records import Refused
from filon.kernel.ids import uuid7


def screened(lines: Sequence[Line], *, column: str) -> tuple[list[Line], list[Refused]]:
    """Those that may be called, and the others, of whose rows nothing is kept but their place. One query."""
    keys = {uuid7(): line for line in lines}
    standing = are_suppressed(Target(key=key, phone=line.phone) for key, line in keys.items())
    listed = {keys[key].row for key, found in standing.items() if found.everywhere}
    opposed = [
        Refused(line.row, (problem("suppressed", row=line.row, column=column),), ())
        for line in lines
        if line.row in listed
    ]
    return [line for line in lines if line.row not in listed], opposed
