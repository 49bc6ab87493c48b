"""Who receives a newsletter: its last step (CO-131…133), and the dialogs of contacts (CO-128…130, CO-134…136)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.crm.models import Contact
from filon.crm.web.changes import ticked
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.outreach.labels import LEFT_OUT
from filon.outreach.newsletters import operations, queries
from filon.outreach.newsletters.models import Newsletter, Subscription
from filon.outreach.newsletters.operations import Subscribed
from filon.outreach.newsletters.states import Ended
from filon.outreach.newsletters.web.newsletters import step
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

REFRESH = ("contact", "timeline", "newsletter")
NOBODY = UUID(int=0)


@require_GET
def subscriber_list(request: HttpRequest, newsletter_id: UUID) -> HttpResponse:
    """Step 4 [Inscrits] (CO-131)."""
    row = one(Newsletter, id=newsletter_id)
    page = listing.page(queries.subscriptions(row.id), queries.SUBSCRIBERS, request.GET)
    context = {
        "page": page,
        "states": [("inscrit", _("Inscrits")), ("desinscrit", _("Désinscrits"))],
        "orphans": queries.without_sender(row.id),
    }
    return step(request, row, 4, context, part="outreach/newsletters/_subscribers.html")


@require_GET
def count(request: HttpRequest, newsletter_id: UUID) -> HttpResponse:
    row = one(Newsletter, id=newsletter_id)
    return web.count(
        request, listing.count(listing.narrow(queries.subscriptions(row.id), queries.SUBSCRIBERS, request.GET))
    )


@require_http_methods(["GET", "POST"])
def subscribe(request: WorkspaceRequest) -> HttpResponse:
    """[Inscrire à une newsletter] of a card, or of the ticked contacts: which one, and from which mailbox (CO-128)."""
    ids = ticked(request)
    if request.method == "POST":
        row = one(Newsletter, id=_uuid(request.POST.get("newsletter", "")) or NOBODY)
        box = _uuid(request.POST.get("mailbox", ""))
        try:
            done = operations.subscribe(row.id, ids, mailbox_id=box, now=request.clock.now(), by=request.user.pk)
        except Refused as no:
            return _dialog(request, ids, fault=no.message)
        return web.done(request, toast=_said(row, done), tone="ok" if done.fresh else "warn", refresh=REFRESH)
    return _dialog(request, ids)


@require_POST
def leave(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """[Inscrit] → [Désinscrit], or the stop button of a sheet; a click undoes it (CO-130, CO-132)."""
    row = one(Newsletter, id=newsletter_id)
    ids = ticked(request)
    gone = operations.unsubscribe(
        ids, why=Ended.USER, now=request.clock.now(), newsletter_id=row.id, by=request.user.pk
    )
    if len(gone) == 1:
        person = Contact.objects.only("first_name", "last_name", "email", "phone").get(id=gone[0])
        said = _("%(name)s ne reçoit plus « %(newsletter)s ».") % {"name": person.name, "newsletter": row.name}
        back = reverse("outreach:newsletter_join", args=[row.id]) + f"?id={gone[0]}"
        return web.done(request, toast=said, undo=back, refresh=REFRESH)
    said = ngettext("%(n)s contact désinscrit.", "%(n)s contacts désinscrits.", len(gone)) % {"n": len(gone)}
    return web.done(request, toast=said, refresh=REFRESH)


@require_POST
def join(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """[Désinscrit] → [Inscrit], from the mailbox that wrote before if it still works.

    Who had left by the link of a mail comes back only where the page said so and somebody confirmed (``demande``).
    """
    row = one(Newsletter, id=newsletter_id)
    place = one(Subscription, newsletter=row, contact_id__in=ticked(request)[:1])
    asked = place.ended_why == Ended.RECIPIENT and request.POST.get("demande") == "oui"
    box, now = _mailbox(request, place), request.clock.now()
    try:
        if asked:
            done = operations.subscribe_again(row.id, place.contact_id, mailbox_id=box, now=now, by=request.user.pk)
        else:
            done = operations.subscribe(row.id, [place.contact_id], mailbox_id=box, now=now, by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=_said(row, done), tone="ok" if done.fresh else "warn", refresh=REFRESH)


@require_http_methods(["GET", "POST"])
def sender(request: WorkspaceRequest, newsletter_id: UUID) -> HttpResponse:
    """Write to the ticked subscribers from another mailbox (CO-136)."""
    row = one(Newsletter, id=newsletter_id)
    ids, fault = ticked(request), ""
    if request.method == "POST":
        try:
            n = operations.change_sender(row.id, ids, mailbox_id=_uuid(request.POST.get("mailbox", "")))
        except Refused as no:
            fault = no.message
        else:
            said = ngettext("%(n)s inscrit a changé d’expéditeur.", "%(n)s inscrits ont changé d’expéditeur.", n)
            return web.done(request, toast=said % {"n": n}, refresh=REFRESH)
    choices = queries.senders(request.user)
    context = {"ids": ids, "newsletter": row, "fault": fault, "senders": choices}
    context["chosen"] = queries.default_sender(choices)
    status = 422 if fault else 200
    return web.show(request, "outreach/newsletters/sender.html", context, status=status)


def _mailbox(request: WorkspaceRequest, place: Subscription) -> UUID | None:
    choices = queries.senders(request.user)
    same = (each.mailbox.id for each in choices if each.usable and each.mailbox.id == place.mailbox_id)
    return next(same, None) or queries.default_sender(choices)


def _dialog(request: WorkspaceRequest, ids: list[UUID], *, fault: str = "") -> HttpResponse:
    choices = queries.senders(request.user)
    context = {
        "ids": ids,
        "fault": fault,
        "newsletters": queries.active_newsletters(),
        "senders": choices,
        "chosen": queries.default_sender(choices),
        "own": any(each.own and each.usable for each in choices),
        "person": Contact.objects.filter(id=ids[0]).defer("search").first() if len(ids) == 1 else None,
    }
    return web.show(request, "outreach/newsletters/subscribe.html", context, status=422 if fault else 200)


def _said(row: Newsletter, done: Subscribed) -> str:
    """What came of it: how many, and why not the others."""
    name = {"newsletter": row.name, "n": done.fresh}
    if done.fresh:
        said = (
            ngettext(
                "%(n)s contact inscrit à « %(newsletter)s ».",
                "%(n)s contacts inscrits à « %(newsletter)s ».",
                done.fresh,
            )
            % name
        )
    elif done.already and not done.left_out:
        said = _("Déjà inscrit à « %(newsletter)s ».") % name
    else:
        said = _("Personne n’a été inscrit à « %(newsletter)s ».") % name
    left_out = ", ".join(f"{n} {LEFT_OUT[code]}" for code, n in done.left_out)
    return f"{said} {_('Laissés de côté :')} {left_out}." if left_out else said


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
