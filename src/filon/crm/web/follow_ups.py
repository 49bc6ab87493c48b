"""Relances: what is to be handled today and what comes, in two columns (CO-166…170)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from filon.crm.follow_ups import operations, queries
from filon.crm.follow_ups.dates import Lateness, distance, lateness
from filon.crm.follow_ups.models import FollowUp
from filon.crm.follow_ups.states import Priority
from filon.crm.notes.models import Note
from filon.crm.notes.queries import last_notes
from filon.crm.web.extensions import Chip, follow_up_chips
from filon.crm.web.follow_up_forms import MoveForm
from filon.crm.web.follow_up_panel import SHOWN, today
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.listing import Count, Page
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants import queries as tenants
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.models import User

PAGE_SIZE = 25
"""Rows of a column; there are two."""
BADGE_CAP = 99


class Row(NamedTuple):
    """A follow-up as a column shows it: its day in words and in colour, who follows, the last note (CO-90)."""

    row: Any
    url: str
    tone: Lateness
    distance: str
    followers: list[User]
    note: Note | None


class Column(NamedTuple):
    """A column: its rows, how many there are in all, and where the pages beside are ("" at either end)."""

    key: str
    rows: list[Row]
    total: Count
    prev: str
    next: str


@require_GET
def follow_ups(request: WorkspaceRequest) -> HttpResponse:
    """Both columns, and how much the coming days hold."""
    day = today(request)
    rows = queries.of_user(queries.open_follow_ups(), request.GET.dict(), user_id=request.user.pk)
    spec = queries.short_list(PAGE_SIZE)
    pages = {
        "due": listing.page(queries.due(rows, today=day), spec, _cursor(request, "due")),
        "coming": listing.page(queries.coming(rows, today=day), spec, _cursor(request, "coming")),
    }
    narrowed = listing.narrow(rows, spec, request.GET.dict())
    due, coming = queries.due(narrowed, today=day), queries.coming(narrowed, today=day)
    shown = _shown([row for page in pages.values() for row in page.rows], today=day)
    context = {
        "page": pages["due"],
        "due": _column("due", pages["due"], shown, of=due, request=request),
        "coming": _column("coming", pages["coming"], shown, of=coming, request=request),
        "chart": _chart(queries.volume(narrowed, today=day)),
        "priorities": Priority.choices,
        "chips": lambda: _chips(request),
    }
    return web.show(request, "crm/follow_ups.html", context, part="crm/_follow_ups.html")


@require_POST
def move(request: WorkspaceRequest, follow_up_id: UUID) -> HttpResponse:
    """Another day, in the list or on the sheet (CO-170); the toast takes it back."""
    row = one(FollowUp, id=follow_up_id)
    day = _day(request)
    if day is None:
        return refused(request, Refused(_("Choisissez une date."), field="on", code="day_unknown"))
    undo = f"{request.path}?{urlencode({'on': row.due_on.isoformat()})}"
    said = _("Relance déplacée.")
    return _attempt(request, lambda now, by: operations.move(row.id, day, now=now, by=by), said=said, undo=undo)


@require_POST
def prioritise(request: WorkspaceRequest, follow_up_id: UUID) -> HttpResponse:
    """Another priority, by the drop-down of the row (CO-170)."""
    row = one(FollowUp, id=follow_up_id)
    value = request.POST.get("priority") or request.GET.get("priority", "")
    if value not in map(str, Priority.values):
        return refused(request, Refused(_("Cette priorité n’existe pas."), field="priority", code="priority_unknown"))
    undo = f"{request.path}?{urlencode({'priority': row.priority})}"
    wanted = Priority(int(value))
    said = _("Priorité : %(priority)s.") % {"priority": str(wanted.label).lower()}
    return _attempt(
        request, lambda now, by: operations.prioritise(row.id, wanted, now=now, by=by), said=said, undo=undo
    )


@require_POST
def handle(request: WorkspaceRequest, follow_up_id: UUID) -> HttpResponse:
    """It is done; the toast takes it back."""
    return _closed(request, follow_up_id, operations.handle, said=_("Relance traitée."))


@require_POST
def delete(request: WorkspaceRequest, follow_up_id: UUID) -> HttpResponse:
    """🗑: nobody follows the company any more (CO-170, CO-171); the toast takes it back."""
    return _closed(
        request, follow_up_id, operations.delete, said=_("Relance supprimée : plus personne ne suit la société.")
    )


@require_POST
def reopen(request: WorkspaceRequest, follow_up_id: UUID) -> HttpResponse:
    row = one(FollowUp, id=follow_up_id)
    if not operations.reopen(row.id, now=request.clock.now(), by=request.user.pk):
        return web.done(request, toast=_("Cette société a déjà une relance."), tone="info", refresh=SHOWN)
    return web.done(request, toast=_("Relance remise à traiter."), refresh=SHOWN)


def badge(request: HttpRequest) -> int:
    """The figure beside the menu's entry: what is due, of who looks."""
    asked = cast("WorkspaceRequest", request)
    rows = queries.followed_by(FollowUp.objects.filter(closed_at=None), asked.user.pk)
    return listing.count(queries.due(rows, today=today(asked)), cap=BADGE_CAP).n


def _closed(request: WorkspaceRequest, follow_up_id: UUID, close: Callable[..., bool], *, said: str) -> HttpResponse:
    row = one(FollowUp, id=follow_up_id)
    if not close(row.id, now=request.clock.now(), by=request.user.pk):
        return web.done(request, toast=_("Quelqu’un s’en est déjà occupé."), tone="info", refresh=SHOWN)
    undo = reverse("crm:follow_up_reopen", args=[row.id])
    return web.done(request, toast=said, undo=undo, refresh=SHOWN)


def _attempt(request: WorkspaceRequest, write: Callable[..., object], *, said: str, undo: str) -> HttpResponse:
    """Write, and say so; a toast that takes back is not taken back itself."""
    try:
        write(request.clock.now(), request.user.pk)
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=said, undo="" if request.GET else undo, refresh=SHOWN)


def _day(request: WorkspaceRequest) -> date | None:
    return MoveForm(request.POST if "on" in request.POST else request.GET).day


def _cursor(request: WorkspaceRequest, key: str) -> dict[str, str]:
    """The page's parameters as those of one column."""
    params = request.GET.dict()
    return {**params, "after": params.get(f"{key}_after", ""), "before": params.get(f"{key}_before", "")}


def _column(key: str, page: Page[Any], shown: Mapping[UUID, Row], *, of: Any, request: WorkspaceRequest) -> Column:
    """Links keep the place in the other column."""
    other = {k: v for k, v in request.GET.items() if k.startswith(("due_", "coming_")) and not k.startswith(f"{key}_")}
    kept = {**page.params, **other}
    prev = f"?{urlencode({**kept, f'{key}_before': page.prev})}" if page.prev else ""
    following = f"?{urlencode({**kept, f'{key}_after': page.next})}" if page.next else ""
    return Column(key, [shown[row.id] for row in page.rows], listing.count(of), prev, following)


def _shown(rows: list[Any], *, today: date) -> dict[UUID, Row]:
    """The rows with all that a line prints, in two queries."""
    followers = queries.followers_of(row.id for row in rows)
    notes = last_notes(row.company_id for row in rows)
    return {
        row.id: Row(
            row,
            reverse("directory:company", args=[row.company_id]),
            lateness(row.due_on, today=today),
            distance(row.due_on, today=today),
            followers.get(row.id, []),
            notes.get(row.company_id),
        )
        for row in rows
    }


def _chart(volume: list[tuple[date, int]]) -> dict[str, Any]:
    """What `c-chart` draws; None when nothing comes."""
    values = [n for _day, n in volume]
    series = [{"label": _("Relances"), "tone": "accent", "values": values}]
    return {"x": [day.isoformat() for day, _n in volume], "series": series} if any(values) else {}


def _chips(request: WorkspaceRequest) -> list[tuple[str, str | Promise, list[tuple[str, str | Promise]]]]:
    """The filters with their choices (A-CO-13), those that rooms above add last."""
    users = [(str(user.pk), user.name) for user in tenants.users(request.workspace)]
    yes_no = [("yes", _("En opportunité")), ("no", _("Sans opportunité"))]
    offered = [
        Chip("user", _("Mes relances"), lambda: [(queries.EVERYBODY, _("De tout le monde")), *users]),
        Chip("priority", _("Priorité"), lambda: [(str(value), label) for value, label in Priority.choices]),
        Chip("opportunity", _("Opportunité"), lambda: yes_no),
        *follow_up_chips.values(),
    ]
    found = [(chip.key, chip.label, list(chip.choices())) for chip in offered]
    return [chip for chip in found if chip[2]]
