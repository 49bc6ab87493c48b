"""[Paramètres > Newsletters]: the list, and the first and third step of one (CO-122)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.outreach.newsletters import operations, queries
from filon.outreach.newsletters.models import Newsletter
from filon.outreach.newsletters.web.forms import NewsletterForm
from filon.outreach.web.hours_form import HoursForm
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

STEPS = (
    (gettext_lazy("Titre"), "outreach:newsletter"),
    (gettext_lazy("Numéros"), "outreach:newsletter_issues"),
    (gettext_lazy("Activation"), "outreach:newsletter_activation"),
    (gettext_lazy("Inscrits"), "outreach:newsletter_subscribers"),
)


@require_GET
def newsletter_list(request: HttpRequest) -> HttpResponse:
    page = listing.page(queries.newsletters(), queries.NEWSLETTERS, request.GET)
    ids = [row.id for row in page.rows]
    counted, last = queries.counted(ids), queries.last_sent(ids)
    rows = [(row, *counted[row.id], last.get(row.id)) for row in page.rows]
    context = {"page": page, "rows": rows}
    return web.show(request, "outreach/newsletters/list.html", context, part="outreach/newsletters/_list.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    form = NewsletterForm(request.POST or None, initial={"language": request.workspace.language})
    if request.method == "POST" and form.is_valid():
        fields = form.newsletter_fields()
        made = attempt(form, lambda: operations.create_newsletter(fields, now=request.clock.now(), by=request.user.pk))
        if made is not None:
            return web.done(request, redirect=reverse("outreach:newsletter_issues", args=[made.id]))
    return step(request, None, 1, {"form": form})


@require_http_methods(["GET", "POST"])
def newsletter(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """Step 1: title, description, language."""
    row = one(Newsletter, id=newsletter_id)
    form = NewsletterForm(request.POST or None, initial=NewsletterForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_newsletter(row.id, form.newsletter_fields(), now=request.clock.now())
        except Refused as no:
            form.add_error(no.field if no.field in form.fields else None, no.message)
        else:
            return web.done(
                request,
                toast=_("Newsletter enregistrée."),
                redirect=reverse("outreach:newsletter_issues", args=[row.id]),
            )
    return step(request, row, 1, {"form": form})


@require_http_methods(["GET", "POST"])
def activation(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """Step 3: when it leaves, and whether anything does."""
    row = one(Newsletter, id=newsletter_id)
    initial = {name: getattr(row, name) for name in HoursForm.base_fields}
    form = HoursForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "days": tuple(form.cleaned_data["days"])}
        try:
            operations.set_hours(row.id, **values, now=request.clock.now())
        except Refused as no:
            form.add_error(no.field if no.field in form.fields else None, no.message)
        else:
            return web.done(request, toast=_("Jours et heures enregistrés."), redirect=request.path)
    return step(request, row, 3, {"form": form})


@require_POST
def activate(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    row = one(Newsletter, id=newsletter_id)
    operations.activate(row.id, now=request.clock.now(), by=request.user.pk)
    said = _("« %(name)s » est active : vous pouvez y inscrire des contacts.") % {"name": row.name}
    return web.done(request, toast=said, redirect=reverse("outreach:newsletter_subscribers", args=[row.id]))


@require_POST
def deactivate(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    row = one(Newsletter, id=newsletter_id)
    back = operations.deactivate(row.id, now=request.clock.now(), by=request.user.pk)
    said = _("« %(name)s » est désactivée : plus rien ne part.") % {"name": row.name}
    if back:
        said += " " + ngettext("%(n)s envoi programmé est annulé.", "%(n)s envois programmés sont annulés.", back) % {
            "n": back
        }
    return web.done(request, toast=said, redirect=reverse("outreach:newsletter_activation", args=[row.id]))


@require_POST
def delete(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """Throw away one that was never used."""
    row = one(Newsletter, id=newsletter_id)
    try:
        operations.delete_newsletter(row.id)
    except Refused as no:
        return refused(request, no)
    said = _("« %(name)s » est supprimée.") % {"name": row.name}
    return web.done(request, toast=said, redirect=reverse("outreach:newsletters"))


def step(
    request: HttpRequest, row: Newsletter | None, n: int, context: dict[str, Any], *, part: str = ""
) -> HttpResponse:
    """Page ``n`` of a newsletter; a form with errors answers with status 422."""
    steps = [(label, reverse(route, args=[row.id]) if row else "") for label, route in STEPS]
    form = context.get("form")
    context |= {"newsletter": row, "steps": steps, "n": n}
    status = 422 if form is not None and form.errors else 200
    return web.show(request, f"outreach/newsletters/step_{n}.html", context, part=part, status=status)
