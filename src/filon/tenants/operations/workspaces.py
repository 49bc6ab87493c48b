"""Workspaces: made, set up, moved in time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from filon.kernel.clock import SystemClock
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.kernel.text import squash
from filon.tenants import audit
from filon.tenants.clock import clock_for
from filon.tenants.models import Member, User, Workspace
from filon.tenants.operations.members import add_member
from filon.tenants.operations.users import NewUser, create_user
from filon.tenants.queries import is_empty, memberships
from filon.tenants.states import Language, Role

LONGEST_SLUG = 40
MOST_WORKSPACES = 20
"""That one person may be the manager of and still make another."""
SETTINGS = frozenset(
    {"name", "language", "time_zone", "country", "locks_email", "four_eyes", "counts_clicks", "counts_opens"}
)
"""What a manager may change of a workspace."""
SET_UP_LOCK = 0x46494C31
"""Advisory lock: of two people who open a new installation together, one is the first."""


@dataclass(frozen=True, kw_only=True)
class NewWorkspace:
    """What a workspace starts with. An empty ``slug`` is made from the name."""

    name: str
    slug: str = ""
    language: str = Language.FRENCH
    time_zone: str = "Europe/Paris"
    country: str = "FR"
    is_sample: bool = False
    limits_off: bool = False
    clock_offset: timedelta = timedelta(0)


def create_workspace(new: NewWorkspace, *, manager: User, at: datetime) -> Workspace:
    """A workspace with its first manager. Raises Refused without a name, Conflict for a slug in use."""
    name = squash(new.name)
    if not name:
        raise Refused(_("Donnez un nom à l’espace."), field="name", code="name_missing")
    wanted = new.slug or _free_slug(name)
    if Workspace.objects.filter(slug=wanted).exists():
        raise Conflict(_("Un autre espace porte déjà ce nom court."), field="slug", code="slug_taken")
    workspace = Workspace(
        name=name[:120],
        slug=wanted,
        language=new.language,
        time_zone=new.time_zone,
        country=new.country,
        is_sample=new.is_sample,
        limits_off=new.limits_off,
        clock_offset=new.clock_offset if new.is_sample else timedelta(0),
    )
    with transaction.atomic(), scope(workspace.id):
        workspace.save(force_insert=True)
        audit.record("workspace.created", workspace.name, at=at, actor=manager)
        add_member(workspace=workspace, user=manager, role=Role.MANAGER, at=at)
    return workspace


def set_up(person: NewUser, workspace: NewWorkspace) -> Member:
    """The very first account of an empty installation, manager of its first workspace. Raises Refused ever after."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [SET_UP_LOCK])
        if not is_empty():
            raise Refused(
                _("Filon est déjà installé ici. Demandez une invitation à un responsable."), code="already_set_up"
            )
        user = create_user(person)
        made = create_workspace(workspace, manager=user, at=SystemClock().now())
        with scope(made.id):
            return Member.objects.select_related("user", "workspace").get(user=user)


def workspaces_are_open() -> bool:
    """Whether the host lets members make further workspaces (FILON_OPEN_WORKSPACES)."""
    return bool(settings.FILON_OPEN_WORKSPACES)


def open_another(new: NewWorkspace, *, by: User, at: datetime) -> Workspace:
    """One more workspace, made by somebody who is in one already, who becomes its manager. Raises Refused."""
    if not workspaces_are_open():
        raise Refused(_("Sur cette installation, seule la personne qui héberge crée des espaces."), code="host_only")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if sum(each.is_manager for each in memberships(by)) >= MOST_WORKSPACES:
            raise Refused(
                _("Vous êtes déjà responsable de %(most)s espaces : c’est le plus possible.")
                % {"most": MOST_WORKSPACES},
                code="too_many_workspaces",
            )
        return create_workspace(new, manager=by, at=at)


def update_workspace(workspace: Workspace, *, changes: dict[str, Any], by: User, at: datetime) -> Workspace:
    """Change the settings named in ``changes``, each one of ``SETTINGS``."""
    if unknown := changes.keys() - SETTINGS:
        raise ValueError(f"not settings of a workspace: {', '.join(sorted(unknown))}")
    changed = {field: value for field, value in changes.items() if getattr(workspace, field) != value}
    if not squash(str(changes.get("name", workspace.name))):
        raise Refused(_("Donnez un nom à l’espace."), field="name", code="name_missing")
    if not changed:
        return workspace
    with transaction.atomic():
        for field, value in changed.items():
            setattr(workspace, field, value)
        workspace.save(update_fields=list(changed))
        audit.record("workspace.changed", workspace.name, at=at, actor=by, changes=changed)
    return workspace


def move_clock(workspace: Workspace, *, to: datetime | None = None, by: timedelta | None = None) -> datetime:
    """Move a sample workspace's clock on, to a moment or by a span; returns its new time.

    Refused for a real workspace, whose clock is the world's, and for a move back: what has happened has happened.
    """
    if not workspace.is_sample:
        raise Refused(_("Seule l’horloge d’un espace d’exemple peut être avancée."), code="not_a_sample")
    with transaction.atomic():
        held = Workspace.objects.select_for_update().get(id=workspace.id)
        now = clock_for(held).now()
        span = (to - now) if to is not None else (by or timedelta(0))
        if span < timedelta(0):
            raise Refused(_("L’horloge ne recule pas."), field="to", code="clock_back")
        held.clock_offset += span
        held.save(update_fields=["clock_offset"])
    workspace.clock_offset = held.clock_offset
    return now + span


def _free_slug(name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG] or "espace"
    taken = Workspace.objects.filter(slug=base).exists()
    return f"{base}-{secrets.token_hex(3)}" if taken else base
