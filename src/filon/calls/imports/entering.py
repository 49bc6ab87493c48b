"""Numbers that a program hands over one by one, held to the same rules as those of a file (ST-86)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from filon.calls.imports.checking import Line, check
from filon.calls.imports.matching import known_of
from filon.calls.imports.screening import screened
from filon.calls.imports.template import MODELS, Field
from filon.calls.models import CallCampaign
from filon.calls.operations.prospects import NewProspect, add_prospects
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Refused
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants


@dataclass(frozen=True)
class Entered:
    """``known`` were in the campaign already, or came twice; ``refused`` rows are told by their place, from 1."""

    added: int
    known: int
    credits: int
    refused: list[Refused]


def enter(campaign_id: UUID, rows: Sequence[Sequence[str]], *, now: datetime) -> Entered:
    """Check, screen and add rows of texts, in the order of the model of the campaign's scenario (``template.MODELS``);
    what is wrong stays out and is told.

    Raises kernel.errors.Refused, code ``no_credit``, and adds nothing when too few credits are left.
    """
    model = MODELS[CallCampaign.objects.values_list("scenario", flat=True).get(id=campaign_id)]
    fields = tuple(model.labels)
    region = tenants.workspace(current_workspace()).country
    numbered = [Row(place, [cell.replace("\0", "") for cell in cells]) for place, cells in enumerate(rows, start=1)]
    names = [field.value for field in fields]
    outcomes = list(check(numbered, fields=fields, names=names, region=region, mandatory=model.mandatory))
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    lines, opposed = screened([each for each in outcomes if isinstance(each, Line)], column=Field.PHONE)
    added = add_prospects(campaign_id, as_prospects(lines), reference=f"api:{uuid7()}", now=now)
    refused = sorted([*refused, *opposed], key=lambda row: row.row)
    return Entered(added.added, len(rows) - added.added - len(refused), added.credits, refused)


def as_prospects(lines: Sequence[Line]) -> list[NewProspect]:
    """Each line with the company and the contact that the workspace knows, where there is exactly one."""
    found = known_of(lines)
    return [
        NewProspect(
            phone=line.phone,
            kind=line.kind,
            label=line.label,
            first_name=line.first_name,
            last_name=line.last_name,
            job_title=line.job_title,
            email=line.email,
            external_id=line.external_id,
            siret=line.siret,
            company_id=found[line].company_id,
            contact_id=found[line].contact_id,
            columns={
                name: value for name, value in (("company", line.company), ("reference", line.reference)) if value
            },
        )
        for line in lines
    ]
