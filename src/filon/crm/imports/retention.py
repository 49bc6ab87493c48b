"""Files of prospects are personal data: they are kept as long as they serve, and no longer."""

from __future__ import annotations

from datetime import datetime

from filon.crm.imports import operations, storage
from filon.crm.models import Import
from filon.crm.states import ImportState

AT_ONCE = 100
FINISHED = (ImportState.DONE, ImportState.REVERTED)
WAITING = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED)


def forget_old_files(*, now: datetime) -> int:
    """Remove the files of imports that ended ``storage.KEPT_FOR`` ago, and forget those as old that were never let in.

    Looks in the open workspace; answers how many there were.
    """
    before = now - storage.KEPT_FOR
    over = Import.objects.filter(state__in=FINISHED, finished_at__lt=before).exclude(file="")[:AT_ONCE]
    for import_ in over:
        storage.forget(import_)
        Import.objects.filter(id=import_.id).update(file="")
    waiting = Import.objects.filter(state__in=WAITING, created_at__lt=before).order_by("created_at")[:AT_ONCE]
    for import_ in waiting:
        operations.cancel(import_.id)
    return len(over) + len(waiting)
