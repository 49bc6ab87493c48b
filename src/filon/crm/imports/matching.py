"""Which rows of a batch are people the workspace knows already. Reads only; a fixed number of queries per batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from filon.crm.fields import name_key
from filon.crm.imports.checking import identity
from filon.crm.imports.records import Accepted, Record
from filon.crm.models import Contact
from filon.kernel.text import fold

COLUMNS = (
    "id", "company_id", "first_name", "last_name", "company_key", "job_title", "email", "phone", "mobile",
    "linkedin_url", "city", "source", "note", "extra", "created_by_import_id",
)  # fmt: skip
"""What is read of a known contact: what tells the person, and what a row may fill in."""


def known_contacts(batch: Sequence[Accepted], *, import_id: UUID | None, lock: bool) -> list[Contact | None]:
    """For each row the contact that it is about, or None for somebody new.

    A row with an address is the contact of that address and nobody else. A row without one is the contact of the same
    first name, last name and company, rather one without address; never one that this very import (``import_id``)
    made from a row with an address, for two rows of one file that differ so much are two people.
    ``lock`` keeps the found rows from changing until the transaction ends.
    """
    by_email = {c.email: c for c in _read(_of_emails(batch), lock=lock)}
    nameless_or_not = [row.record for row in batch if not row.record.email]
    by_identity = _by_identity(_read(_of_names(nameless_or_not), lock=lock), import_id=import_id)
    return [
        by_email.get(row.record.email.key) if row.record.email else by_identity.get(identity(row.record))
        for row in batch
    ]


def _of_emails(batch: Sequence[Accepted]) -> Q | None:
    emails = {row.record.email.key for row in batch if row.record.email}
    return Q(email__in=emails) if emails else None


def _of_names(records: Sequence[Record]) -> Q | None:
    if not records:
        return None
    names = {key for record in records if (key := name_key(record.first_name, record.last_name))}
    numbers = {number for record in records if not record.first_name and not record.last_name
               for number in (record.phone, record.mobile) if number}  # fmt: skip
    return Q(name_key__in=names) | Q(Q(phone__in=numbers) | Q(mobile__in=numbers), name_key="", email="")


def _read(where: Q | None, *, lock: bool) -> Iterable[Contact]:
    if where is None:
        return ()
    found: QuerySet[Contact] = Contact.objects.filter(where).only(*COLUMNS).order_by("created_at", "id")
    return found.select_for_update(of=("self",)) if lock else found


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
