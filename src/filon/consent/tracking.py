"""Whose opens and clicks may be counted: one decision for links, pixels and visits, and the answers it rests on.

Sources: art. 82 of the loi Informatique et Libertés and art. 5(3) of the ePrivacy directive; CNIL, deliberation
2026-042 (an individual pixel needs consent, between companies too, and a withdrawal acts on what was sent before);
Garante, guidelines of 17 April 2026 (in Italy clicks as well).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from filon.consent.events import TrackingAnswered
from filon.consent.hashing import hashed
from filon.consent.models import TrackingAnswer
from filon.consent.states import Answer, Kind
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks
from filon.timeline.events import publish

ASKED_FIRST = frozenset({"IT"})
"""Countries in which a click, too, is counted only of those who agreed."""


class Measure(StrEnum):
    """What would be counted. A visit is known by the click that led to it and is counted like one."""

    OPEN = "open"
    CLICK = "click"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer about to be kept; see ``TrackingAnswer``."""

    email: str
    granted: bool
    wording: str = ""
    source: str = ""


def may_count(measure: Measure, *, workspace: Workspace, answer: str | None, country: str = "") -> bool:
    """Whether this may be counted of a person who gave ``answer`` (``states.Answer``; None: none), in ``country``.

    Never of one who refused, nor of anybody before a manager turned it on. Opens only of those who agreed.
    """
    if answer == Answer.DENIED:
        return False
    if measure is Measure.OPEN:
        return workspace.counts_opens and answer == Answer.GRANTED
    if workspace.counts_clicks == CountedClicks.NOT_OPPOSED and country.upper() not in ASKED_FIRST:
        return True
    return workspace.counts_clicks != CountedClicks.NOBODY and answer == Answer.GRANTED


def answers(emails: Iterable[str]) -> Mapping[str, str]:
    """The answers of those who gave one, by address as it was asked for, in one query."""
    by_hash: dict[bytes, list[str]] = {}
    for email in emails:
        if email:
            by_hash.setdefault(hashed(Kind.EMAIL, email), []).append(email)
    if not by_hash:
        return {}
    kept = TrackingAnswer.objects.filter(hash__in=list(by_hash)).values_list("hash", "answer")
    return {email: answer for digest, answer in kept for email in by_hash[bytes(digest)]}


def answer_of(email: str) -> TrackingAnswer | None:
    """What the person behind one address last said, with its proof."""
    return TrackingAnswer.objects.filter(hash=hashed(Kind.EMAIL, email)).first() if email else None


def answer(
    reply: Reply,
    *,
    now: datetime,
    contact_id: UUID | None = None,
    company_id: UUID | None = None,
    by: int | None = None,
) -> bool:
    """Keep what a person said; it holds from now on, for mail that has left already too. False when they had said the
    same before: the first proof stays.
    """
    digest = hashed(Kind.EMAIL, reply.email)
    said = Answer.GRANTED if reply.granted else Answer.DENIED
    with transaction.atomic():
        if TrackingAnswer.objects.select_for_update().filter(hash=digest, answer=said).exists():
            return False
        TrackingAnswer.objects.update_or_create(
            hash=digest,
            defaults={
                "answer": said,
                "wording": reply.wording,
                "source": reply.source[:120],
                "answered_at": now,
            },
        )
        event = TrackingAnswered(granted=reply.granted)
        publish(event, at=now, contact_id=contact_id, company_id=company_id, actor_id=by)
    return True


def forget(emails: Iterable[str]) -> int:
    """Forget the answers of erased people; how many there were. Nothing is counted of whom nothing is known."""
    gone, _by_model = TrackingAnswer.objects.filter(hash__in=[hashed(Kind.EMAIL, each) for each in emails]).delete()
    return gone
