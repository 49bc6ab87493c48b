"""Which workspace a request is in, and the scope that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from filon.kernel.tenancy import scope
from filon.tenants.models import Member, User

SESSION_KEY = "workspace"
Respond = Callable[[HttpRequest], HttpResponseBase]


class WorkspaceRequest(HttpRequest):
    """What a view behind ``member_required`` receives."""

    user: User
    member: Member


class WorkspaceMiddleware:
    """Sets ``request.member`` (None for nobody) and ``request.workspace``, speaks the user's language, keeps the user's
    time zone, and opens the tenancy scope for the view. The scope closes with the response.

    A user of several workspaces is in the one chosen last (kept in the session), else the first joined.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        member = current_member(request)
        request.member = member  # type: ignore[attr-defined]  # read by views through WorkspaceRequest
        request.workspace = member.workspace if member else None  # type: ignore[attr-defined]  # idem
        if member is None:
            return self.respond(request)
        translation.activate(member.user.language)
        request.LANGUAGE_CODE = member.user.language
        with timezone.override(member.user.time_zone), scope(member.workspace_id):
            return self.respond(request)


def current_member(request: HttpRequest) -> Member | None:
    """The membership under which this request acts, or None."""
    if not request.user.is_authenticated:
        return None
    memberships = Member.objects.filter(user=request.user, left_at=None).select_related("workspace", "user")
    chosen = request.session.get(SESSION_KEY)
    ordered = sorted(memberships, key=lambda m: (str(m.workspace_id) != chosen, m.joined_at))
    return ordered[0] if ordered else None


def choose_workspace(request: HttpRequest, *, workspace_id: UUID) -> bool:
    """Move the session to another workspace of the user; False when there is no such membership."""
    mine = Member.objects.filter(user=cast("User", request.user), workspace_id=workspace_id, left_at=None).exists()
    if mine:
        request.session[SESSION_KEY] = str(workspace_id)
    return mine
