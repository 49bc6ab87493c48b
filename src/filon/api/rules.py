"""The permission table of the API: each room's operations, by method and path, and the scope they need."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern

from filon.tenants.permissions import ANYONE, API, Operations, Pages, Scope

PREFIX = "api/v1/"
OPEN = {"api:openapi-json", "api_docs", "api_unknown"}
"""Pages under the prefix that need no key: they describe the API, or say that nothing is there."""


def _operations() -> dict[str, Scope]:
    table: dict[str, Scope] = {}
    for room in settings.ROOMS:
        if room == __package__ or not find_spec(f"{room}.rules"):
            continue
        listed: Operations = getattr(import_module(f"{room}.rules"), "API", {})
        if twice := table.keys() & listed.keys():
            raise ValueError(f"{room} lists operations of another room: {', '.join(sorted(twice))}")
        table.update(listed)
    return table


OPERATIONS = _operations()


def methods(route: str) -> dict[str, Scope]:
    """{method: scope needed} of a path such as ``/contacts/{contact_id}``; empty for one that no room lists."""
    found = {}
    for operation, scope in OPERATIONS.items():
        method, _space, path = operation.partition(" ")
        if path == route:
            found[method] = scope
    return found


def _pages() -> Pages:
    from filon.api.assembly import api  # noqa: PLC0415 its routers import their rooms

    names = {f"api:{pattern.name}": API for pattern in api.urls[0] if isinstance(pattern, URLPattern)}
    return {**names, "api:openapi-json": ANYONE, "api_docs": ANYONE, "api_unknown": ANYONE}


PAGES = _pages()
