"""Files of projects are kept as long as they serve, and no longer."""

from __future__ import annotations

from datetime import datetime

from filon.alerts.imports.limits import KEPT_FOR
from filon.alerts.imports.models import ProjectImport
from filon.alerts.states import ImportState


def forget_old_files(*, now: datetime) -> int:
    """Empty what was read in files that ended, and forget those that were never let in, once they are old."""
    old = ProjectImport.objects.filter(created_at__lt=now - KEPT_FOR)
    emptied = old.filter(state=ImportState.DONE).exclude(refused=[]).update(refused=[], entries=[])
    forgotten, _by_model = old.filter(state=ImportState.CHECKED).delete()
    return emptied + forgotten
