"""Writes to the opposition list. They take effect in the caller's transaction, before anything else can be sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.consent.events import Suppressed, SuppressionLifted
from filon.consent.hashing import hashed
from filon.consent.models import Suppression
from filon.consent.states import Reason
from filon.kernel import bulk
from filon.kernel.ids import uuid7s
from filon.kernel.tenancy import current_workspace
from filon.timeline.events import Published, publish, publish_many

INSERT = """
insert into consent_suppression (workspace_id, kind, origin_id, reason, source, created_at, id, hash)
select %b::uuid, %b::text, %b::uuid, %b::text, %b::text, %b::timestamptz, row.id, row.hash
from unnest(%b::uuid[], %b::bytea[]) row (id, hash)
on conflict on constraint suppressed_once do update
set reason = excluded.reason, source = excluded.source, created_at = excluded.created_at
where consent_suppression.reason = any(%b::text[])
returning hash
"""

_GIVES_WAY = {
    Reason.BOUNCE: (),
    Reason.USER: (Reason.BOUNCE,),
    Reason.IMPORTED: (Reason.BOUNCE,),
}
_TO_THEIR_OWN = (Reason.BOUNCE, Reason.USER)
"""Which reasons give way to a reason; what somebody asked for themselves stands above what we decided."""


def suppress(
    kind: str,
    value: str,
    *,
    reason: str,
    now: datetime,
    origin_id: UUID | None = None,
    source: str = "",
) -> bool:
    """Never contact this again: in one campaign (OL-81), or anywhere without ``origin_id`` (OL-82).

    ``kind`` is one of ``states.Kind``; the value is hashed and not kept. ``source`` says where the wish came from.
    False when it was on the list already for as much: the first entry stays.
    """
    with transaction.atomic():
        new = _enter(kind, [hashed(kind, value)], reason=reason, now=now, origin_id=origin_id, source=source)
        if new:
            publish(Suppressed(what=kind, reason=reason), at=now, origin_id=origin_id)
    return bool(new)


def note_wish(kind: str, value: str, *, now: datetime, source: str = "", by: int | None = None) -> bool:
    """``suppress`` anywhere, at the wish of somebody who told a user; ``by`` is that user.

    It takes the place of a bounce, or of what a user decided on their own. Then, too, the answer is True.
    """
    with transaction.atomic():
        new = _enter(kind, [hashed(kind, value)], reason=Reason.ASKED, now=now, source=source)
        if new:
            publish(Suppressed(what=kind, reason=Reason.ASKED), at=now, actor_id=by)
    return bool(new)


def suppress_many(kind: str, values: Iterable[str], *, reason: str, now: datetime, source: str = "") -> set[str]:
    """``suppress`` anywhere and for many at once, in two statements; answers those that were not on the list yet."""
    by_hash = {hashed(kind, value): value for value in values}
    if not by_hash:
        return set()
    in_one_order = sorted(by_hash)  # two imports of the same people wait for each other, never in a ring
    with transaction.atomic():
        new = _enter(kind, in_one_order, reason=reason, now=now, source=source)
        event = Suppressed(what=kind, reason=reason)
        publish_many(Published(event=event, at=now) for _digest in new)
    return {by_hash[digest] for digest in new}


def _enter(
    kind: str, hashes: list[bytes], *, reason: str, now: datetime, origin_id: UUID | None = None, source: str
) -> list[bytes]:
    """Those that were not on the list for as much; of two transactions with the same one, the second waits, and is
    answered where its reason is the stronger one."""
    ids = uuid7s(len(hashes))
    weaker = [str(each) for each in _GIVES_WAY.get(Reason(reason), _TO_THEIR_OWN)]
    rows = bulk.run(INSERT, current_workspace(), kind, origin_id, reason, source, now, ids, hashes, weaker)
    return [bytes(digest) for (digest,) in rows]


def lift(kind: str, value: str, *, now: datetime, origin_id: UUID | None = None, by: int | None = None) -> bool:
    """Take an entry off the list because the person changed their mind. False when it was not on it."""
    with transaction.atomic():
        entries = Suppression.objects.filter(kind=kind, hash=hashed(kind, value), origin_id=origin_id)
        gone, _ = entries.delete()
        if gone:
            publish(SuppressionLifted(what=kind), at=now, origin_id=origin_id, actor_id=by)
    return bool(gone)
