"""Réglages > Téléphonie: the lines, their test, and the kill switch."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.calls.models import Trunk
from filon.calls.operations import trunks as operations
from filon.calls.pausing import BY_USER, why_paused
from filon.calls.queries.settings import are_stopped
from filon.calls.queries.settings import trunks as all_trunks
from filon.calls.queries.speech import equipment
from filon.calls.states import TrunkKind, TrunkState
from filon.calls.trials.operations import start
from filon.calls.trials.page import context_of
from filon.calls.web.trunk_forms import TrunkForm
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.kernel.values import InvalidValue, parse_phone
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

TONES = {TrunkState.WORKING: "ok", TrunkState.PAUSED: "warn"}
CHANGED = ("calls",)


@require_GET
def trunk_list(request: WorkspaceRequest) -> HttpResponse:
    rows = [(row, TONES[TrunkState(row.state)], why_paused(row.state_detail)) for row in all_trunks()]
    context = {"trunks": rows, "stopped": are_stopped(), "speech": equipment()}
    return web.show(request, "calls/trunks.html", context, part="calls/_trunks.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    form = TrunkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        save = partial(operations.save_trunk, now=request.clock.now())
        if made := attempt(form, lambda: save(form.trunk_fields())):
            return web.done(request, toast=_("Ligne ajoutée."), redirect=reverse("calls:trunk", args=[made.id]))
    return web.show(request, "calls/trunk.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def trunk(request: WorkspaceRequest, trunk_id: UUID) -> HttpResponse:
    """Change a line; what waited for it is decided anew."""
    row = one(Trunk, id=trunk_id)
    form = TrunkForm(request.POST or None, initial=TrunkForm.initial_of(row), trunk=row)
    if request.method == "POST" and form.is_valid():
        save = partial(operations.save_trunk, now=request.clock.now(), trunk_id=row.id)
        if attempt(form, lambda: save(form.trunk_fields())):
            return web.done(request, toast=_("Ligne enregistrée."), redirect=reverse("calls:trunk", args=[row.id]))
    context = {
        "form": form,
        "trunk": row,
        "tone": TONES[TrunkState(row.state)],
        "why": why_paused(row.state_detail),
        "practice": row.kind == TrunkKind.PRACTICE,
        **context_of(row),
    }
    return web.show(request, "calls/trunk.html", context, status=422 if form.errors else 200)


@require_POST
def check(request: WorkspaceRequest, trunk_id: UUID) -> HttpResponse:
    """Have one real call placed to a number of the user's; the page follows it step by step."""
    row = one(Trunk, id=trunk_id)
    try:
        number = parse_phone(request.POST.get("number", ""), request.workspace.country).e164
        start(row, number, now=request.clock.now(), by=request.user.pk)
    except InvalidValue as wrong:
        return refused(request, Refused(str(wrong.message)))
    except Refused as no:
        return refused(request, no)
    return web.show(request, "calls/_trial.html", context_of(row))


@require_GET
def trial(request: WorkspaceRequest, trunk_id: UUID) -> HttpResponse:
    """How far the last test of the line is."""
    return web.show(request, "calls/_trial.html", context_of(one(Trunk, id=trunk_id)))


@require_POST
def pause(request: WorkspaceRequest, trunk_id: UUID) -> HttpResponse:
    row = one(Trunk, id=trunk_id)
    operations.pause_trunk(row.id, reason=BY_USER, now=request.clock.now(), actor_id=request.user.pk)
    said, undo = _("%(name)s est en pause : aucun appel n’y part."), reverse("calls:trunk_resume", args=[row.id])
    return web.done(request, toast=said % {"name": row.name}, undo=undo, refresh=CHANGED, redirect=_home(request))


@require_POST
def resume(request: WorkspaceRequest, trunk_id: UUID) -> HttpResponse:
    row = one(Trunk, id=trunk_id)
    operations.resume_trunk(row.id, now=request.clock.now())
    said = _("%(name)s appelle de nouveau.") % {"name": row.name}
    return web.done(request, toast=said, refresh=CHANGED, redirect=_home(request))


@require_POST
def delete(request: WorkspaceRequest, trunk_id: UUID) -> HttpResponse:
    row = one(Trunk, id=trunk_id)
    try:
        operations.delete_trunk(row.id)
    except Refused as no:
        return refused(request, no)
    return web.done(
        request, toast=_("La ligne %(name)s est retirée.") % {"name": row.name}, redirect=reverse("calls:trunks")
    )


@require_POST
def stop(request: WorkspaceRequest) -> HttpResponse:
    """[Arrêt d’urgence]: no call begins in this workspace any more."""
    operations.stop_calls(now=request.clock.now(), actor_id=request.user.pk)
    undo = reverse("calls:calls_restart") if request.member.is_manager else ""
    said, home = _("Arrêt d’urgence : plus aucun appel ne part."), reverse("calls:campaigns")
    return web.done(request, toast=said, undo=undo, redirect=_home(request) if request.member.is_manager else home)


@require_POST
def restart(request: WorkspaceRequest) -> HttpResponse:
    operations.restart_calls(now=request.clock.now(), actor_id=request.user.pk)
    said = _("Les appels reprennent aux heures choisies.")
    return web.done(request, toast=said, refresh=CHANGED, redirect=_home(request))


def _home(request: WorkspaceRequest) -> str:
    return "" if request.headers.get("HX-Request") else reverse("calls:trunks")
