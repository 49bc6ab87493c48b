"""What the host of this installation allows a workspace."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.kernel.text import squash
from filon.tenants import audit
from filon.tenants.models import Workspace
from filon.tenants.queries import members, open_invitations


def set_plan(workspace: Workspace, *, name: str, seats: int | None, at: datetime) -> Workspace:
    """Give the workspace another plan: an empty ``name`` is "self-hosted", ``seats`` of None no limit.

    Members above the limit stay; nobody new comes in until there is a seat. Raises Refused for a limit below one.
    """
    if seats is not None and seats < 1:
        raise Refused(_("Il faut au moins une place."), field="seats", code="seats_too_few")
    with transaction.atomic(), scope(workspace.id):
        held = Workspace.objects.select_for_update().get(id=workspace.id)
        before = {"name": held.plan_name, "seats": held.seats}
        held.plan_name, held.seats = squash(name)[:80], seats
        after = {"name": held.plan_name, "seats": held.seats}
        if before != after:
            held.save(update_fields=["plan_name", "seats"])
            audit.record("plan.changed", held.plan, at=at, before=before, after=after)
    return held


def need_a_seat(workspace: Workspace, *, at: datetime, invited: bool) -> None:
    """Refused when the plan has no seat left; ``invited`` counts the people already asked to join, too.

    The caller holds the workspace's row, so two people cannot take the last seat.
    """
    seats = Workspace.objects.values_list("seats", flat=True).get(id=workspace.id)
    if seats is None:
        return
    taken = members(workspace).count() + (open_invitations(workspace, now=at).count() if invited else 0)
    if taken >= seats:
        raise Refused(
            _(
                "L’abonnement de l’espace compte %(seats)s places, toutes prises. Retirez une personne ou une "
                "invitation, ou voyez avec la personne qui héberge Filon."
            )
            % {"seats": seats},
            code="no_seat_left",
        )
