"""What other rooms and the pages read about people and workspaces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from filon.kernel.listing import ListSpec, Sort
from filon.kernel.tenancy import open_scope, scope
from filon.tenants.models import AddressRequest, ApiKey, AuditEntry, EmailChange, Invitation, Member, User, Workspace
from filon.tenants.states import Role

AUDIT = ListSpec(
    sorts={"at": Sort("at", desc=True)},
    default_sort="at",
    filters={"action": lambda rows, value: rows.filter(action__startswith=value)},
)


@contextmanager
def before_scope() -> Iterator[None]:
    """For the questions that decide which workspace a caller is in. Members, invitations and keys of all workspaces can
    be read here (never written), tenant rows cannot.
    """
    inner = open_scope(None)
    try:
        yield
    finally:
        open_scope(inner)


def is_empty() -> bool:
    """Whether nobody has an account yet: then, and only then, the set-up page is open."""
    return not User.objects.exists()


def memberships(user: User) -> list[Member]:
    """The workspaces in which the user is, whatever scope is open, first joined first."""
    with before_scope():
        return list(
            Member.objects.filter(user=user, left_at=None)
            .select_related("workspace", "user")
            .order_by("joined_at", "id")
        )


def members(workspace: Workspace) -> QuerySet[Member]:
    """Those who are in the workspace today, by name."""
    return (
        Member.objects.filter(workspace=workspace, left_at=None)
        .select_related("user", "workspace")
        .order_by("user__last_name", "user__first_name", "user__email")
    )


def managers(workspace: Workspace) -> QuerySet[Member]:
    return members(workspace).filter(role=Role.MANAGER)


def users(workspace: Workspace) -> QuerySet[User]:
    """The members as users: for choices of an owner or a sender."""
    return User.objects.filter(memberships__workspace=workspace, memberships__left_at=None).order_by(
        "last_name", "first_name"
    )


def share_a_workspace(one: User, other: User) -> bool:
    """Whether two users meet in a workspace, so that one may see the other's photo."""
    if one.pk == other.pk:
        return True
    return bool({m.workspace_id for m in memberships(one)} & {m.workspace_id for m in memberships(other)})


def open_invitations(workspace: Workspace, *, now: datetime) -> QuerySet[Invitation]:
    """Those that can still be accepted, newest first."""
    return Invitation.objects.filter(
        workspace=workspace, accepted_at=None, cancelled_at=None, expires_at__gt=now
    ).order_by("-created_at")


def token_hash(token: str) -> bytes:
    """What is kept of a secret given out by Filon: they are long and random, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).digest()


def invitation_of(token: str) -> Invitation | None:
    """The invitation that this token opens, unless it was used or cancelled.

    Its deadline is the caller's to read, on the clock of its workspace.
    """
    with before_scope():
        unused = Invitation.objects.filter(token_hash=token_hash(token), accepted_at=None, cancelled_at=None)
        return unused.select_related("workspace", "invited_by").first()


def api_keys(workspace: Workspace) -> QuerySet[ApiKey]:
    """All keys ever made, live ones first."""
    return ApiKey.objects.filter(workspace=workspace).select_related("created_by").order_by("revoked_at", "-created_at")


def key_of(secret: str) -> ApiKey | None:
    """The live API key with this secret."""
    with before_scope():
        return ApiKey.objects.filter(key_hash=token_hash(secret), revoked_at=None).select_related("workspace").first()


def audit_log() -> QuerySet[AuditEntry]:
    """What was done to the open workspace itself."""
    return AuditEntry.objects.select_related("actor")


def reserving_workspace(user: User) -> Workspace | None:
    """The workspace that keeps this user from changing their login address, if any (ST-5, A-ST-19).

    It reserves that to its managers, of whom the user is none.
    """
    return next((m.workspace for m in memberships(user) if m.workspace.locks_email and not m.is_manager), None)


def email_is_locked(user: User) -> bool:
    return reserving_workspace(user) is not None


def open_address_request(user: User) -> AddressRequest | None:
    """What the user asked of the workspace that reserves addresses, and waits for."""
    workspace = reserving_workspace(user)
    if workspace is None:
        return None
    with scope(workspace.id):
        return AddressRequest.objects.filter(user=user, closed_at=None).first()


def address_requests(workspace: Workspace) -> QuerySet[AddressRequest]:
    """Those that nobody has answered, of people who are still there; ``member_id`` is their membership."""
    here = Member.objects.filter(workspace=workspace, user=OuterRef("user"), left_at=None)
    waiting = AddressRequest.objects.filter(closed_at=None).select_related("user")
    return waiting.annotate(member_id=Subquery(here.values("id")[:1])).exclude(member_id=None)


def pending_email_change(user: User, *, now: datetime) -> EmailChange | None:
    """The change of address that still waits for a confirmation."""
    return EmailChange.objects.filter(user=user, done_at=None, cancelled_at=None, expires_at__gt=now).last()


def workspace(workspace_id: UUID) -> Workspace:
    return Workspace.objects.get(id=workspace_id)
