"""Files are kept as long as they serve, and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from filon.crm.imports.strict.models import StrictImport
from filon.crm.imports.strict.states import ImportState

KEPT_FOR = timedelta(days=30)


def forget_old_files(model: type[StrictImport], *, now: datetime) -> int:
    """Empty what was read in files that ended, and forget those that were never let in, once they are old."""
    old = model.objects.filter(created_at__lt=now - KEPT_FOR)
    emptied = old.filter(state=ImportState.DONE).exclude(refused=[]).update(refused=[], entries=[])
    forgotten, _by_model = old.exclude(state__in=[ImportState.DONE, ImportState.RUNNING]).delete()
    return emptied + forgotten
