"""Through which channels a user is told: their preferences, the kind's own without any, and whether they are there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from filon.notices.kinds import EVERYWHERE, KINDS, Channels
from filon.notices.models import NoticePreference
from filon.notices.presence import present


def channels_of(user_ids: Collection[int], kinds: Collection[str], *, now: datetime) -> dict[tuple[int, str], Channels]:
    """(user, kind) → where the notice goes now, in two queries at most."""
    chosen = preferences(user_ids, kinds)
    found = {(user, kind): wanted(kind, chosen.get((user, kind))) for user in user_ids for kind in kinds}
    there = present(user_ids, now=now) if any(channels.by_mail for channels in found.values()) else set()
    return {key: narrowed(channels, present=key[0] in there) for key, channels in found.items()}


def preferences(user_ids: Collection[int], kinds: Collection[str]) -> dict[tuple[int, str], Channels]:
    """What users chose; what they never touched is left out."""
    rows = NoticePreference.objects.filter(user__in=user_ids, kind__in=kinds)
    columns = rows.values_list("user_id", "kind", "in_app", "by_mail", "always")
    return {(user, kind): Channels(*channels) for user, kind, *channels in columns}


def wanted(kind: str, chosen: Channels | None) -> Channels:
    """What counts: everywhere for what is technical (CO-182), else the choice, else what the kind does by itself."""
    known = KINDS[kind]
    if known.technical:
        return EVERYWHERE
    return known.by_default if chosen is None else chosen


def narrowed(channels: Channels, *, present: bool) -> Channels:
    """Whoever is in Filon is told there instead of by e-mail, also where they chose e-mail alone (CO-181); whoever
    chose "always" has the e-mail as well (A-CO-20)."""
    if not channels.by_mail or channels.always or not present:
        return channels
    return Channels(in_app=True, by_mail=False)
