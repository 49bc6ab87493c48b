"""« Mettre à jour les fiches » of many rows at once, taken back at once by the moment of the click."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from uuid import UUID

from filon.calls.full.changes import changes_to_apply
from filon.calls.full.models import Qualification
from filon.calls.models import Prospect
from filon.calls.operations.applying import apply_changes, undo_changes
from filon.calls.operations.selecting import Chosen
from filon.kernel.errors import Refused

Write = Callable[..., Qualification]
AT_ONCE = 500
"""Cards that one click writes; each is a transaction of its own."""


def apply_all(campaign_id: UUID, ids: Collection[UUID], *, now: datetime, by: int) -> Chosen:
    """Write what was said of these rows to their contacts. Cards that changed since the call are left for somebody to
    look at, as are rows beyond ``AT_ONCE``; a row that was written already is not written again."""
    rows = Prospect.objects.filter(campaign_id=campaign_id, id__in=ids, qualification__applied_at__isnull=True)
    waiting = rows.exclude(qualification=None).select_related("qualification", "campaign").order_by("position", "id")
    wanted = [row for row in waiting if has_news(row, row.qualification)][:AT_ONCE]
    done = 0
    for row in wanted:
        write = partial(apply_changes, row.id, version=row.qualification.version, card=row.contact_id)
        done += _worked(write, now=now, by=by)
    return Chosen(done, len(ids) - done)


def has_news(row: Prospect, said: Qualification) -> bool:
    """Whether there is something to write to the row's card, or to one that is not there yet: never in a rehearsal."""
    if row.campaign.practice:
        return False
    changes = changes_to_apply(row, said)
    if changes.left:
        return row.contact_id is not None
    return bool(changes.card if changes.replaced or row.contact_id is None else changes.values)


def undo_all(campaign_id: UUID, *, at: datetime, now: datetime, by: int) -> Chosen:
    """Take back what this user wrote to cards at that moment. Cards that were changed since stay as they are."""
    written = Qualification.objects.filter(row__campaign_id=campaign_id, applied_at=at, changed_by_id=by)
    found = list(written.values_list("row_id", "version"))
    done = sum(_worked(partial(undo_changes, row_id, version=version), now=now, by=by) for row_id, version in found)
    return Chosen(done, len(found) - done)


def _worked(write: Write, *, now: datetime, by: int) -> bool:
    try:
        write(now=now, by=by)
    except Refused:
        return False
    return True
