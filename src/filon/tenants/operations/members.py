"""Who is in a workspace, and as what. A workspace always keeps a manager."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import audit
from filon.tenants.models import Member, User, Workspace
from filon.tenants.operations.plans import need_a_seat
from filon.tenants.queries import managers
from filon.tenants.states import Role


def add_member(*, workspace: Workspace, user: User, role: str, at: datetime, by: User | None = None) -> Member:
    """Let a user in, or back in. Raises Conflict when they are there already, Refused without a seat in the plan."""
    with transaction.atomic(), scope(workspace.id):
        Workspace.objects.select_for_update().get(id=workspace.id)
        member = Member.objects.filter(workspace=workspace, user=user).first()
        if member is not None and member.left_at is None:
            raise Conflict(_("Cette personne fait déjà partie de l’espace."), code="already_member")
        need_a_seat(workspace, at=at, invited=False)
        member = member or Member(workspace=workspace, user=user)
        member.role, member.left_at = role, None
        member.save()
        action = "member.joined" if by in {None, user} else "member.added"
        audit.record(action, user.name, at=at, actor=by or user, user=user.pk, role=str(role))
    return member


def change_role(member: Member, *, role: str, by: User, at: datetime) -> Member:
    """Make a member a manager or a user. Refused for the last manager, however many ask at once."""
    if role not in Role.values:
        raise Refused(_("Ce rôle n’existe pas."), field="role", code="role_unknown")
    with transaction.atomic():
        held = _held(member)
        if held.role == role:
            return held
        if role != Role.MANAGER:
            _keep_a_manager(held)
        held.role = role
        held.save(update_fields=["role"])
        audit.record("member.role_changed", held.user.name, at=at, actor=by, user=held.user_id, role=str(role))
    return held


def remove_member(member: Member, *, by: User, at: datetime) -> None:
    """Take a person out; what they did stays, their sessions lose the workspace. Refused for the last manager."""
    with transaction.atomic():
        held = _held(member)
        _keep_a_manager(held)
        held.left_at = at
        held.save(update_fields=["left_at"])
        audit.record("member.removed", held.user.name, at=at, actor=by, user=held.user_id)


def _held(member: Member) -> Member:
    """The member as it is now, nobody else changing the team meanwhile."""
    Workspace.objects.select_for_update().get(id=member.workspace_id)
    held = Member.objects.select_related("user", "workspace").filter(id=member.pk, left_at=None).first()
    if held is None:
        raise Conflict(_("Cette personne ne fait plus partie de l’espace."), code="not_a_member")
    return held


def _keep_a_manager(leaving: Member) -> None:
    if leaving.is_manager and not managers(leaving.workspace).exclude(id=leaving.pk).exists():
        raise Refused(_("C’est le dernier responsable de l’espace : nommez-en un autre d’abord."), code="last_manager")
