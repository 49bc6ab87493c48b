"""What is done to a phone campaign with a button."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.calls.operations import campaigns as operations
from filon.calls.operations.rehearsing import rehearse as rehearsal
from filon.calls.web.campaigns import own
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.middleware import WorkspaceRequest

CHANGED = ("calls",)


@require_POST
def activate(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[En pause] → [En cours] (ST-40, A-ST-17)."""
    row = own(request, campaign_id)
    try:
        operations.activate(row.id, now=request.clock.now(), actor_id=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("Campagne activée : les appels partent aux heures choisies.")
    return web.done(request, toast=said, refresh=CHANGED, redirect=_home(request, row.id))


@require_POST
def pause(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[En cours] → [En pause]: no new call, those on the line end (ST-95)."""
    row = own(request, campaign_id)
    try:
        operations.pause(row.id, now=request.clock.now(), actor_id=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said, undo = (
        _("Campagne en pause : les appels en cours se terminent."),
        reverse("calls:campaign_activate", args=[row.id]),
    )
    return web.done(request, toast=said, undo=undo, refresh=CHANGED, redirect=_home(request, row.id))


@require_POST
def rehearse(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """A copy of the campaign on the practice switchboards of this machine."""
    row = own(request, campaign_id)
    try:
        copy = rehearsal(row.id, now=request.clock.now(), owner_id=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("Répétition lancée sur les standards d’entraînement.")
    return web.done(request, toast=said, redirect=reverse("calls:campaign", args=[copy.id]))


@require_POST
def delete(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """The campaign with its rows, calls and recordings; credits of rows never dialled come back (A-ST-16)."""
    row = own(request, campaign_id)
    try:
        operations.delete(row.id, now=request.clock.now(), actor_id=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("La campagne « %(name)s » est supprimée.") % {"name": row.name}
    return web.done(request, toast=said, redirect=reverse("calls:campaigns"))


def _home(request: WorkspaceRequest, campaign_id: UUID) -> str:
    """Where a plain form goes back to; htmx stays where it is."""
    return "" if request.headers.get("HX-Request") else reverse("calls:campaign", args=[campaign_id])
