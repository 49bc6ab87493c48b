"""Numbers that a program hands over one by one, held to the same rules as those of a file (ST-86)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from filon.calls.imports.checking import Line, check
from filon.calls.imports.screening import screened
from filon.calls.imports.template import Field
from filon.calls.operations.prospects import NewProspect, add_prospects
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Refused
from filon.directory.models import Company
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.kernel.text import fold
from filon.tenants import queries as tenants

FIELDS = tuple(Field)


@dataclass(frozen=True)
class Entered:
    """``known`` were in the campaign already, or came twice; ``refused`` rows are told by their place, from 1."""

    added: int
    known: int
    credits: int
    refused: list[Refused]


def enter(campaign_id: UUID, rows: Sequence[Sequence[str]], *, now: datetime) -> Entered:
    """Check, screen and add rows of phone, company, label and reference; what is wrong stays out and is told.

    Raises kernel.errors.Refused, code ``no_credit``, and adds nothing when too few credits are left.
    """
    names = [field.value for field in FIELDS]
    region = tenants.workspace(current_workspace()).country
    numbered = [Row(place, [cell.replace("\0", "") for cell in cells]) for place, cells in enumerate(rows, start=1)]
    outcomes = list(check(numbered, fields=FIELDS, names=names, region=region))
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    lines, opposed = screened([each for each in outcomes if isinstance(each, Line)], column=Field.PHONE)
    added = add_prospects(campaign_id, as_prospects(lines), reference=f"api:{uuid7()}", now=now)
    refused = sorted([*refused, *opposed], key=lambda row: row.row)
    return Entered(added.added, len(rows) - added.added - len(refused), added.credits, refused)


def as_prospects(lines: Sequence[Line]) -> list[NewProspect]:
    """Each line with the company of its name, where there is exactly one."""
    companies = _companies({fold(line.company) for line in lines if line.company})
    return [
        NewProspect(
            phone=line.phone,
            kind=line.kind,
            label=line.label,
            company_id=companies.get(fold(line.company)) if line.company else None,
            columns={
                name: value for name, value in (("company", line.company), ("reference", line.reference)) if value
            },
        )
        for line in lines
    ]


def _companies(names: set[str]) -> dict[str, UUID]:
    found: dict[str, list[UUID]] = {}
    for name, key in Company.objects.filter(name_key__in=names).values_list("name_key", "id"):
        found.setdefault(name, []).append(key)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}
