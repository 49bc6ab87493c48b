"""Buttons: one operation, then back to the page with what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest


def attempt(request: WorkspaceRequest, *, do: Callable[[], object], said: str, then: str) -> HttpResponse:
    """Do it and say so, or say why not; either way on the page ``then``."""
    try:
        do()
    except Refused as refused:
        return web.done(request, toast=refused.message, tone="bad", redirect=then)
    return web.done(request, toast=said, redirect=then)
