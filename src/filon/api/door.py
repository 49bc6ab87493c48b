"""The door of the API: a key opens the scope of its workspace, for the operations that its scopes name.

Everything is decided here, before an endpoint runs: who (401), what (403, 405), how often (429), and whether the same
request was answered already. Sessions and cookies mean nothing at this door, so no page can make a browser use it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from filon.api import problems, rules
from filon.api.idempotency import once
from filon.api.limits import spend
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import ApiKey
from filon.tenants.permissions import Scope
from filon.tenants.queries import key_of
from filon.tenants.reader import reader_of_key, reading

Respond = Callable[[HttpRequest], HttpResponseBase]
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
logger = logging.getLogger("filon.api")


class ApiRequest(HttpRequest):
    """What an endpoint receives."""

    api_key: ApiKey


class ApiDoorMiddleware:
    """Answers the operations of the API in place of Django's plain call of the view."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(rules.PREFIX) or match.view_name in rules.OPEN:
            return None
        return answer(request, route=template(match.route), run=lambda: view(request, *args, **kwargs))


def template(route: str) -> str:
    """Django's route as the permission table and OpenAPI write it: ``/contacts/{contact_id}``."""
    return "/" + PARAMETER.sub(r"{\1}", route.removeprefix(rules.PREFIX))


def answer(request: HttpRequest, *, route: str, run: Callable[[], HttpResponse]) -> HttpResponse:
    """The endpoint's answer, or why there is none."""
    key = _key(request)
    if key is None:
        return problems.unauthorized()
    with translation.override(_language(request, key)), scope(key.workspace_id):
        now = SystemClock().now()
        allowance = spend(key, now=now)
        if allowance.exceeded:
            return allowance.tell(problems.too_many())
        turned_away = _turn_away(request, key=key, route=route)
        if turned_away is not None:
            return allowance.tell(turned_away)
        request.api_key = key  # type: ignore[attr-defined]  # read by endpoints through ApiRequest
        request.workspace = key.workspace  # type: ignore[attr-defined]  # idem
        request.clock = clock_for(key.workspace)  # type: ignore[attr-defined]  # idem
        with reading(reader_of_key(key)):
            return allowance.tell(once(request, key=key, now=now, run=run))


def _key(request: HttpRequest) -> ApiKey | None:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return key_of(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None


def _turn_away(request: HttpRequest, *, key: ApiKey, route: str) -> HttpResponse | None:
    methods = rules.methods(route)
    if not methods:
        logger.error("API route %r is in no room's rules.py, hence closed", route)
        return problems.forbidden()
    needed = methods.get(request.method or "")
    if needed is None:
        return problems.wrong_method(sorted(methods))
    return None if admits(key, needed) else problems.forbidden()


def admits(key: ApiKey, needed: Scope) -> bool:
    """A key that may write may not read by that alone: each scope is given on its own."""
    return needed.value in key.scopes


def _language(request: HttpRequest, key: ApiKey) -> str:
    """The one the caller asks for, else the workspace's."""
    return translation.get_language() or "fr" if request.headers.get("Accept-Language") else key.workspace.language
