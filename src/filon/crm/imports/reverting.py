"""Take an import back: what it created goes, what it filled in is empty again, as far as nothing has happened since.

Every step may run again: it finds what is left to do in the data, and counts in ``Import.taken_back`` with the change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from filon.consent.states import Reason
from filon.crm.events import ContactAdded, OptedOut
from filon.crm.imports import giving_back, journal
from filon.crm.imports.batches import BATCH
from filon.crm.imports.events import ImportReverted
from filon.crm.imports.models import ImportBatch
from filon.crm.imports.running import failures_told, moment
from filon.crm.models import Contact, Import
from filon.crm.operations.removal import delete_contacts
from filon.crm.states import ImportState
from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.timeline.events import publish
from filon.timeline.models import Event

CONTACTS, COMPANIES, GIVEN_BACK, COMPANIES_GIVEN_BACK = "contacts", "companies", "given_back", "companies_given_back"


def take_back(import_id: UUID, *, by: int | None) -> None:
    """Undo a reverted import, a batch at a time.

    Contacts it created go unless somebody changed them or the timeline says more of them than that they were added.
    Known ones that it filled in lose that again, field by field, where it still stands as it was written. Companies it
    created go once nobody is in them and nothing else is told of them. Oppositions stay: they are the person's wish.
    """
    with failures_told(import_id):
        import_ = Import.objects.get(id=import_id)
        after = UUID(int=0)
        while ids := _created(import_id, after=after):
            after = ids[-1]
            _step(import_, CONTACTS, partial(_delete_untouched, ids, of=import_, by=by))
        for batch in journal.batches(import_id):
            _step(import_, GIVEN_BACK, partial(giving_back.give_contacts_back, batch, by=by))
        for batch in journal.batches(import_id):
            _take_companies_back(import_, batch, by=by)
        _tell(import_id, by=by)


def _take_companies_back(import_: Import, batch: ImportBatch, *, by: int | None) -> None:
    _step(import_, COMPANIES, partial(giving_back.remove_companies, batch, of=import_, by=by))
    _step(import_, COMPANIES_GIVEN_BACK, partial(giving_back.give_companies_back, batch, by=by))


def _step(import_: Import, name: str, act: Callable[..., int]) -> None:
    """One transaction: the change (``act(now=…)``), and how many it concerned."""
    with transaction.atomic():
        counted = Import.objects.select_for_update(of=("self",)).only("taken_back").get(id=import_.id)
        if count := act(now=moment()):
            counted.taken_back[name] = counted.taken_back.get(name, 0) + count
            counted.save(update_fields=["taken_back"])


def _created(import_id: UUID, *, after: UUID) -> list[UUID]:
    rows = Contact.objects.filter(created_by_import_id=import_id, id__gt=after).order_by("id")
    return list(rows.values_list("id", flat=True)[:BATCH])


def _delete_untouched(ids: Sequence[UUID], *, of: Import, now: datetime, by: int | None) -> int:
    """Of these contacts delete those that nobody changed and of whom the timeline only says that they were added."""
    rows = Contact.objects.select_for_update(of=("self",)).filter(id__in=ids, updated_at=F("created_at"))
    unchanged = set(rows.values_list("id", flat=True))
    happened = (
        Event.objects.filter(contact_id__in=unchanged)
        .exclude(kind=ContactAdded.kind)
        .exclude(kind=OptedOut.kind, data__reason=Reason.IMPORTED, at__lte=of.finished_at)
    )
    return delete_contacts(unchanged - set(happened.values_list("contact_id", flat=True)), now=now, by=by)


def _tell(import_id: UUID, *, by: int | None) -> None:
    """One event however often the job runs, and the counts that the page shows."""
    with transaction.atomic():
        import_ = Import.objects.select_for_update(of=("self",)).get(id=import_id)
        told = Event.objects.filter(kind=ImportReverted.kind, origin_id=import_id).exists()
        if import_.state == ImportState.REVERTED and not told:
            import_.taken_back |= _left(import_)
            import_.save(update_fields=["taken_back"])
            counts = import_.taken_back
            event = ImportReverted(
                import_id=import_id,
                name=import_.name,
                deleted=counts.get(CONTACTS, 0),
                kept=counts["contacts_kept"],
                companies=counts.get(COMPANIES, 0),
                given_back=counts.get(GIVEN_BACK, 0),
            )
            publish(event, at=moment(), origin_id=import_id, actor_id=by)
        live.notify(current_workspace(), "import", id=import_id)
        live.notify(current_workspace(), "contact")


def _left(import_: Import) -> dict[str, int]:
    """What stays of an import that was taken back."""
    noted = companies = 0
    for batch in journal.batches(import_.id):
        noted += len(batch.contacts)
        companies += giving_back.companies_left(batch.made)
    return {
        "contacts_kept": Contact.objects.filter(created_by_import_id=import_.id).count(),
        "companies_kept": companies,
        "not_given_back": max(0, noted - import_.taken_back.get(GIVEN_BACK, 0)),
    }
