"""[Mettre à jour la fiche]: what the switchboard said goes to the contact's card; a click takes it back (ST-19)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from filon.calls.full.labels import person_of
from filon.calls.operations.applying import apply_changes, undo_changes
from filon.calls.operations.applying_many import apply_all, undo_all
from filon.calls.web.campaigns import own
from filon.calls.web.full.rows import person_row, said_of
from filon.calls.web.selecting import chosen, with_rest, with_those_beyond
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.middleware import WorkspaceRequest

CHANGED = ("calls",)


@require_POST
def apply_row(request: WorkspaceRequest, prospect_id: UUID) -> HttpResponse:
    """One row. Where somebody changed the card since the call, a dialog says so and lets the user insist."""
    row = person_row(prospect_id)
    said = said_of(row)
    write = partial(apply_changes, row.id, now=request.clock.now(), by=request.user.pk)
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
    try:
        write(version=version, card=_card_seen(request), insist="insist" in request.POST)
    except Refused as no:
        if no.code != "contact_changed" or said is None:
            return refused(request, no)
        person = person_of(row.first_name, row.last_name)
        context = {"prospect": row, "person": person, "version": said.version, "why": no.message}
        return web.show(request, "calls/full/apply.html", context)
    undo = reverse("calls:row_apply_undo", args=[row.id])
    return web.done(request, toast=_("La fiche du contact est à jour."), undo=undo, refresh=CHANGED)


@require_POST
def undo_row(request: WorkspaceRequest, prospect_id: UUID) -> HttpResponse:
    row = person_row(prospect_id)
    said = said_of(row)
    try:
        undo_changes(row.id, version=said.version if said else 0, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=_("La fiche est comme avant."), refresh=CHANGED)


@require_POST
def apply_rows(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Mettre à jour les fiches] of the ticked rows, or of the whole list as it is narrowed."""
    row, now = own(request, campaign_id), request.clock.now()
    picked = chosen(request, row)
    done = with_those_beyond(apply_all(row.id, picked.ids, now=now, by=request.user.pk), picked)
    if not done.done:
        return refused(request, Refused(_("Aucune de ces lignes n’a de modification à reporter.")))
    said = ngettext("%(n)s fiche mise à jour", "%(n)s fiches mises à jour", done.done) % {"n": done.done}
    undo = f"{reverse('calls:rows_apply_undo', args=[row.id])}?{urlencode({'a': now.isoformat()})}"
    return web.done(request, toast=with_rest(said, done), undo=undo, refresh=CHANGED)


@require_POST
def undo_rows(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    row = own(request, campaign_id)
    done = undo_all(row.id, at=_moment(request), now=request.clock.now(), by=request.user.pk)
    said = ngettext("%(n)s fiche est comme avant", "%(n)s fiches sont comme avant", done.done) % {"n": done.done}
    return web.done(request, toast=with_rest(said, done), refresh=CHANGED)


def _card_seen(request: WorkspaceRequest) -> UUID | None:
    """The card that the page showed with the row, if it had one."""
    try:
        return UUID(request.POST.get("card", ""))
    except ValueError:
        return None


def _moment(request: WorkspaceRequest) -> datetime:
    """When what is taken back was written; 404 for what is no moment."""
    try:
        at = datetime.fromisoformat(request.GET.get("a", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    if at.tzinfo is None:
        raise Http404
    return at
