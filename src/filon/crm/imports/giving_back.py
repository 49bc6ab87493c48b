"""Known contacts and companies get back what they had before an import, where nobody has changed it since."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from filon.crm.events import ContactAdded, ContactChanged, ContactDeleted, OptedOut
from filon.crm.fields import name_key
from filon.crm.imports.journal import EXTRA, Marks, mark, value_of
from filon.crm.imports.models import ImportBatch
from filon.crm.models import Contact, Import, Opportunity
from filon.directory.events import CompanyAdded
from filon.directory.models import Company
from filon.directory.operations import clear_fields, delete_companies
from filon.timeline.events import Published, publish_many
from filon.timeline.models import Event

LEFT_BY_AN_IMPORT = frozenset(
    event.kind for event in (CompanyAdded, ContactAdded, ContactChanged, ContactDeleted, OptedOut)
)
"""What the timeline of a company says when an import that made it came and its people went again, and nothing else."""

_COLUMNS = (
    "first_name", "last_name", "name_key", "job_title", "phone", "mobile", "linkedin_url", "city", "source", "note",
    "company", "company_key", "extra", "updated_at",
)  # fmt: skip


def give_contacts_back(batch: ImportBatch, *, now: datetime, by: int | None) -> int:
    """Empty again what the batch had filled in, in the caller's transaction; answers how many contacts changed."""
    rows = Contact.objects.select_for_update(of=("self",)).filter(id__in=list(batch.contacts)).order_by("id")
    changed: list[tuple[Contact, tuple[str, ...]]] = []
    for contact in rows:
        if names := _unchanged(contact, batch.contacts[str(contact.id)]):
            _clear(contact, names, now=now)
            changed.append((contact, names))
    Contact.objects.bulk_update([contact for contact, _names in changed], _COLUMNS, batch_size=500)
    publish_many(
        Published(
            event=ContactChanged(fields=tuple(dict.fromkeys(name.partition(".")[0] for name in names))),
            at=now,
            contact_id=contact.id,
            company_id=contact.company_id,
            actor_id=by,
        )
        for contact, names in changed
    )
    return len(changed)


def give_companies_back(batch: ImportBatch, *, now: datetime, by: int | None) -> int:
    """The same for companies."""
    rows = Company.objects.select_for_update(of=("self",)).filter(id__in=list(batch.companies)).order_by("id")
    cleared = {}
    for company in rows:
        marks: Marks = batch.companies[str(company.id)]
        if names := tuple(name for name, kept in marks.items() if mark(getattr(company, name) or "") == kept):
            cleared[company.id] = names
    return clear_fields(cleared, now=now, by=by)


def remove_companies(batch: ImportBatch, *, of: Import, now: datetime, by: int | None) -> int:
    """Delete the companies that the batch made and that serve nothing; in the caller's transaction."""
    rows = Company.objects.select_for_update(of=("self",)).filter(id__in=batch.made, updated_at__lte=of.finished_at)
    idle = set(rows.values_list("id", flat=True))
    for used in (
        Contact.objects.filter(company_id__in=idle),
        Opportunity.objects.filter(company_id__in=idle),
        Event.objects.filter(company_id__in=idle).exclude(kind__in=LEFT_BY_AN_IMPORT),
    ):
        idle -= set(used.values_list("company_id", flat=True))
    return delete_companies(idle, now=now, by=by)


def _unchanged(contact: Contact, marks: Marks) -> tuple[str, ...]:
    """The fields that still hold what the import wrote."""
    return tuple(name for name, kept in marks.items() if mark(value_of(contact, name)) == kept)


def _clear(contact: Contact, names: tuple[str, ...], *, now: datetime) -> None:
    for name in names:
        if name.startswith(EXTRA):
            contact.extra.pop(name.removeprefix(EXTRA), None)
        elif name == "company_id":
            contact.company_id, contact.company_key = None, ""
        else:
            setattr(contact, name, "")
    contact.name_key = name_key(contact.first_name, contact.last_name)
    contact.updated_at = now


def companies_left(ids: list[str]) -> int:
    """How many of these companies there still are."""
    return Company.objects.filter(id__in=[UUID(key) for key in ids]).count()
