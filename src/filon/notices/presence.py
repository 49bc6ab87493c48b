"""Who is in Filon at the moment (CO-181, A-CO-20). Cheap: a row a user, written once a minute at most."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from filon.kernel import bulk
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.notices.models import Presence
from filon.tenants.middleware import WorkspaceRequest

PRESENT = timedelta(minutes=5)
NOTED_EVERY = timedelta(minutes=1)
SAFE = {"GET", "HEAD", "OPTIONS"}
REFUSED = 400
"""Statuses from here on say that nothing was done."""
NOTE = """
insert into notices_presence (id, workspace_id, user_id, seen_at)
values (%b::uuid, %b::uuid, %b::bigint, %b::timestamptz)
on conflict (workspace_id, user_id) do update set seen_at = excluded.seen_at
where notices_presence.seen_at <= excluded.seen_at - %b::interval or notices_presence.seen_at > excluded.seen_at
"""
Respond = Callable[[HttpRequest], HttpResponseBase]
_noted: dict[tuple[UUID, int], datetime] = {}
"""When this process last noted each user: who clicks quickly costs no query."""


def note(user_id: int, *, now: datetime) -> bool:
    """The user is there. False when that was noted less than a minute ago, by whichever process."""
    key = (current_workspace(), user_id)
    last = _noted.get(key)
    if last is not None and timedelta(0) <= now - last < NOTED_EVERY:
        return False
    if not bulk.change(NOTE, uuid7(), *key, now, NOTED_EVERY):
        return False
    _noted[key] = now
    return True


def present(user_ids: Collection[int], *, now: datetime) -> set[int]:
    """Those of these users who did something within the last five minutes."""
    rows = Presence.objects.filter(user__in=user_ids, seen_at__gt=now - PRESENT, seen_at__lte=now + NOTED_EVERY)
    return set(rows.values_list("user_id", flat=True))


class PresenceMiddleware:
    """Notes that the member is there, when they open a page or do something; after ``WorkspaceMiddleware``.

    What an open page asks by itself (its live parts, its figures) does not count: a tab that was left open is nobody.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        arriving = cast("WorkspaceRequest", request)
        if arriving.member is not None and response.status_code < REFUSED and is_deed(request):
            note(arriving.member.user_id, now=arriving.clock.now())
        return response


def is_deed(request: HttpRequest) -> bool:
    """Whether a person did this: a page opened, or anything that is not only read.

    Browsers ask for pages, and for nothing else without htmx, with "text/html" (Fetch Metadata, which says so outright,
    is not sent to plain http).
    """
    if request.method not in SAFE:
        return True
    return request.headers.get("HX-Request") != "true" and "text/html" in request.headers.get("Accept", "")
