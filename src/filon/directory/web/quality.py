"""Mistakes on sheets: the dialog that reports one, the list in which managers settle them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from filon.directory.models import Company, Mistake
from filon.directory.quality import operations, queries
from filon.directory.quality.states import Subject
from filon.kernel import listing
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

REGISTER = "https://annuaire-entreprises.data.gouv.fr/entreprise/"
"""Where the State shows what it knows of a company, and says how to have it corrected."""


class MistakeForm(forms.Form):
    subject = forms.ChoiceField(label=gettext_lazy("Ce qui est faux"), choices=Subject.choices)
    text = forms.CharField(
        label=gettext_lazy("Ce qui serait juste"),
        max_length=operations.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Ce qui a été fait"), required=False, max_length=operations.LONGEST_ANSWER
    )


@require_http_methods(["GET", "POST"])
def report(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """[Déclaration de non-conformité] (CO-15)."""
    company = one(Company, id=company_id)
    form = MistakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.report_mistake, company.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(**form.cleaned_data)):
            return web.done(request, toast=_("Merci : un responsable va vérifier."), refresh=("company",))
    context = {
        "form": form,
        "title": _("Signaler une erreur"),
        "action": reverse("directory:mistake_new", args=[company.id]),
        "submit": _("Signaler"),
        "link": f"{REGISTER}{company.siren}" if company.siren else "",
        "link_text": _("Vérifier dans l’annuaire des entreprises de l’État"),
    }
    return web.show(request, "directory/dialog.html", context, status=422 if form.errors else 200)


@require_GET
def mistakes(request: HttpRequest) -> HttpResponse:
    """What users reported, newest first."""
    page = listing.page(queries.mistakes(), queries.MISTAKES, request.GET)
    states = [("open", _("À traiter")), ("closed", _("Traitées"))]
    context = {"page": page, "states": states}
    return web.show(request, "directory/mistakes.html", context, part="directory/_mistakes.html")


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    return web.count(request, listing.count(listing.narrow(queries.mistakes(), queries.MISTAKES, request.GET)))


@require_http_methods(["GET", "POST"])
def settle(request: WorkspaceRequest, mistake_id: UUID) -> HttpResponse:
    mistake = one(Mistake.objects.select_related("company"), id=mistake_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.settle_mistake, mistake.id, now=request.clock.now(), by=request.user.pk)
        said = _("Signalement clos.") if write(answer=form.cleaned_data["answer"]) else _("Déjà clos par un collègue.")
        return web.done(request, toast=said, refresh=("mistake", "company"))
    context = {
        "form": form,
        "title": mistake.company.name,
        "lead": mistake.text,
        "action": reverse("directory:mistake", args=[mistake.id]),
        "submit": _("Clore"),
    }
    return web.show(request, "directory/dialog.html", context, status=422 if form.errors else 200)
