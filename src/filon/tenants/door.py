"""The door of every page: it opens to those whom the permission table names, and to nobody else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from filon.tenants.permissions import Pages, Rule, Who

M = TypeVar("M", bound=Model)
Respond = Callable[[HttpRequest], HttpResponseBase]
logger = logging.getLogger("filon.door")

PUBLIC = {Who.ANYONE, Who.TOKEN, Who.API}
NAVIGATION = "navigate"
"""What browsers call a request whose answer somebody will read (Fetch Metadata, Sec-Fetch-Mode)."""


class DoorMiddleware:
    """Applies ``settings.FILON_PERMISSIONS`` (dotted path of {route name: Rule}) before any view runs.

    Nobody where somebody is needed → sign-in page. Not fresh → confirm your identity. Not allowed, or not listed → 403.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        rule = table().get(name)
        if rule is None:
            logger.error("route %r is in no room's rules.py, hence closed", name)
            raise PermissionDenied
        return turn_away(request, rule)


@cache
def table() -> Pages:
    return cast("Pages", import_string(settings.FILON_PERMISSIONS))


def turn_away(request: HttpRequest, rule: Rule) -> HttpResponse | None:
    """What to answer instead of the page, or None when the caller may have it. Raises PermissionDenied."""
    if rule.who in PUBLIC:
        return None
    if not request.user.is_authenticated:
        return go_to(request, settings.LOGIN_URL)
    if rule.who is not Who.SIGNED_IN and getattr(request, "member", None) is None:
        return go_to(request, "tenants:nowhere")
    if not admits(request, rule):
        raise PermissionDenied
    if rule.fresh and not did_recently_reauthenticate(request):
        return go_to(request, "account_reauthenticate")
    return None


def admits(request: HttpRequest, rule: Rule) -> bool:
    """Whether this caller is among those the rule names, freshness aside."""
    member = getattr(request, "member", None)
    match rule.who:
        case Who.ANYONE | Who.TOKEN | Who.API:
            return True
        case Who.SIGNED_IN:
            return request.user.is_authenticated
        case Who.MEMBER:
            return member is not None
        case Who.MANAGER:
            return member is not None and member.is_manager


def may_open(request: HttpRequest, route: str) -> bool:
    """For menus: whether the caller may open the page of this name."""
    rule = table().get(route)
    return rule is not None and admits(request, rule)


def go_to(request: HttpRequest, route: str) -> HttpResponse:
    """Send the browser to a page and have it come back afterwards; htmx is told to leave the page it is in.

    What a script or a player fetches is answered 401 and sent nowhere: it would take the page for its answer, and the
    form of that page, shown to nobody, would take the place of the token of the one that somebody fills in.
    """
    url = f"{reverse(route)}?{urlencode({'next': way_back(request)})}"
    if request.headers.get("HX-Request") == "true":
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    if request.headers.get("Sec-Fetch-Mode", NAVIGATION) != NAVIGATION:
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Session"})
    return HttpResponseRedirect(url)


def way_back(request: HttpRequest) -> str:
    """The page to return to: this one when it can be read again, else the one the reader was looking at."""
    if request.method in {"GET", "HEAD"} and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    seen = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if not url_has_allowed_host_and_scheme(seen, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(seen)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def one(rows: type[M] | QuerySet[M], **lookup: Any) -> M:
    """The row of the open workspace that matches, or 404: what is another's does not exist.

    Everything that an address names is fetched through here.
    """
    found: QuerySet[M] = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    try:
        return found.get(**lookup)
    except (ObjectDoesNotExist, ValueError, ValidationError) as missing:
        raise Http404 from missing
