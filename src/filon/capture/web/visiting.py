"""What browsers ask of us on the workspace's own sites: the script, and to keep a page. No cookie, no session."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from filon.capture import ticket
from filon.capture.operations import Page, TooMany, see
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.links import machines
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

MOST_BYTES = 2048
KEPT_S = 3600
"""How long browsers keep the script: what is mended reaches everybody within the hour."""


class Told(NamedTuple):
    ticket: str
    path: str


@require_safe
@cache_control(public=True, max_age=KEPT_S)
def script(request: HttpRequest) -> HttpResponse:
    """The script that a site carries (OL-91): one file, of ours, under two kilobytes."""
    answer = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@csrf_exempt
@never_cache
@require_POST
def visit(request: HttpRequest) -> HttpResponse:
    """Keep a page of somebody who agreed on the site and shows a ticket.

    Only a page of the ticket's own site is told that it may read the answer, which is empty. 400 for what is not the
    script's, 403 for another site, 429 for more than a person reads; what must not be kept is taken like the rest.
    """
    told = _told(request)
    if told is None:
        return HttpResponse(status=400)
    if machines.objects(request.headers) or not machines.is_browser(request.headers):
        return HttpResponse(status=204)
    shown = ticket.read(told.ticket, now=SystemClock().now())
    workspace = Workspace.objects.filter(id=shown.workspace_id).first() if shown else None
    if shown is None or workspace is None:
        return HttpResponse(status=403)
    origin = request.headers.get("Origin", "")
    with scope(workspace.id):
        try:
            page = Page(host=_host(origin), path=told.path)
            kept = see(shown, page, workspace=workspace, now=clock_for(workspace).now())
        except TooMany:
            return HttpResponse(status=429)
    answer = HttpResponse(status=204 if kept else 403)
    if kept:
        answer["Access-Control-Allow-Origin"] = origin
        answer["Vary"] = "Origin"
    return answer


def _told(request: HttpRequest) -> Told | None:
    """What the script says, or None for anything else: too long, no JSON, of another shape, or without an agreement."""
    try:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            return None
        said = json.loads(request.body[:MOST_BYTES])
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("agreed") is not True:
        return None
    shown, path = said.get("ticket"), said.get("path")
    return Told(shown, path) if isinstance(shown, str) and isinstance(path, str) and path.startswith("/") else None


def _host(origin: str) -> str:
    """The host of an Origin header; "" for none, an opaque one, or one that is no web page."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in {"http", "https"} else ""


@cache
def _script() -> bytes:
    return files("filon.capture").joinpath("script.js").read_bytes()
