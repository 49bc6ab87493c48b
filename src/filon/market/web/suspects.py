"""Suspects: the flow of a routine, best first, and what is done with each."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from filon.directory.queries import companies
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.market import operations
from filon.market.models import Routine, SuspectNotice
from filon.market.queries.routines import default_first, routines, scoring_of, tag_counts, untagged_counts
from filon.market.queries.suspects import SUSPECTS, left_the_market, next_suspect, shown, suspects
from filon.market.states import OPEN, Tag
from filon.market.web.labels import CHANGES, tag_choices, tiles
from filon.notices import operations as notices
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """The default routine of the user, else their first one (CO-151, CO-159)."""
    rows = default_first(routines(), user_id=request.user.pk)
    if rows:
        return HttpResponseRedirect(reverse("market:routine", args=[rows[0][0].id]))
    return web.show(request, "market/none.html", {"may_write": request.member.is_manager})


@require_GET
def routine(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """The suspects of one routine."""
    row = _visible(routine_id)
    notices.visit(row.id, user_id=request.user.pk, now=request.clock.now())
    page = listing.page(suspects(row.id), SUSPECTS, request.GET)
    context = {
        "routine": row,
        "routines": default_first(routines(), user_id=request.user.pk),
        "page": page,
        "suspects": shown(page.rows, scoring_of(row.id)),
        "tags": tag_choices(),
        "open_tags": [("none", _("Sans tag")), *((tag.value, tag.label) for tag in OPEN)],
        "changes": CHANGES,
        "tiles": tiles(tag_counts([row.id])[row.id], untagged=untagged_counts([row])[row.id]),
        "left": left_the_market(row.id).count(),
        "last": row.refreshes.order_by("-at").first(),
    }
    return web.show(request, "market/suspects.html", context, part="market/_suspects.html")


@require_GET
def count(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    rows = listing.narrow(suspects(_visible(routine_id).id), SUSPECTS, request.GET)
    return web.count(request, listing.count(rows))


@require_POST
def open_suspect(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """To the company's page; a company of the directory becomes the workspace's own on the way."""
    _visible(routine_id)
    return _to_company(request, request.POST.get("siren", ""))


@require_POST
def following(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """To the best company that nobody has tagged; after a SIREN, to the one behind it."""
    row = _visible(routine_id)
    typed = request.POST.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == 9 else None
    suspect = next_suspect(row.id, after=after)
    if suspect is None:
        said = _("Vous avez vu tous les suspects de ce flux.")
        return web.done(request, toast=said, redirect=reverse("market:routine", args=[row.id]))
    return _to_company(request, f"{suspect.siren:09d}")


@require_POST
def tag(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """Say where a company stands in the routine: by its id, or by a SIREN of the directory (CO-155).

    The undo of a tag posts here too, with the tag before it in the address.
    """
    row = _visible(routine_id)
    value = _said(request, "tag")
    if value and value not in Tag.values:
        return refused(request, Refused(_("Ce tag n’existe pas."), field="tag", code="tag_unknown"))
    now = request.clock.now()
    try:
        company_id = _company(request)
        before = operations.set_tag(row.id, company_id, Tag(value) if value else None, now=now, by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = _("Tag : %(tag)s") % {"tag": Tag(value).label} if value else _("Tag retiré")
    undo = f"{request.path}?{urlencode({'company': company_id, 'tag': before or ''})}"
    changed = (before or "") != value and not request.GET
    return web.done(request, toast=said, undo=undo if changed else "", refresh=("suspect", "company"))


@require_POST
def notice_read(request: WorkspaceRequest, notice_id: UUID) -> HttpResponse:
    """The user has seen who came to the score (CO-149)."""
    notice = one(SuspectNotice.objects.filter(user=request.user.pk), id=notice_id)
    now = request.clock.now()
    notices.visit(notice.routine_id, user_id=request.user.pk, now=now)
    if not operations.read_notice(notice.id, user_id=request.user.pk, now=now):
        return web.done(request, toast=_("Déjà vu."), tone="info", refresh=("today", "badge"))
    return web.done(request, toast=_("C’est noté : vu."), refresh=("today", "badge"))


def _said(request: WorkspaceRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name, "")


def _company(request: WorkspaceRequest) -> UUID:
    siren = _said(request, "siren")
    if siren:
        return operations.company_of(siren, now=request.clock.now())
    return one(companies(), id=_said(request, "company")).id


def _to_company(request: WorkspaceRequest, siren: str) -> HttpResponse:
    try:
        company_id = operations.company_of(siren, now=request.clock.now())
    except Refused as no:
        return refused(request, no)
    return web.done(request, redirect=reverse("directory:company", args=[company_id]))


def _visible(routine_id: UUID) -> Routine:
    """The routine, for those who may see it (CO-142); 404 for others."""
    return one(routines(), id=routine_id)
