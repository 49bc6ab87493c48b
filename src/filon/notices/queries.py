"""Reads of notices: those the current reader may see, which of them are active, and how each is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from filon.kernel.listing import ListSpec, Sort
from filon.notices.channels import preferences, wanted
from filon.notices.kinds import KINDS, Channels
from filon.notices.models import HOURS, Notice, NoticeDelay, NoticeSender
from filon.timeline import names
from filon.timeline.concealing import concealed
from filon.timeline.names import Name

COUNT_CAP = 99
"""The flag says "99" from there on."""
ABOUT = ("contact_id", "company_id", "origin_id")


@dataclass(frozen=True)
class Told:
    """A notice ready for a page or an e-mail: its sentence, who and what it is about, and the record it leads to."""

    notice: Notice
    text: str
    icon: str
    about: list[Name]
    url: str
    is_active: bool


def shown() -> QuerySet[Notice]:
    """Notices whose subject the current reader may see today; kinds that nobody registers any more are left out."""
    plain, narrowed = [], Q()
    for kind in KINDS.values():
        condition = kind.shown()
        if condition:
            narrowed |= Q(kind=kind.key) & condition
        else:
            plain.append(kind.key)
    rows = Notice.objects.filter(Q(kind__in=plain) | narrowed)
    hidden = concealed()
    return rows.exclude(origin_id__in=hidden) if hidden else rows


def history(user_id: int) -> QuerySet[Notice]:
    """What the user was told under the flag."""
    return shown().filter(user=user_id, in_app=True)


def active_since(user_id: int, *, now: datetime) -> datetime:
    """From when on what is not dealt with still is in colour: the user's delay ago (CO-186)."""
    return now - timedelta(hours=delay_of(user_id))


def count_active(user_id: int, *, now: datetime) -> int:
    """How many notices wait for the user, COUNT_CAP at most."""
    since = active_since(user_id, now=now)
    rows = history(user_id).filter(handled_at=None, at__gt=since).order_by()
    return min(COUNT_CAP, rows.values("pk")[: COUNT_CAP + 1].count())


def list_spec(since: datetime) -> ListSpec:
    """The history, newest first, narrowed to what is active (not dealt with, after ``since``) or not, or to a kind."""
    is_active = Q(handled_at=None, at__gt=since)
    return ListSpec(
        sorts={"at": Sort("at", desc=True)},
        default_sort="at",
        filters={
            "state": lambda rows, value: rows.filter({"active": is_active, "handled": ~is_active}.get(value, Q())),
            "kind": lambda rows, value: rows.filter(kind=value) if value in KINDS else rows,
        },
    )


def told(notices: Sequence[Notice], *, since: datetime) -> list[Told]:
    """These notices in the language of who reads, in three queries at most; ``since`` is when the active ones begin."""
    found = {column: names.resolve(column, _ids(notices, column)) for column in ABOUT}
    return [_told(notice, found, since=since) for notice in notices]


def delay_of(user_id: int) -> int:
    """After how many hours a notice of the user counts as dealt with."""
    return NoticeDelay.objects.filter(user=user_id).values_list("hours", flat=True).first() or HOURS


def channels_chosen(user_id: int) -> dict[str, Channels]:
    """Kind → where its notices go, for the settings of a user."""
    chosen = preferences([user_id], list(KINDS))
    return {kind: wanted(kind, chosen.get((user_id, kind))) for kind in KINDS}


def sender_name() -> str:
    """The name that the workspace gave its notices; "" for Filon's own."""
    return NoticeSender.objects.values_list("name", flat=True).first() or ""


def _ids(notices: Iterable[Notice], column: str) -> set[UUID]:
    return {value for notice in notices if (value := getattr(notice, column))}


def _told(notice: Notice, found: Mapping[str, Mapping[UUID, Name]], *, since: datetime) -> Told:
    kind = KINDS[notice.kind]
    known = {column: found[column].get(getattr(notice, column)) for column in ABOUT}
    record = known["company_id"] or known["origin_id"] or known["contact_id"]
    page = kind.page(notice.data) if kind.page else ""
    return Told(
        notice=notice,
        text=kind.tell(notice.data),
        icon=kind.icon,
        about=[name for name in known.values() if name],
        url=record.url if record and record.url else page,
        is_active=notice.handled_at is None and notice.at > since,
    )
