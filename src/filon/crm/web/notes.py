"""The editors of notes and of calls, at the bottom right of a company's sheet (CO-81, 82, 87)."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.crm import queries
from filon.crm.models import Contact, Note
from filon.crm.notes import operations
from filon.crm.states import ContactStatus
from filon.crm.web.note_forms import CallForm, ChangeForm, NoteForm
from filon.directory.models import Company
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.reader import Reader

OFFERED = 200
"""People of a company in the choice of an editor."""
SHOWN = ("company", "timeline")


@require_http_methods(["GET", "POST"])
def new_note(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """[Nouvelle note] (CO-87)."""
    company = one(Company, id=company_id)
    initial = {"contact": request.GET.get("contact", "")}
    form = NoteForm(request.POST or None, initial=initial, people=_people(company))
    if request.method == "POST" and form.is_valid():
        write = partial(operations.write_note, company.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.note_fields())):
            return web.done(request, toast=_("Note enregistrée."), refresh=SHOWN)
    context = {"form": form, "title": _("Nouvelle note"), "action": reverse("crm:note_new", args=[company.id])}
    return web.show(request, "crm/note_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_call(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """[Nouvel appel]: whom, at which number, and what came of it (CO-81…84)."""
    company = one(Company, id=company_id)
    initial = {"to": request.GET.get("to", "")}
    form = CallForm(request.POST or None, initial=initial, company=company, people=_people(company))
    if request.method == "POST" and form.is_valid():
        write = partial(operations.write_note, company.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.note_fields())):
            return web.done(request, toast=_("Appel noté."), refresh=SHOWN)
    context = {"form": form, "company": company, "action": reverse("crm:call_new", args=[company.id])}
    return web.show(request, "crm/call_form.html", context, status=422 if form.errors else 200)


@require_GET
def number(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """The number to click, once another person is chosen."""
    company = one(Company, id=company_id)
    form = CallForm(initial={"to": request.GET.get("to", "")}, company=company, people=_people(company))
    return web.show(request, "crm/_number.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change(request: WorkspaceRequest, note_id: UUID) -> HttpResponse:
    """Other words for a note (CO-88, CO-89)."""
    note = one(Note, id=note_id)
    form = ChangeForm(request.POST or None, initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        write = partial(operations.change_note, note.id, by=_reader(request), now=request.clock.now())
        if attempt(form, lambda: write(form.cleaned_data["text"])):
            return web.done(request, toast=_("Note enregistrée."), refresh=SHOWN)
    context = {
        "form": form,
        "title": _("Modifier la note"),
        "action": reverse("crm:note", args=[note.id]),
        "removal": reverse("crm:note_remove", args=[note.id]),
    }
    return web.show(request, "crm/note_form.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: WorkspaceRequest, note_id: UUID) -> HttpResponse:
    note = one(Note, id=note_id)
    try:
        operations.remove_note(note.id, by=_reader(request), now=request.clock.now())
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=_("Note supprimée."), refresh=SHOWN)


def _people(company: Company) -> list[Contact]:
    """Those still there: the others are of no use any more (CO-36)."""
    return list(queries.people_of(company.id).filter(status=ContactStatus.ACTIVE)[:OFFERED])


def _reader(request: WorkspaceRequest) -> Reader:
    return Reader(request.user.pk, request.member.is_manager)
