"""Which workspace a request is in, and the scope that goes with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from filon.kernel.clock import Clock, SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Member, User, Workspace
from filon.tenants.queries import memberships

SESSION_KEY = "workspace"
SEEN_KEY = "seen"
SEEN_EVERY_S = 300.0
Respond = Callable[[HttpRequest], HttpResponseBase]


class WorkspaceRequest(HttpRequest):
    """What the view of a MEMBER or MANAGER page receives."""

    user: User
    member: Member
    memberships: list[Member]
    """All workspaces of the user, the open one among them."""
    workspace: Workspace
    clock: Clock


class DevicesMiddleware:
    """Notes which devices of a user are in use, every few minutes; at each request it would cost more than it tells."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = time.time()
            if now - request.session.get(SEEN_KEY, 0) >= SEEN_EVERY_S:
                request.session[SEEN_KEY] = now
                UserSession.objects.create_from_request(request)
        return self.respond(request)


class WorkspaceMiddleware:
    """Says who is there: ``request.member`` (None for nobody), ``request.workspace`` and ``request.clock``.

    Speaks the user's language, keeps the user's time zone, and opens the tenancy scope for the view; it closes with the
    response.

    A user of several workspaces is in the one chosen last (kept in the session), else the first joined.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        arriving = cast("WorkspaceRequest", request)
        arriving.memberships = memberships(request.user) if request.user.is_authenticated else []
        member = current_member(request, arriving.memberships)
        arriving.member = member  # type: ignore[assignment]  # None outside MEMBER pages, whose views never run then
        arriving.workspace = member.workspace if member else None  # type: ignore[assignment]  # idem
        arriving.clock = clock_for(member.workspace) if member else SystemClock()
        if not request.user.is_authenticated:
            return self.respond(request)
        user = request.user
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        with timezone.override(user.time_zone):
            if member is None:
                return self.respond(request)
            with scope(member.workspace_id):
                return self.respond(request)


def current_member(request: HttpRequest, mine: list[Member]) -> Member | None:
    """The membership under which this request acts, or None."""
    if not mine:
        return None
    chosen = request.session.get(SESSION_KEY)
    return min(mine, key=lambda m: (str(m.workspace_id) != chosen, m.joined_at))


def choose_workspace(request: HttpRequest, *, workspace_id: UUID) -> bool:
    """Move the session to another workspace of the user; False when there is no such membership."""
    mine = any(m.workspace_id == workspace_id for m in memberships(cast("User", request.user)))
    if mine:
        request.session[SESSION_KEY] = str(workspace_id)
    return mine
