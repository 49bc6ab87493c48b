"""Réglages > Boîtes mail."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.mail import operations, presets
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.mail.web.forms import MailboxForm
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

TONES = {
    MailboxState.CONNECTED: "ok",
    MailboxState.BROKEN: "bad",
    MailboxState.PAUSED: "",
    MailboxState.NEW: "warn",
}


@require_GET
def mailbox_list(request: HttpRequest) -> HttpResponse:
    rows = (
        Mailbox.objects.select_related("owner").defer("smtp_password", "imap_password", "signature").order_by("email")
    )
    shown = [(m, TONES[MailboxState(m.state)], in_words(m.spacing_s, m.daily_cap)) for m in rows]
    return web.show(request, "mail/mailboxes.html", {"mailboxes": shown}, part="mail/_mailboxes.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Add a mailbox, its servers filled in from the provider that was chosen."""
    offered = presets.presets()
    preset = offered.get(request.GET.get("fournisseur", "")) or presets.OTHER
    initial = {**preset.values(), "email": request.GET.get("email", ""), "from_name": request.user.name}
    form = MailboxForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.create_mailbox, now=request.clock.now(), by=request.user.pk)
        if mailbox := attempt(form, lambda: write(form.mailbox_fields())):
            return web.done(request, redirect=f"{reverse('mail:mailbox', args=[mailbox.id])}?essai=1")
    context = {"form": form, "presets": offered.values(), "preset": preset}
    return web.show(request, "mail/mailbox.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def mailbox(request: WorkspaceRequest, mailbox_id: UUID) -> HttpResponse:
    """Change a mailbox; it is tried again as soon as it is saved."""
    row = own(request, mailbox_id)
    form = MailboxForm(request.POST or None, initial=MailboxForm.initial_of(row), mailbox=row)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.update_mailbox, row.id)
        if attempt(form, lambda: write(form.mailbox_fields())):
            here = f"{reverse('mail:mailbox', args=[row.id])}?essai=1"
            return web.done(request, toast=_("Boîte enregistrée."), redirect=here)
    context = {"form": form, "mailbox": row, "tone": TONES[MailboxState(row.state)], "try": "essai" in request.GET}
    return web.show(request, "mail/mailbox.html", context, status=422 if form.errors else 200)


@require_POST
def check(request: WorkspaceRequest, mailbox_id: UUID) -> HttpResponse:
    """Try the connection and say which step failed."""
    row = own(request, mailbox_id)
    report = operations.check_mailbox(row.id, now=request.clock.now())
    return web.show(request, "mail/_check.html", {"report": report, "mailbox": row})


@require_POST
def pause(request: WorkspaceRequest, mailbox_id: UUID) -> HttpResponse:
    row = own(request, mailbox_id)
    operations.pause(row.id)
    said = _("%(email)s est en pause : ce qui est prévu attend.") % {"email": row.email}
    return web.done(request, toast=said, undo=reverse("mail:mailbox_resume", args=[row.id]), refresh=("mailbox",))


@require_POST
def resume(request: WorkspaceRequest, mailbox_id: UUID) -> HttpResponse:
    row = own(request, mailbox_id)
    operations.unpause(row.id, now=request.clock.now())
    return web.done(request, toast=_("%(email)s envoie de nouveau.") % {"email": row.email}, refresh=("mailbox",))


@require_POST
def delete(request: WorkspaceRequest, mailbox_id: UUID) -> HttpResponse:
    row = own(request, mailbox_id)
    try:
        operations.delete_mailbox(row.id)
    except Refused as no:
        return refused(request, no)
    said = _("La boîte %(email)s est retirée.") % {"email": row.email}
    return web.done(request, toast=said, redirect=reverse("mail:mailboxes"))


def own(request: WorkspaceRequest, mailbox_id: UUID) -> Mailbox:
    """The mailbox, for its owner and for managers. 404 for another workspace's, 403 for a colleague's."""
    row = one(Mailbox.objects.select_related("owner"), id=mailbox_id)
    if row.owner_id not in {None, request.user.pk} and not request.member.is_manager:
        raise PermissionDenied
    return row


def in_words(spacing_s: int, daily_cap: int) -> str:
    """What the two limits come to."""
    cap = ngettext("%(n)s message par jour au plus", "%(n)s messages par jour au plus", daily_cap) % {"n": daily_cap}
    if not spacing_s:
        return _("sans pause entre deux messages, %(cap)s") % {"cap": cap}
    every = _("%(n)s s") % {"n": spacing_s} if spacing_s < 120 else _("%(n)s min") % {"n": round(spacing_s / 60)}
    return _("un nouveau message toutes les %(every)s, %(cap)s") % {"every": every, "cap": cap}
