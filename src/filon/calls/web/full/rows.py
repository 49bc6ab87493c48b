"""What the rows of a campaign that talks print, prepared so that the template only prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from filon.calls.full.comments import comment_of
from filon.calls.full.labels import Told, level_name, person_of, status_badge, told
from filon.calls.full.models import Qualification
from filon.calls.labels import Badge, Criterion, criteria_of
from filon.calls.models import Prospect
from filon.calls.queries.full import with_said
from filon.calls.web.rows import company_of
from filon.tenants.door import one


@dataclass(frozen=True)
class PersonRow:
    """A row of the table. ``changes`` are the fields that the switchboard corrected or contested; ``extracts`` is how
    many can be heard. ``opposed``: they want no more calls."""

    prospect: Prospect
    person: str
    company: str
    status: Badge
    level: str
    criteria: list[Criterion]
    changes: list[Told]
    extracts: int
    comment: str
    opposed: bool
    applied: bool


def shown_people(rows: Sequence[Prospect]) -> list[PersonRow]:
    """The rows of a page, read with ``queries.full.people``: no query more."""
    return [shown(row) for row in rows]


def shown(row: Prospect) -> PersonRow:
    said = said_of(row)
    return PersonRow(
        prospect=row,
        person=person_of(row.first_name, row.last_name),
        company=company_of(row),
        status=status_badge(row),
        level=level_name(row),
        criteria=criteria_of(row),
        changes=[each for each in told(row, said) if each.changed] if said else [],
        extracts=len([each for each in row.extracts.all() if each.audio]),
        comment=comment_of(row),
        opposed=said is not None and said.objected,
        applied=said is not None and said.applied_at is not None,
    )


def person_row(prospect_id: UUID) -> Prospect:
    """A row of this workspace with what was said of it; 404 for another."""
    return one(with_said(Prospect.objects.select_related("campaign")), id=prospect_id)


def said_of(row: Prospect) -> Qualification | None:
    """What was said of the row; None while nobody was spoken to."""
    return getattr(row, "qualification", None)
