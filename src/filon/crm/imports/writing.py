"""A batch of checked rows written down: companies, contacts, oppositions, and what the timeline says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from urllib.parse import urlsplit
from uuid import UUID

from filon.consent.operations import suppress_many
from filon.consent.states import Kind, Reason
from filon.crm.events import ContactAdded, ContactChanged
from filon.crm.fields import name_key
from filon.crm.imports import journal
from filon.crm.imports.matching import known_contacts
from filon.crm.imports.new_contacts import NewContact, Origin, insert
from filon.crm.imports.records import Accepted, Record
from filon.crm.models import Contact
from filon.crm.operations.opposition import opt_out_many
from filon.directory.events import CompanyAdded
from filon.directory.operations import CompanyDraft, Upserted, upsert_companies
from filon.kernel.ids import uuid7s
from filon.timeline.events import Published, TypedEvent, publish_many

LONGEST_DOMAIN = 190
FILLED = ("first_name", "last_name", "job_title", "phone", "mobile", "linkedin_url", "city", "source", "note")
"""What a known contact may get from a row when it had nothing there. Nothing is ever overwritten."""


@dataclass(frozen=True, slots=True)
class Written:
    created: int = 0
    updated: int = 0


def write(batch: Sequence[Accepted], *, origin: Origin) -> Written:
    """Write a batch in the caller's transaction; the number of queries does not depend on its size.

    Known people get what they lacked and count as updated even when they lacked nothing.
    """
    known = known_contacts(batch, import_id=origin.import_id, lock=True)
    drafts = [_draft(row.record) for row in batch]
    upserted = _upserted(drafts, origin=origin)
    companies = [upserted[draft] if draft else None for draft in drafts]
    new: list[NewContact] = []
    ids = iter(uuid7s(len(batch)))
    filled: dict[UUID, tuple[Contact, list[str]]] = {}
    opted_out: list[tuple[Record, UUID]] = []
    for row, contact, company in zip(batch, known, companies, strict=True):
        if contact is None:
            new.append(NewContact(next(ids), row.record, company))
        elif changes := _fill(contact, row.record, company, origin=origin):
            before = filled[contact.id][1] if contact.id in filled else []
            filled[contact.id] = (contact, [*before, *changes])
        if row.record.opt_out:
            opted_out.append((row.record, contact.id if contact else new[-1].id))
    insert(new, origin=origin)
    _save_filled([contact for contact, _changes in filled.values()])
    others = [one for one in filled.values() if one[0].created_by_import_id != origin.import_id]
    journal.note(origin.import_id, companies=upserted, contacts=others)
    _publish(new, others, made=[company.id for company in upserted.values() if company.created], origin=origin)
    _respect_oppositions(opted_out, origin=origin)
    return Written(created=len(new), updated=len(batch) - len(new))


def _upserted(drafts: Sequence[CompanyDraft | None], *, origin: Origin) -> dict[CompanyDraft, Upserted]:
    different = list(dict.fromkeys(draft for draft in drafts if draft))
    return dict(zip(different, upsert_companies(different, now=origin.now), strict=True)) if different else {}


def _draft(record: Record) -> CompanyDraft | None:
    """The company that a record names, None when it names none."""
    if not record.company and not record.siren:
        return None
    return CompanyDraft(
        name=record.company or record.siren,
        siren=record.siren or record.siret[:9],
        siret=record.siret,
        website=record.website,
        domain=_domain(record.website),
        postcode=record.postcode,
        city=record.city,
        country=record.country,
    )


def _domain(website: str) -> str:
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return host if len(host) <= LONGEST_DOMAIN else ""


def _fill(contact: Contact, record: Record, company: Upserted | None, *, origin: Origin) -> list[str]:
    """Give the contact what it lacked; name what that was."""
    changes = [name for name in FILLED if getattr(record, name) and not getattr(contact, name)]
    for name in changes:
        setattr(contact, name, getattr(record, name))
    if company and contact.company_id is None:
        contact.company_id, contact.company_key = company.id, company.name_key
        changes.append("company_id")
    if more := {name: value for name, value in record.extra.items() if name not in contact.extra}:
        contact.extra = contact.extra | more
        changes.extend(f"{journal.EXTRA}{name}" for name in more)
    if changes:
        contact.name_key = name_key(contact.first_name, contact.last_name)
    if changes and contact.created_by_import_id != origin.import_id:  # what it still adds to is no change since
        contact.updated_at = origin.now
    return changes


def _save_filled(contacts: Sequence[Contact]) -> None:
    columns = [*FILLED, "company_id", "company_key", "name_key", "extra", "updated_at"]
    Contact.objects.bulk_update(contacts, [name.removesuffix("_id") for name in columns])


def _publish(
    new: Sequence[NewContact],
    filled: Sequence[tuple[Contact, list[str]]],
    *,
    made: Sequence[UUID],
    origin: Origin,
) -> None:
    added = ContactAdded(source=origin.name)
    told: list[tuple[TypedEvent, UUID | None, UUID | None]] = [
        *zip(repeat(CompanyAdded(source=origin.name)), made, repeat(None)),
        *((added, c.company_id, c.id) for c in new),
        *((ContactChanged(fields=_told(names)), contact.company_id, contact.id) for contact, names in filled),
    ]
    publish_many(
        Published(event=event, at=origin.now, company_id=company_id, contact_id=contact_id, actor_id=origin.by, id=id_)
        for (event, company_id, contact_id), id_ in zip(told, uuid7s(len(told)), strict=True)
    )


def _told(names: Sequence[str]) -> tuple[str, ...]:
    """Fields as the timeline names them: the custom data is one."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in names))


def _respect_oppositions(opted_out: Sequence[tuple[Record, UUID]], *, origin: Origin) -> None:
    """A column that says “unsubscribed” is the opposite of consent: the address, else the number, goes on the list."""
    source = origin.name[:120]
    addressed = {contact_id for record, contact_id in opted_out if record.email}
    numbers = [record.mobile or record.phone for record, _contact_id in opted_out if not record.email]
    opt_out_many(addressed, reason=Reason.IMPORTED, now=origin.now, source=source, by=origin.by)
    suppress_many(Kind.PHONE, filter(None, numbers), reason=Reason.IMPORTED, now=origin.now, source=source)
