"""The long work of an import: its projects are written and told of, batch by batch."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from filon.alerts.imports.entering import Source, enter
from filon.alerts.imports.limits import BATCH
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry
from filon.alerts.states import Origin
from filon.crm.imports.strict.states import ImportState
from filon.kernel import live
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants
from filon.tenants.clock import clock_for


def let_in(import_id: UUID) -> None:
    """One transaction a batch, which counts itself: killed and run again, it goes on where it was.

    Where the service was switched off meanwhile, the file waits for a yes again, with what is in already.
    """
    try:
        while _one_batch(import_id):
            pass
    except Refused as no:
        if no.code != "service_off":
            raise
        ProjectImport.objects.filter(id=import_id, state=ImportState.RUNNING).update(state=ImportState.CHECKED)
        live.notify(current_workspace(), "alert-import", id=import_id)


def _one_batch(import_id: UUID) -> bool:
    """True while there is more."""
    now = clock_for(tenants.workspace(current_workspace())).now()
    with transaction.atomic():
        import_ = ProjectImport.objects.select_for_update(of=("self",)).filter(id=import_id).first()
        if import_ is None or import_.state != ImportState.RUNNING:
            return False
        entries = [Entry(*each) for each in import_.entries[import_.done : import_.done + BATCH]]
        source = Source(origin=Origin(import_.origin), name=import_.source, by=import_.created_by_id)
        entered = enter(entries, source, now=now)
        import_.done += len(entries)
        import_.created += entered.created
        import_.updated += entered.updated
        import_.unchanged += entered.unchanged
        changed = ["done", "created", "updated", "unchanged"]
        if import_.done >= import_.accepted:
            import_.state, import_.entries, import_.finished_at = ImportState.DONE, [], now
            changed += ["state", "entries", "finished_at"]
        import_.save(update_fields=changed)
        live.notify(import_.workspace_id, "alert-import", id=import_.id)
        return import_.state == ImportState.RUNNING
