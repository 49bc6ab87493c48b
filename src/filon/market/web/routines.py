"""Settings: the list of routines with their dashboard, the editor with its live preview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import OVERWRITE, read_at
from filon.market import operations
from filon.market.checking import faults
from filon.market.criteria import Scoring, Weight
from filon.market.engine import current_market
from filon.market.models import Routine
from filon.market.queries.preview import seen
from filon.market.queries.routines import members_of, routines, scoring_of, tag_counts, untagged_counts, version_of
from filon.market.web.forms import Editor, choices
from filon.market.web.labels import tiles
from filon.tenants import queries as tenants
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

SAVING = ("save", OVERWRITE)
"""Buttons that keep the routine; the second one also over what a colleague kept meanwhile."""


@require_GET
def routine_list(request: WorkspaceRequest) -> HttpResponse:
    """Every routine with how many companies have each tag (CO-154)."""
    archived = request.GET.get("ranges") == "1"
    rows = list(routines(archived=archived))
    ids = [row.id for row in rows]
    counts, untagged, members = tag_counts(ids), untagged_counts(rows), members_of(ids)
    context = {
        "rows": [(row, tiles(counts[row.id], untagged=untagged[row.id]), members[row.id]) for row in rows],
        "archived": archived,
        "has_others": archived or routines(archived=True).exists(),
    }
    return web.show(request, "market/routines.html", context, part="market/_routines.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Nothing is kept before it is saved."""
    editor = Editor(
        request.POST or None, users=tenants.users(request.workspace), scoring=Scoring(),
        initial={"users": [request.user.pk]},
    )  # fmt: skip
    if request.method == "GET":
        editor.press("add-mandatory")
    if _save_pressed(request, editor):
        made = _kept(editor, lambda codes: operations.create_routine(
            editor.fields(), codes=codes, now=request.clock.now(), by=request.user.pk
        ))  # fmt: skip
        if made is not None:
            page = reverse("market:routine", args=[made.id])
            return web.done(request, toast=_("Flux enregistré : il se remplit."), redirect=page)
    return _edit(request, editor)


@require_http_methods(["GET", "POST"])
def routine(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """The editor of one that exists; other criteria make a version."""
    row = one(Routine, id=routine_id)
    places = members_of([row.id])[row.id]
    initial = {
        "title": row.title, "description": row.description, "notice_above": row.notice_above,
        "follow_ups_win": row.follow_ups_win, "users": [place.user_id for place in places],
        "default_for": [place.user_id for place in places if place.is_default],
    }  # fmt: skip
    users = tenants.users(request.workspace)
    editor = Editor(request.POST or None, users=users, scoring=scoring_of(row.id), initial=initial)
    if _save_pressed(request, editor):
        seen_at = read_at(request)
        kept = _kept(editor, lambda codes: operations.save_routine(
            row.id, editor.fields(), codes=codes, now=request.clock.now(), by=request.user.pk, seen=seen_at
        ))  # fmt: skip
        if kept is not None:
            return web.done(request, toast=_("Flux enregistré."), redirect=reverse("market:edit", args=[row.id]))
    seen_now = request.POST.get("seen") or row.updated_at.isoformat()
    return _edit(request, editor, routine=row, version=version_of(row.id), seen=seen_now)


@require_POST
def preview(request: WorkspaceRequest) -> HttpResponse:
    """What is typed would give: count, histogram, first companies, who enters and leaves."""
    editor = Editor(request.POST, users=tenants.users(request.workspace), scoring=Scoring(), initial={})
    saved = request.POST.get("routine", "")
    row = routines().filter(id=saved).first() if _is_id(saved) else None
    asker = (request.workspace.id, request.user.pk)
    try:
        found = seen(editor.scoring(), saved=scoring_of(row.id) if row else None, asker=asker)
        context: dict[str, Any] = {"seen": found}
    except Refused as no:
        context = {"refused": no.message}
    return web.show(request, "market/_preview.html", context)


@require_POST
def archive(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """Put away; who asks for it twice is told so and changes nothing."""
    row = one(Routine, id=routine_id)
    done = operations.archive_routine(row.id, now=request.clock.now())
    said = _("« %(title)s » est rangé.") if done else _("« %(title)s » était déjà rangé.")
    undo = reverse("market:restore", args=[row.id]) if done else ""
    return web.done(request, toast=said % {"title": row.title}, undo=undo, refresh=("routine",))


@require_POST
def restore(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """Back in use, as ``archive``."""
    row = one(Routine, id=routine_id)
    done = operations.restore_routine(row.id)
    said = _("« %(title)s » est de retour.") if done else _("« %(title)s » était déjà en service.")
    undo = reverse("market:archive", args=[row.id]) if done else ""
    return web.done(request, toast=said % {"title": row.title}, undo=undo, refresh=("routine",))


def _save_pressed(request: WorkspaceRequest, editor: Editor) -> bool:
    """Do what another button asks; True when the whole form is right and was to be saved."""
    if request.method != "POST":
        return False
    button = request.POST.get("do", "save")
    if button not in SAVING:
        editor.press(button)
        return False
    return editor.head.is_valid()


def _kept(editor: Editor, write: Any) -> Any:
    """What the write gives, or None with its refusal beside what caused it."""
    try:
        codes = current_market().codes
        editor.mark(faults(editor.scoring(), codes))
        return None if editor.errors else write(codes)
    except Refused as no:
        editor.refuse(no)
        return None


def _edit(request: WorkspaceRequest, editor: Editor, **context: Any) -> HttpResponse:
    failed = request.method == "POST" and request.POST.get("do", "save") in SAVING
    context |= {"editor": editor, "choices": choices(), "weights": [(w.value, w.label, w.points) for w in Weight]}
    status = 422 if failed else 200
    response = web.show(request, "market/edit.html", context, part="market/_editor.html", status=status)
    response["HX-Trigger"] = "written"  # the preview, which stands outside the form, follows
    return response


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
