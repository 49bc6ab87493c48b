"""The journal of an import: what each batch made and filled in, kept to be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from filon.crm.imports.models import ImportBatch
from filon.crm.models import Contact
from filon.directory.operations import CompanyDraft, Upserted
from filon.kernel.secrets import fingerprint

Marks = dict[str, str]
"""Field → mark of the value written there; ``extra.<name>`` is one column of the custom data."""

EXTRA = "extra."
MARK_DIGITS = 16


def mark(value: object) -> str:
    """Tells whether a field still holds what was written, without keeping it."""
    return fingerprint("import", str(value)).hex()[:MARK_DIGITS]


def value_of(contact: Contact, name: str) -> Any:
    """What a contact has in a field as the journal names it."""
    return contact.extra.get(name.removeprefix(EXTRA), "") if name.startswith(EXTRA) else getattr(contact, name)


def note(
    import_id: UUID,
    *,
    companies: Mapping[CompanyDraft, Upserted],
    contacts: Sequence[tuple[Contact, Sequence[str]]],
) -> None:
    """Write down one batch, in the transaction that wrote it. ``contacts`` are known ones with the fields they got."""
    made = {company.id for company in companies.values() if company.created}
    filled: dict[str, Marks] = {}
    for draft, company in companies.items():
        if company.filled and company.id not in made:
            marks = {name: mark(getattr(draft, name)) for name in company.filled}
            filled[str(company.id)] = filled.get(str(company.id), {}) | marks
    batch = ImportBatch(
        of_import_id=import_id,
        made=[str(key) for key in made],
        contacts={str(c.id): {name: mark(value_of(c, name)) for name in names} for c, names in contacts},
        companies=filled,
    )
    if batch.made or batch.contacts or batch.companies:
        batch.save()


def batches(import_id: UUID) -> Iterator[ImportBatch]:
    """The batches of an import, in the order in which they were written."""
    return ImportBatch.objects.filter(of_import_id=import_id).order_by("id").iterator(chunk_size=10)


def forget(contact_id: UUID) -> None:
    """Keep nothing of a person who asked to be erased."""
    for batch in ImportBatch.objects.filter(contacts__has_key=str(contact_id)):
        del batch.contacts[str(contact_id)]
        batch.save(update_fields=["contacts"])
