"""Which rows of a batch are people the workspace knows already. Reads only; a fixed number of queries per batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from filon.crm.fields import name_key
from filon.crm.imports.checking import identity
from filon.crm.imports.records import Accepted, Record
from filon.crm.models import Contact
from filon.kernel import bulk
from filon.kernel.tenancy import current_workspace
from filon.kernel.text import fold

COLUMNS = (
    "id", "company_id", "first_name", "last_name", "company_key", "job_title", "email", "phone", "mobile",
    "linkedin_url", "city", "source", "note", "extra", "created_by_import_id", "updated_at",
)  # fmt: skip
"""What is read of a known contact: what tells the person, and what a row may fill in."""

OF_ADDRESSES = """
select id from crm_contact where workspace_id = %b::uuid and email <> '' and email = any(%b::text[])
"""
"""That ``email`` is not empty is said so that the index of addresses, which leaves the empty ones out, can serve."""
OF_NAMES = """
select id from crm_contact
where workspace_id = %b::uuid
  and (name_key = any(%b::text[])
       or (name_key = '' and email = '' and (phone = any(%b::text[]) or mobile = any(%b::text[]))))
"""


def known_contacts(batch: Sequence[Accepted], *, import_id: UUID | None, lock: bool) -> list[Contact | None]:
    """For each row the contact that it is about, or None for somebody new.

    A row with an address is the contact of that address and nobody else. A row without one is the contact of the same
    first name, last name and company, rather one without address; never one that this very import (``import_id``)
    made from a row with an address, for two rows of one file that differ so much are two people.
    ``lock`` keeps the found rows from changing until the transaction ends.
    """
    addressed = _of_addresses({row.record.email.key for row in batch if row.record.email})
    named = _of_names([row.record for row in batch if not row.record.email])
    contacts = _read(addressed | named, lock=lock)
    by_email = {contact.email: contact for contact in contacts if contact.email}
    by_identity = _by_identity((contact for contact in contacts if contact.id in named), import_id=import_id)
    return [
        by_email.get(row.record.email.key) if row.record.email else by_identity.get(identity(row.record))
        for row in batch
    ]


def _of_addresses(emails: set[str]) -> set[UUID]:
    return {key for (key,) in bulk.run(OF_ADDRESSES, current_workspace(), list(emails))} if emails else set()


def _of_names(records: Sequence[Record]) -> set[UUID]:
    """Contacts of the same names, and nameless ones without address of the numbers of nameless rows."""
    if not records:
        return set()
    names = {key for record in records if (key := name_key(record.first_name, record.last_name))}
    nameless = [record for record in records if not record.first_name and not record.last_name]
    numbers = list({number for record in nameless for number in (record.phone, record.mobile) if number})
    return {key for (key,) in bulk.run(OF_NAMES, current_workspace(), list(names), numbers, numbers)}


def _read(ids: set[UUID], *, lock: bool) -> list[Contact]:
    if not ids:
        return []
    found: QuerySet[Contact] = Contact.objects.filter(id__in=ids).only(*COLUMNS).order_by("created_at", "id")
    return list(found.select_for_update(of=("self",)) if lock else found)


def _by_identity(contacts: Iterable[Contact], *, import_id: UUID | None) -> dict[tuple[str, ...], Contact]:
    """Contacts under what a row without address is recognised by; those without address first, then the oldest."""
    found: dict[tuple[str, ...], list[Contact]] = defaultdict(list)
    for contact in contacts:
        if not (contact.email and import_id and contact.created_by_import_id == import_id):
            found[_identity_of(contact)].append(contact)
    return {key: min(those, key=lambda contact: bool(contact.email)) for key, those in found.items()}


def _identity_of(contact: Contact) -> tuple[str, ...]:
    named = ("name", fold(contact.first_name), fold(contact.last_name), contact.company_key)
    return named if contact.first_name or contact.last_name else (*named, contact.phone, contact.mobile)
