"""The sandbox: every mail caught, what will come back, and the clock of the sample workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from filon.demo import queries
from filon.demo.models import SandboxMail
from filon.demo.operations.catching import answer_as_prospect
from filon.demo.servers.store import SENT
from filon.demo.web.forms import ReplyForm
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.operations.workspaces import move_clock

AN_HOUR = timedelta(hours=1)
HOSTILE_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""A mail's own HTML: no script, nothing remote; its links open beside, so that the way out of a mail can be tried."""
_ON_WHITE = '<!doctype html><base target="_blank"><style>:root{color-scheme:light;background:#fff}</style>'


class Coming(NamedTuple):
    """A reaction as the list and the page of a mail show it."""

    label: str | Promise
    tone: str
    due_at: datetime
    delivered: bool


class Row(NamedTuple):
    """A mail as the list shows it; ``prospect`` is the other side."""

    mail: SandboxMail
    url: str
    is_sent: bool
    prospect: str
    coming: list[Coming]


def where_there_is_one(view: Callable[[WorkspaceRequest], HttpResponse]) -> Callable[[WorkspaceRequest], HttpResponse]:
    """The page does not exist in a workspace that has no account here; a mail, once there, proves its account."""

    @wraps(view)
    def guarded(request: WorkspaceRequest) -> HttpResponse:
        if not queries.has_sandbox():
            raise Http404
        return view(request)

    return guarded


@require_GET
@where_there_is_one
def sandbox(request: WorkspaceRequest) -> HttpResponse:
    """Every mail, newest first."""
    page = listing.page(queries.mails(), queries.MAILS, request.GET)
    context = {
        "page": page,
        "rows": _shown(page.rows),
        "boxes": [("sent", _("Envoyés")), ("received", _("Reçus"))],
        "now": _moment(request.clock.now()),
    }
    return web.show(request, "demo/sandbox.html", context, part="demo/_mails.html")


@require_GET
@where_there_is_one
def count(request: HttpRequest) -> HttpResponse:
    return web.count(request, listing.count(listing.narrow(queries.mails(), queries.MAILS, request.GET)))


@require_GET
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """One mail: what people read, what machines read, what comes back."""
    row = one(SandboxMail.objects.select_related("account").prefetch_related("reactions"), id=mail_id)
    context = {
        "mail": row,
        "opened": queries.opened(bytes(row.raw)),
        "coming": _coming(row),
        "is_sent": row.folder == SENT,
    }
    return web.show(request, "demo/mail.html", context, part="demo/_mail.html")


@require_GET
@xframe_options_sameorigin
def html(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """The HTML of a mail, for the frame that the page of the mail has."""
    row = one(SandboxMail, id=mail_id)
    response = HttpResponse(_ON_WHITE + queries.opened(bytes(row.raw)).html)
    response["Content-Security-Policy"] = HOSTILE_PAGE
    return response


@require_GET
def source(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """The mail as it went over the wire."""
    row = one(SandboxMail, id=mail_id)
    return web.download(bytes(row.raw), name=f"{row.id}.eml", kind="text/plain; charset=utf-8")


@require_http_methods(["GET", "POST"])
def reply(request: WorkspaceRequest, mail_id: UUID) -> HttpResponse:
    """[Répondre en tant que ce prospect]."""
    row = one(SandboxMail, id=mail_id, folder=SENT)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_as_prospect(row.id, text=form.cleaned_data["text"], now=request.clock.now())
        except Refused as no:
            return refused(request, no)
        return web.done(request, toast=_("La réponse est arrivée dans la boîte mail."), refresh=("sandbox",))
    context = {"form": form, "mail": row, "action": reverse("demo:reply", args=[row.id])}
    return web.show(request, "demo/reply_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@where_there_is_one
def clock(request: WorkspaceRequest) -> HttpResponse:
    """Tell the time of the workspace; move a sample one on, by an hour or to nine o'clock tomorrow."""
    if request.method == "GET":
        return web.show(request, "demo/_now.html", {"now": _moment(request.clock.now())})
    workspace = request.workspace
    try:
        if request.POST.get("to") == "tomorrow":
            morning = queries.tomorrow_morning(request.clock.now(), time_zone=workspace.time_zone)
            now = move_clock(workspace, to=morning)
        else:
            now = move_clock(workspace, by=AN_HOUR)
    except Refused as no:
        return refused(request, no)
    said = _("Il est maintenant %(moment)s dans cet espace.") % {"moment": _moment(now)}
    return web.done(request, toast=said, refresh=("sandbox",))


def _moment(now: datetime) -> str:
    # Translators: format of a day and an hour, see Django's date filter
    return date_format(timezone.localtime(now), _("l j F Y, H:i"))


def _shown(mails: Sequence[SandboxMail]) -> list[Row]:
    base = reverse("demo:sandbox")
    return [_row(mail, base) for mail in mails]


def _row(mail: SandboxMail, base: str) -> Row:
    is_sent = mail.folder == SENT
    return Row(mail, f"{base}{mail.id}/", is_sent, mail.recipient if is_sent else mail.sender, _coming(mail))


def _coming(mail: SandboxMail) -> list[Coming]:
    reactions = mail.reactions.all()
    return [
        Coming(queries.KINDS.get(r.kind, r.kind), queries.TONES.get(r.kind, ""), r.due_at, r.delivered_at is not None)
        for r in reactions
    ]
