"""What is done to contacts with a button: one from its page, or those ticked in the list."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from filon.consent.states import Reason
from filon.crm import operations
from filon.crm.models import Contact
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

SALT = "filon.crm.undo"
MOST_AT_ONCE = 500


def ticked(request: HttpRequest) -> list[UUID]:
    """The ids that were ticked; what is no id is left out."""
    found = []
    for text in request.POST.getlist("id")[:MOST_AT_ONCE] or request.GET.getlist("id")[:MOST_AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@require_POST
def leave(request: WorkspaceRequest) -> HttpResponse:
    """[A quitté la société] (CO-35), which a click undoes (CO-38)."""
    gone = operations.mark_left(ticked(request), now=request.clock.now(), by=request.user.pk)
    said = ngettext(
        "%(n)s contact est marqué « A quitté la société ».",
        "%(n)s contacts sont marqués « A quitté la société ».",
        len(gone),
    ) % {"n": len(gone)}
    return web.done(request, toast=said, undo=_undo("crm:restore", gone), refresh=("contact",))


@require_POST
def restore(request: WorkspaceRequest) -> HttpResponse:
    """Untick the box, for the ticked contacts or for those of an undo."""
    ids = _signed(request) if "lot" in request.GET else ticked(request)
    back = operations.restore(ids, now=request.clock.now(), by=request.user.pk)
    said = ngettext("%(n)s contact est revenu.", "%(n)s contacts sont revenus.", len(back)) % {"n": len(back)}
    return web.done(request, toast=said, refresh=("contact",))


@require_POST
def delete(request: WorkspaceRequest) -> HttpResponse:
    """Delete the ticked contacts for good; the page asked first."""
    n = operations.delete_contacts(ticked(request), now=request.clock.now(), by=request.user.pk)
    said = ngettext("%(n)s contact supprimé.", "%(n)s contacts supprimés.", n) % {"n": n}
    return web.done(request, toast=said, refresh=("contact",))


@require_POST
def opt_out(request: WorkspaceRequest, contact_id: UUID) -> HttpResponse:
    """[… ne pas contacter à l'avenir] (OL-82), on behalf of the person."""
    contact = one(Contact, id=contact_id)
    try:
        fresh = operations.opt_out(contact.id, reason=Reason.USER, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("%(name)s ne sera plus contacté.") % {"name": contact.name}
    undo = reverse("crm:opt_in", args=[contact.id]) if fresh else ""
    return web.done(request, toast=said, undo=undo, refresh=("contact",))


@require_POST
def opt_in(request: WorkspaceRequest, contact_id: UUID) -> HttpResponse:
    """Take the opposition back: what the person asked for themselves, a manager only."""
    contact, theirs = one(Contact, id=contact_id), request.member.is_manager
    try:
        operations.opt_in(contact.id, now=request.clock.now(), by=request.user.pk, theirs=theirs)
    except Refused as no:
        return refused(request, no)
    said = _("%(name)s peut de nouveau être contacté.") % {"name": contact.name}
    return web.done(request, toast=said, refresh=("contact",))


@require_POST
def remove_email(request: WorkspaceRequest, contact_id: UUID) -> HttpResponse:
    """[Retirer l'e-mail] (CO-45)."""
    contact = one(Contact, id=contact_id)
    operations.remove_email(contact.id, reason="asked", now=request.clock.now(), by=request.user.pk)
    return web.done(request, toast=_("Adresse retirée. Un import ne la ramènera pas."), refresh=("contact",))


@require_POST
def erase(request: WorkspaceRequest, contact_id: UUID) -> HttpResponse:
    """[Effacer (RGPD)] (CO-44)."""
    contact = one(Contact, id=contact_id)
    operations.erase_contact(contact.id, now=request.clock.now(), by=request.user.pk)
    return web.done(request, toast=_("Contact effacé. Un import ne le ramènera pas."), redirect=reverse("crm:contacts"))


def _undo(route: str, ids: Sequence[UUID]) -> str:
    """An address that undoes what was done to these contacts, and to no others."""
    return f"{reverse(route)}?lot={dumps([str(i) for i in ids], salt=SALT, compress=True)}" if ids else ""


def _signed(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(text) for text in loads(request.GET["lot"], salt=SALT)]
    except BadSignature as forged:
        raise Http404 from forged
