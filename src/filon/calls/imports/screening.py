"""Numbers, and people, held against the opposition list."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from filon.calls.full.opposition import Callee, opposed
from filon.calls.imports.checking import Line, problem
from filon.crm.imports.records import Refused
from filon.kernel.ids import uuid7
from filon.kernel.values.siren import SIREN_DIGITS


def screened(lines: Sequence[Line], *, column: str) -> tuple[list[Line], list[Refused]]:
    """Those that may be called, and the others, of whose rows nothing is kept but their place. Two queries at most."""
    keys = {uuid7(): line for line in lines}
    listed = opposed([_callee(key, line) for key, line in keys.items()])
    told = {keys[key].row: "suppressed" for key in listed.numbers}
    told = {keys[key].row: "person_suppressed" for key in listed.people} | told
    refused = [Refused(row, (problem(code, row=row, column=column),), ()) for row, code in sorted(told.items())]
    return [line for line in lines if line.row not in told], refused


def _callee(key: UUID, line: Line) -> Callee:
    siren = line.siret[:SIREN_DIGITS]
    return Callee(key, line.phone, siren, line.first_name, line.last_name, line.email)
