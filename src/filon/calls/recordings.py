"""Where the audio of calls is kept: a path in the media folder, which only a permission-checked view serves.

Recordings are kept for as long as they serve and no longer (compliance, §4.4): ``erase_old`` is the end of each.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.db.models import QuerySet

from filon.calls.full.models import Extract, Qualification
from filon.calls.models import Attempt
from filon.calls.queries.settings import recording_days
from filon.kernel.tenancy import current_workspace

AT_ONCE = 500
UUID_CHARS = 36
STRAY_AFTER = timedelta(hours=2)
"""A sound that no call has by then has lost its call: none lasts so long, and it is written down at its end."""


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


def erase_strays(*, moment: datetime) -> int:
    """Erase the sounds of the workspace that no call has: their dialer died before it wrote them down, or their rows
    went and whoever was to erase the files died. ``moment`` is the machine's, as the times of files are. How many."""
    folder = Path(settings.MEDIA_ROOT) / "calls" / str(current_workspace())
    old, erased = _older_sounds(folder, than=moment - STRAY_AFTER), 0
    while batch := dict(islice(old, AT_ONCE)):
        strays = batch.keys() - _known(set(batch.values()))
        for name in strays:
            (folder / name).unlink(missing_ok=True)
        erased += len(strays)
    return erased


def _older_sounds(folder: Path, *, than: datetime) -> Iterator[tuple[str, UUID]]:
    """Names of files, and the attempt that each is of. What ``desk.keep_audio`` did not name is not ours to erase."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as files:
        for file in files:
            try:
                attempt_id = UUID(file.name[:UUID_CHARS])
            except ValueError:
                continue
            if file.stat(follow_symlinks=False).st_mtime < than.timestamp():
                yield file.name, attempt_id


def _known(attempt_ids: Collection[UUID]) -> set[str]:
    """Names of the files that these attempts have."""
    calls = Attempt.objects.filter(id__in=attempt_ids).exclude(audio="").values_list("audio", flat=True)
    extracts = Extract.objects.filter(attempt_id__in=attempt_ids).exclude(audio="").values_list("audio", flat=True)
    return {Path(audio).name for audio in (*calls, *extracts)}


def erase_on_commit(kept: QuerySet[Attempt] | QuerySet[Extract]) -> None:
    """These are about to be deleted, or to lose their sound: once that is sure, their files go."""
    transaction.on_commit(partial(_unlink, list(kept.exclude(audio="").only("id", "audio"))))


def _unlink(kept: Iterable[Attempt | Extract]) -> None:
    """A path that leads out of the media folder is not ours to delete."""
    for each in kept:
        try:
            path_of(each).unlink(missing_ok=True)
        except SuspiciousFileOperation:
            continue
