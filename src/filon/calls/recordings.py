"""Where the audio of calls is kept: a path in the media folder, which only a permission-checked view serves.

Recordings are kept for as long as they serve and no longer (compliance, §4.4): ``erase_old`` is the end of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.db.models import QuerySet

from filon.calls.full.models import Extract, Qualification
from filon.calls.models import Attempt
from filon.calls.queries.settings import recording_days

AT_ONCE = 500


def path_of(kept: Attempt | Extract) -> Path:
    """The file of a call's audio, or of words of it. Raises SuspiciousFileOperation for a path that leads out of the
    media folder."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / kept.audio).resolve()
    if not path.is_relative_to(root):
        raise SuspiciousFileOperation("the audio of a call lies outside the media folder")
    return path


def erase_old(*, now: datetime) -> int:
    """Erase what has been kept long enough in the workspace, some hundreds at a time. How many.

    The file goes first: what dies in between is erased again. The row remembers when.
    """
    limit = now - timedelta(days=recording_days())
    return _erase_calls(limit, now=now) + _erase_extracts(limit, now=now) + _erase_conversations(limit)


def _erase_calls(limit: datetime, *, now: datetime) -> int:
    old = list(Attempt.objects.exclude(audio="").filter(placed_at__lt=limit).order_by("placed_at")[:AT_ONCE])
    _unlink(old)
    return Attempt.objects.filter(id__in=[each.id for each in old]).update(audio="", erased_at=now)


def _erase_extracts(limit: datetime, *, now: datetime) -> int:
    old = list(Extract.objects.exclude(audio="").filter(created_at__lt=limit).order_by("created_at")[:AT_ONCE])
    _unlink(old)
    return Extract.objects.filter(id__in=[each.id for each in old]).update(audio="", erased_at=now)


def _erase_conversations(limit: datetime) -> int:
    """A conversation that was written down is no less than its recording: what it came to stays, its words go."""
    old = Qualification.objects.exclude(turns=[]).filter(created_at__lt=limit).order_by("created_at")[:AT_ONCE]
    return Qualification.objects.filter(id__in=list(old.values_list("id", flat=True))).update(turns=[])


def erase_on_commit(kept: QuerySet[Attempt] | QuerySet[Extract]) -> None:
    """These are about to be deleted: once that is sure, their files go."""
    transaction.on_commit(partial(_unlink, list(kept.exclude(audio="").only("id", "audio"))))


def _unlink(kept: Iterable[Attempt | Extract]) -> None:
    """A path that leads out of the media folder is not ours to delete."""
    for each in kept:
        try:
            path_of(each).unlink(missing_ok=True)
        except SuspiciousFileOperation:
            continue
