"""The list of contacts, and the forms that write them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from filon.crm import operations, queries
from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.crm.web import extensions
from filon.crm.web.forms import ContactForm
from filon.kernel import listing
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants import queries as tenants
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


def chips() -> list[extensions.Chip]:
    """The list's filters in the order of the bar: its own, then those of rooms above."""
    email = [("yes", _("Avec une adresse")), ("no", _("Sans adresse")), ("bounced", _("Adresse en erreur"))]
    return [
        extensions.Chip("status", _("Statut"), lambda: ContactStatus.choices),
        extensions.Chip("email", _("E-mail"), lambda: email),
        extensions.Chip("import", _("Import"), queries.recent_imports),
        extensions.Chip("opted_out", _("Opposition"), lambda: [("yes", _("Ne plus contacter"))]),
        *extensions.chips.values(),
    ]


def offered() -> list[tuple[str, str | Promise, list[tuple[str, str | Promise]]]]:
    """The filters that have something to choose from. Asked for by the template: the table alone has no bar."""
    found = [(chip.key, chip.label, list(chip.choices())) for chip in chips()]
    return [chip for chip in found if chip[2]]


@require_GET
def contact_list(request: HttpRequest) -> HttpResponse:
    """Every contact the workspace has, fifty at a time."""
    rows = queries.listed(with_bounced=request.GET.get("email") == "bounced")
    page = listing.page(rows, queries.contact_list(), request.GET)
    context = {
        "page": page,
        "rows": shown(page.rows),
        "chips": offered,
        "bulk": extensions.bulk_actions,
    }
    return web.show(request, "crm/contacts.html", context, part="crm/_contacts.html")


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    rows = queries.contacts(with_bounced=request.GET.get("email") == "bounced")
    return web.count(request, listing.count(listing.narrow(rows, queries.contact_list(), request.GET)))


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """[Créer un contact par un formulaire] (CO-47), at a company when the address names one."""
    company = request.GET.get("societe", "")
    form = _form(request, initial={"company_name": company, "owner_id": request.user.pk})
    if request.method == "POST" and form.is_valid():
        write = partial(operations.create_contact, now=request.clock.now(), by=request.user.pk)
        if contact := attempt(form, lambda: write(form.contact_fields())):
            page = reverse("crm:contact", args=[contact.id])
            return web.done(request, toast=_("%(name)s est dans vos contacts.") % {"name": contact.name}, redirect=page)
    return _dialog(request, form, title=_("Nouveau contact"), action=reverse("crm:new"))


@require_http_methods(["GET", "POST"])
def edit(request: WorkspaceRequest, contact_id: UUID) -> HttpResponse:
    """The pencil (CO-41)."""
    contact = one(Contact.objects.select_related("company"), id=contact_id)
    form = _form(request, initial=ContactForm.initial_of(contact), kept=True)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.update_contact, contact_id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.contact_fields())):
            return web.done(request, toast=_("Fiche enregistrée."), refresh=("contact",))
    action = reverse("crm:edit", args=[contact_id])
    return _dialog(request, form, title=_("Modifier %(name)s") % {"name": contact.name}, action=action)


class Row(NamedTuple):
    """A contact as a list or a card shows it."""

    contact: Contact
    name: str
    url: str
    mark: extensions.Mark | None


def shown(contacts: Sequence[Contact]) -> list[Row]:
    """The contacts with their address and their mark, so that a template only prints."""
    marks = extensions.marks_of(contacts)
    base = reverse("crm:contacts")
    left = extensions.Mark("", _("A quitté la société"))
    return [
        Row(c, c.name, f"{base}{c.id}/", left if c.status == ContactStatus.LEFT else marks.get(c.id)) for c in contacts
    ]


def _form(request: WorkspaceRequest, *, initial: dict[str, Any], kept: bool = False) -> ContactForm:
    users = list(tenants.users(request.workspace))
    return ContactForm(request.POST or None, initial=initial, users=users, kept=kept)


def _dialog(request: HttpRequest, form: ContactForm, *, title: str, action: str) -> HttpResponse:
    context = {"form": form, "title": title, "action": action}
    return web.show(request, "crm/contact_form.html", context, status=422 if form.errors else 200)
