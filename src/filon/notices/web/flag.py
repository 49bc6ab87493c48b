"""The flag at the bottom left: what the reader was told (CO-184, CO-185)."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from filon.kernel import listing
from filon.kernel.ui import web
from filon.notices import operations, queries
from filon.notices.kinds import kinds
from filon.notices.mails import ELSEWHERE
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest, choose_workspace
from filon.tenants.models import Workspace

PARTS = ("notice", "badge")
JUST_NOW = timedelta(seconds=30)
"""What an open page that has shown nothing yet calls new."""


@require_GET
def history(request: WorkspaceRequest) -> HttpResponse:
    """Everything the reader was told, newest first."""
    user_id = request.user.pk
    since = queries.active_since(user_id, now=request.clock.now())
    page = listing.page(queries.history(user_id), queries.list_spec(since), request.GET)
    context = {
        "page": page,
        "rows": queries.told(page.rows, since=since),
        "states": [("active", _("Actives")), ("handled", _("Traitées"))],
        "kinds": [(kind.key, kind.label) for kind in kinds()],
    }
    return web.show(request, "notices/list.html", context, part="notices/_list.html")


@require_GET
def count(request: WorkspaceRequest) -> HttpResponse:
    user_id = request.user.pk
    spec = queries.list_spec(queries.active_since(user_id, now=request.clock.now()))
    return web.count(request, listing.count(listing.narrow(queries.history(user_id), spec, request.GET)))


@never_cache
@require_GET
def toast(request: WorkspaceRequest) -> HttpResponse:
    """A small word about what came since the page asked last (CO-184); 204 when nothing did."""
    rows = queries.history(request.user.pk).filter(handled_at=None)
    after = _uuid(request.GET.get("apres", ""))
    recent = rows.filter(id__gt=after) if after else rows.filter(at__gt=request.clock.now() - JUST_NOW)
    new = list(recent.order_by("-id")[: queries.COUNT_CAP])
    if not new:
        return HttpResponse(status=204)
    response = web.show(request, "notices/_toast.html", {"after": new[0].id})
    if len(new) > 1:
        said = ngettext("%(n)s notification", "%(n)s notifications", len(new)) % {"n": len(new)}
    else:
        (told,) = queries.told(new, since=new[0].at)
        said = " · ".join([told.text, *(name.text for name in told.about[:1])])
    return web.toast(response, said, tone="info")


@never_cache
@require_GET
def open_record(request: WorkspaceRequest, notice_id: UUID) -> HttpResponse:
    """To the record that the notice is about, which deals with it (CO-185, CO-186).

    A link of an e-mail may be of another workspace of the reader's: the page then asks before it goes there.
    """
    if other := _elsewhere(request):
        return web.show(request, "notices/elsewhere.html", {"workspace": other, "notice_id": notice_id})
    notice = one(queries.shown().filter(user=request.user.pk), id=notice_id)
    now = request.clock.now()
    operations.handle(notice.id, user_id=request.user.pk, now=now)
    (told,) = queries.told([notice], since=now)
    if not told.url:
        said = _("La fiche de cette notification n’existe plus.")
        return web.done(request, toast=said, tone="info", redirect=reverse("notices:list"))
    return HttpResponseRedirect(told.url)


@require_POST
def go_there(request: WorkspaceRequest, notice_id: UUID, workspace_id: UUID) -> HttpResponse:
    """Open another workspace of the reader's, and the record there; 404 for one they are not in."""
    if not choose_workspace(request, workspace_id=workspace_id):
        raise Http404
    return HttpResponseRedirect(reverse("notices:open", args=[notice_id]))


@require_POST
def handle(request: WorkspaceRequest, notice_id: UUID) -> HttpResponse:
    """Dealt with without opening it; the toast takes it back."""
    notice = one(queries.history(request.user.pk), id=notice_id)
    now = request.clock.now()
    if not operations.handle(notice.id, user_id=request.user.pk, now=now):
        return web.done(request, toast=_("Déjà traitée."), tone="info", refresh=PARTS)
    return web.done(request, toast=_("Notification traitée."), undo=_back(now), refresh=PARTS)


@require_POST
def handle_all(request: WorkspaceRequest) -> HttpResponse:
    now = request.clock.now()
    n = operations.handle_all(user_id=request.user.pk, now=now)
    if not n:
        return web.done(request, toast=_("Rien à traiter."), tone="info", refresh=PARTS)
    said = ngettext("%(n)s notification traitée.", "%(n)s notifications traitées.", n) % {"n": n}
    return web.done(request, toast=said, undo=_back(now), refresh=PARTS)


@require_POST
def reopen(request: WorkspaceRequest) -> HttpResponse:
    """The undo of both: what was dealt with at that moment is in colour again."""
    moment = _moment(request.GET.get("le", ""))
    if moment is not None:
        operations.reopen(moment, user_id=request.user.pk)
    return web.done(request, toast=_("Remis à traiter."), refresh=PARTS)


def _back(now: datetime) -> str:
    return f"{reverse('notices:reopen')}?{urlencode({'le': now.isoformat()})}"


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _elsewhere(request: WorkspaceRequest) -> Workspace | None:
    """The workspace that a link names, where it is another one of the reader's."""
    named = _uuid(request.GET.get(ELSEWHERE, ""))
    others = (each.workspace for each in request.memberships if each.workspace_id != request.workspace.pk)
    return next((workspace for workspace in others if workspace.pk == named), None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
