"""Take an import back: what it created goes, as far as nothing has happened to it since."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from filon.crm.events import ContactAdded
from filon.crm.imports.batches import BATCH
from filon.crm.imports.events import ImportReverted
from filon.crm.imports.running import failures_told, moment
from filon.crm.models import Contact, Import
from filon.crm.operations.removal import delete_contacts
from filon.crm.states import ImportState
from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.timeline.events import publish
from filon.timeline.models import Event


def take_back(import_id: UUID, *, by: int | None) -> None:
    """Delete the untouched contacts of a reverted import, a batch at a time. What it filled in elsewhere stays."""
    deleted = 0
    with failures_told(import_id):
        after = UUID(int=0)
        while ids := _created(import_id, after=after):
            after = ids[-1]
            deleted += _delete_untouched(ids, by=by)
        _tell(import_id, deleted=deleted, by=by)


def _created(import_id: UUID, *, after: UUID) -> list[UUID]:
    rows = Contact.objects.filter(created_by_import_id=import_id, id__gt=after).order_by("id")
    return list(rows.values_list("id", flat=True)[:BATCH])


def _delete_untouched(ids: Sequence[UUID], *, by: int | None) -> int:
    """Of these contacts delete those that nobody changed and of whom the timeline only says that they were added."""
    with transaction.atomic():
        rows = Contact.objects.select_for_update(of=("self",)).filter(id__in=ids, updated_at=F("created_at"))
        unchanged = set(rows.values_list("id", flat=True))
        happened = Event.objects.filter(contact_id__in=unchanged).exclude(kind=ContactAdded.kind)
        untouched = unchanged - set(happened.values_list("contact_id", flat=True))
        return delete_contacts(untouched, now=moment(), by=by)


def _tell(import_id: UUID, *, deleted: int, by: int | None) -> None:
    """One event however often the job runs."""
    with transaction.atomic():
        import_ = Import.objects.select_for_update(of=("self",)).get(id=import_id)
        told = Event.objects.filter(kind=ImportReverted.kind, origin_id=import_id).exists()
        if import_.state == ImportState.REVERTED and not told:
            kept = Contact.objects.filter(created_by_import_id=import_id).count()
            event = ImportReverted(import_id=import_id, name=import_.name, deleted=deleted, kept=kept)
            publish(event, at=moment(), origin_id=import_id, actor_id=by)
        live.notify(current_workspace(), "import", id=import_id)
        live.notify(current_workspace(), "contact")
