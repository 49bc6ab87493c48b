"""Dialogs of a company's software."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.directory.models import Company
from filon.directory.parks import operations, queries
from filon.directory.parks.models import Park
from filon.directory.parks.site_looks import ask_to_look
from filon.directory.web.park_forms import ParkForm, ReviewForm
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

OFFERED = 200
"""Names of known software that a field suggests."""


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """Declare that the company runs a piece of software (CO-9)."""
    company = one(Company, id=company_id)
    form = ParkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.declare_park, company.id, now=request.clock.now(), by=request.user.pk)
        if park := attempt(form, lambda: write(form.park_fields())):
            return _done(request, _("%(name)s est déclaré.") % {"name": park.software.name})
    action = reverse("directory:park_new", args=[company.id])
    return _form(request, form, title=_("Déclarer un logiciel"), action=action)


@require_http_methods(["GET", "POST"])
def change(request: WorkspaceRequest, park_id: UUID) -> HttpResponse:
    """Its contract, its integrator (CO-12)."""
    park = one(Park.objects.select_related("software"), id=park_id)
    form = ParkForm(request.POST or None, initial=ParkForm.initial_of(park))
    form.fields["software"].disabled = True
    if request.method == "POST" and form.is_valid():
        write = partial(operations.describe_park, park.id, now=request.clock.now())
        if attempt(form, lambda: write(form.park_fields())):
            return _done(request, _("Fiche enregistrée."))
    return _form(request, form, title=park.software.name, action=reverse("directory:park", args=[park.id]))


@require_http_methods(["GET", "POST"])
def review(request: WorkspaceRequest, park_id: UUID) -> HttpResponse:
    park = one(Park.objects.select_related("software"), id=park_id)
    mine = park.reviews.filter(author=request.user).first()
    form = ReviewForm(request.POST or None, initial={"stars": mine.stars, "text": mine.text} if mine else None)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.review_park, park.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(stars=form.cleaned_data["stars"], text=form.cleaned_data["text"])):
            return _done(request, _("Merci pour cet avis."))
    context = {
        "form": form,
        "title": _("Votre avis sur %(name)s") % {"name": park.software.name},
        "action": reverse("directory:park_review", args=[park.id]),
        "submit": _("Enregistrer"),
    }
    return web.show(request, "directory/dialog.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: WorkspaceRequest, park_id: UUID) -> HttpResponse:
    park = one(Park, id=park_id)
    operations.withdraw_park(park.id, now=request.clock.now(), by=request.user.pk)
    return _done(request, _("Logiciel retiré."))


@require_POST
def look(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """Have the company's own site read (CO-10)."""
    company = one(Company, id=company_id)
    try:
        ask_to_look(company.id, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    return _done(request, _("Filon lit la page d’accueil du site : ce qu’il reconnaît s’affichera ici."))


def _done(request: HttpRequest, said: str) -> HttpResponse:
    return web.done(request, toast=said, refresh=("company",))


def _form(request: HttpRequest, form: ParkForm, *, title: str, action: str) -> HttpResponse:
    known = queries.software().values_list("name", flat=True)[:OFFERED]
    context = {"form": form, "title": title, "action": action, "known": known}
    return web.show(request, "directory/park_form.html", context, status=422 if form.errors else 200)
