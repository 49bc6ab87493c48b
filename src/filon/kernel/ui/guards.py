"""A refused write, shown where it can be mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from filon.kernel.errors import Refused
from filon.kernel.ui import web

T = TypeVar("T")
OVERWRITE = "overwrite"
"""The button that keeps a form also over what a colleague kept meanwhile."""


def attempt(form: BaseForm, write: Callable[[], T]) -> T | None:
    """What ``write`` gives, or None with its refusal beside the field it names, else above the form."""
    try:
        return write()
    except Refused as no:
        form.add_error(no.field if no.field in form.fields else None, no.message)
        return None


def read_at(request: HttpRequest) -> datetime | None:
    """When what a form edits was last changed as the form was drawn, from its field ``seen``; None for who insists on
    writing over it (``do`` is OVERWRITE).
    """
    if request.POST.get("do") == OVERWRITE:
        return None
    try:
        found = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return found if found.tzinfo else None


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """The answer to a button whose write was refused: its sentence as a toast, and nothing changes on the page."""
    return web.done(request, toast=no.message, tone="bad")
