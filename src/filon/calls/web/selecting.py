"""What is done to the ticked rows of a campaign, or to its whole list as it is narrowed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, When
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.calls.exporting import export_csv
from filon.calls.models import CallCampaign
from filon.calls.operations import selecting
from filon.calls.operations.selecting import Chosen
from filon.calls.queries.calls import people_behind
from filon.calls.queries.full import listed
from filon.calls.states import ProspectState
from filon.calls.web.campaigns import own
from filon.crm.web import extensions
from filon.crm.web.changes import ticked
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.middleware import WorkspaceRequest

MOST_AT_ONCE = 10_000
MOST_CONTACTS = 200
"""People that are handed over at once: their ids travel in an address."""
MORNING = 9
CHANGED = ("calls",)
LATER: dict[str, str | Promise] = {
    "2h": gettext_lazy("Dans deux heures"),
    "demain": gettext_lazy("Demain à 9 h"),
    "lundi": gettext_lazy("Lundi prochain à 9 h"),
}


@require_POST
def exclude(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Écarter]: not called by this campaign any more, which a click undoes."""
    row = own(request, campaign_id)
    lot = str(uuid7())
    try:
        picked = chosen(request, row)
        done = with_those_beyond(selecting.exclude(row.id, picked.ids, lot=lot, now=request.clock.now()), picked)
    except Refused as no:
        return refused(request, no)
    said = ngettext("%(n)s ligne écartée", "%(n)s lignes écartées", done.done) % {"n": done.done}
    return _done(request, said=with_rest(said, done), undo=_undo("calls:rows_include", row, lot if done.done else ""))


@require_POST
def include(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Reprendre] of rows that were put aside: those of an undo, or those ticked."""
    row = own(request, campaign_id)
    lot = request.GET.get("lot", "")
    ids = None if lot else chosen(request, row).ids
    n = selecting.include(row.id, now=request.clock.now(), lot=lot, ids=ids)
    said = ngettext("%(n)s ligne est de nouveau à appeler.", "%(n)s lignes sont de nouveau à appeler.", n) % {"n": n}
    return _done(request, said=said)


@require_http_methods(["GET", "POST"])
def later(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Rappeler plus tard]: a dialog asks when."""
    row = own(request, campaign_id)
    picked, now = chosen(request, row), request.clock.now()
    if request.method == "GET":
        context = {"campaign": row, "n": len(picked.ids), "choices": LATER.items(), **_carried(request)}
        return web.show(request, "calls/rows_later.html", context)
    at = moment(request.POST.get("quand", ""), now=now, zone=ZoneInfo(row.time_zone))
    lot = str(uuid7())
    try:
        done = with_those_beyond(selecting.call_later(row.id, picked.ids, at=at, lot=lot, now=now), picked)
    except Refused as no:
        return refused(request, no)
    said = ngettext("%(n)s ligne sera rappelée plus tard", "%(n)s lignes seront rappelées plus tard", done.done)
    return _done(request, said=with_rest(said % {"n": done.done}, done), undo=_undo("calls:rows_later_undo", row, lot))


@require_POST
def undo_later(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    row = own(request, campaign_id)
    n = selecting.undo_later(row.id, lot=request.GET.get("lot", "-"), now=request.clock.now())
    said = ngettext("%(n)s ligne est comme avant.", "%(n)s lignes sont comme avant.", n) % {"n": n}
    return _done(request, said=said)


@require_GET
def contacts(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Ajouter à une campagne e-mail]: the people behind the rows, handed to what other rooms do with contacts."""
    row = own(request, campaign_id)
    ids = chosen(request, row).ids
    people = list(people_behind(ids).values_list("id", flat=True)[: MOST_CONTACTS + 1])
    context = {
        "campaign": row,
        "n": len(ids),
        "people": people[:MOST_CONTACTS],
        "more": len(people) > MOST_CONTACTS,
        "actions": extensions.bulk_actions,
    }
    return web.show(request, "calls/rows_contacts.html", context)


@require_POST
def export(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Exporter la sélection], in the form of the whole export (ST-99)."""
    row = own(request, campaign_id)
    name = slugify(row.name) or _("appels")
    content = b"".join(export_csv(row, ids=chosen(request, row, most=None).ids))
    return web.download(content, name=f"{name}-selection.csv")


class Picked(NamedTuple):
    """Rows that somebody ticked, and how many more of them there are than can be changed at once."""

    ids: list[UUID]
    beyond: int


def chosen(request: WorkspaceRequest, campaign: CallCampaign, *, most: int | None = MOST_AT_ONCE) -> Picked:
    """The ticked rows of this campaign; with ``tout`` all those that its list shows as it is narrowed, those that are
    still to be called first."""
    rows, spec = listed(campaign)
    if "tout" in request.POST or "tout" in request.GET:
        rows = listing.narrow(rows, spec, request.GET)
    else:
        rows = rows.filter(id__in=ticked(request))
    settled = Case(When(state=ProspectState.WAITING, then=0), default=1, output_field=IntegerField())
    ids = list(rows.order_by(settled, "position", "id").values_list("id", flat=True))
    return Picked(ids[:most], len(ids) - len(ids[:most]))


def with_those_beyond(done: Chosen, picked: Picked) -> Chosen:
    """Those that were too many at once are left as they are, too."""
    return Chosen(done.done, done.left_out + picked.beyond)


def moment(choice: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """When a choice of ``LATER`` is; in two hours for anything else."""
    if choice not in ("demain", "lundi"):
        return now + timedelta(hours=2)
    today = now.astimezone(zone)
    days = 1 if choice == "demain" else 7 - today.weekday()
    return (today + timedelta(days=days)).replace(hour=MORNING, minute=0, second=0, microsecond=0)


def _carried(request: WorkspaceRequest) -> dict[str, object]:
    """The choice, for the form of a dialog: what was ticked, or the whole list under its address."""
    whole = "tout" in request.GET
    kept = {key: value for key, value in request.GET.items() if key not in ("id", "tout")}
    return {"whole": whole, "ids": [] if whole else ticked(request), "query": urlencode(kept)}


def with_rest(said: str, done: Chosen) -> str:
    """Says how many were left as they are, where some were."""
    if not done.left_out:
        return f"{said}."
    rest = ngettext("%(n)s laissée telle quelle", "%(n)s laissées telles quelles", done.left_out) % {"n": done.left_out}
    return f"{said}, {rest}."


def _undo(route: str, campaign: CallCampaign, lot: str) -> str:
    return f"{reverse(route, args=[campaign.id])}?{urlencode({'lot': lot})}" if lot else ""


def _done(request: WorkspaceRequest, *, said: str, undo: str = "") -> HttpResponse:
    return web.done(request, toast=said, undo=undo, refresh=CHANGED)
