"""Aujourd'hui: what to do now and why, what Filon does by itself, what came of it."""

from __future__ import annotations

from typing import Any, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from filon.desk.points import WEIGHTS
from filon.desk.queries import waiting
from filon.desk.queries.first_steps import FirstSteps, first_steps
from filon.desk.queries.results import came_back, last_days
from filon.desk.queries.sends import day
from filon.desk.queries.today import to_do
from filon.desk.viewer import Viewer
from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest

BACK_SHOWN = 5


@require_GET
def today(request: WorkspaceRequest) -> HttpResponse:
    """The home page; only its list when the page asks for news."""
    now = request.clock.now()
    steps = first_steps()
    context: dict[str, Any] = {
        "now": now,
        "todo": to_do(Viewer.of(request), workspace=request.workspace, now=now),
        "weights": WEIGHTS.values(),
        "first": steps,
        "steps": told(steps),
    }
    if not web.wants_part(request):
        context |= _sends(request)
    return web.show(request, "desk/today.html", context, part="desk/_list.html")


@require_GET
def sends(request: WorkspaceRequest) -> HttpResponse:
    """What Filon sends by itself today."""
    return web.show(request, "desk/_sends.html", _sends(request))


@require_GET
def results(request: WorkspaceRequest) -> HttpResponse:
    """The last two weeks, and what came back today; asked for by the page once it is there."""
    now = request.clock.now()
    found = last_days(request.workspace, now=now)
    back = came_back(request.workspace, now=now)
    context = {
        "totals": found.totals,
        "chart": found.chart(),
        "back": back[:BACK_SHOWN],
        "back_more": back[BACK_SHOWN:],
    }
    return web.show(request, "desk/_results.html", context)


def badge(request: HttpRequest) -> int:
    """The figure beside the menu's entry."""
    asked = cast("WorkspaceRequest", request)
    here = asked.clock.now().astimezone(ZoneInfo(asked.workspace.time_zone))
    return waiting.count(Viewer.of(asked), today=here.date())


def told(steps: FirstSteps) -> list[dict[str, Any]]:
    """The first steps as the page lists them; the first that is left is the one to take."""
    rows = [
        (
            steps.mailbox,
            _("Connecter une boîte mail"),
            _("Vos messages partent de votre adresse, et les réponses y sont lues."),
            (_("Connecter"), "mail:mailbox_new", "mail"),
        ),
        (
            steps.people,
            _("Importer vos prospects"),
            _("Un fichier CSV ou Excel, tel qu’il est : les colonnes sont reconnues."),
            (_("Importer"), "crm:import_new", "upload"),
        ),
        (
            steps.sequence,
            _("Écrire une séquence"),
            _("Un premier e-mail, puis des relances espacées de quelques jours."),
            (_("Écrire"), "outreach:sequence_new", "pencil"),
        ),
        (
            steps.campaign,
            _("Lancer une campagne"),
            _("Elle part le prochain jour ouvré à 9 h et s’arrête dès qu’on vous répond."),
            (_("Préparer"), "outreach:campaign_new", "rocket"),
        ),
    ]
    next_one = next((index for index, row in enumerate(rows) if not row[0]), len(rows))
    return [
        {
            "done": done,
            "next": index == next_one,
            "title": title,
            "text": text,
            "label": label,
            "url": reverse(url_name),
            "icon": icon,
        }
        for index, (done, title, text, (label, url_name, icon)) in enumerate(rows)
    ]


def _sends(request: WorkspaceRequest) -> dict[str, Any]:
    now = request.clock.now()
    return {"day": day(Viewer.of(request), workspace=request.workspace, now=now)}
