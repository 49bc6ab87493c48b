"""Answers that pages give: a whole page or a part of it, a toast, the end of a dialog."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from filon.kernel.listing import Count

CSV = "text/csv; charset=utf-8"
_DIALOG_TITLE = re.compile(r'<h2 id="dialog-title">(.*?)</h2>', re.DOTALL)
LEVELS = {"ok": messages.SUCCESS, "warn": messages.WARNING, "bad": messages.ERROR, "info": messages.INFO}


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a piece of the page it shows; history restores and whole-body swaps need all of it."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-Request-Type") != "full"


def show(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, part: str = "", status: int = 200
) -> HttpResponse:
    """Render ``template``, or only ``part`` when htmx asks for a piece. A form with errors answers with status 422.

    A dialog that is asked for by its address, in a new tab for instance, comes open in a page of its own.
    """
    name = part if part and wants_part(request) else template
    response = render(request, name, context, status=status)
    if request.headers.get("HX-Request") != "true" and response.content.lstrip().startswith(b"<dialog"):
        response = _alone(request, response.content.decode(), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def download(content: bytes, *, name: str, kind: str = CSV) -> HttpResponse:
    """A file for the reader's machine. ``name`` is Filon's own: nobody's text goes into the header."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def done(
    request: HttpRequest,
    *,
    toast: str = "",
    undo: str = "",
    refresh: tuple[str, ...] = (),
    redirect: str = "",
    tone: str = "ok",
) -> HttpResponse:
    """The answer to an action that worked.

    To htmx: closes the dialog, shows ``toast`` (with an undo button that posts to ``undo``), reloads every
    ``data-live`` element named in ``refresh``, or goes to ``redirect``, where the toast then shows.
    To a plain form: a redirection to ``redirect``, else to the page it came from.
    """
    is_htmx = request.headers.get("HX-Request") == "true"
    if toast and (redirect or not is_htmx):
        messages.add_message(request, LEVELS[tone], toast, extra_tags=undo)
    if not is_htmx:
        return HttpResponseRedirect(redirect or _came_from(request))
    response = HttpResponse(status=204)
    if redirect:
        response["HX-Redirect"] = redirect
        return response
    detail: dict[str, Any] = {"close": True, "refresh": list(refresh)}
    if toast:
        detail["toast"] = {"text": toast, "tone": tone, "undo": undo}
    return _trigger(response, detail)


def toast(response: HttpResponse, text: str, *, tone: str = "ok", undo: str = "") -> HttpResponse:
    """Show a toast when htmx receives this response, which also swaps its content as usual."""
    return _trigger(response, {"toast": {"text": text, "tone": tone, "undo": undo}})


def look_again(response: HttpResponse, kinds: tuple[str, ...]) -> HttpResponse:
    """Have every ``data-live`` element of these kinds reload when htmx receives this response, which is swapped in."""
    return _trigger(response, {"refresh": list(kinds)})


def count(request: HttpRequest, number: Count) -> HttpResponse:
    """The fragment a list's foot loads after the rows: "1 204", "plus de 10 000", "environ 1 000 000"."""
    return render(request, "ui/count.html", {"count": number})


def _alone(request: HttpRequest, dialog: str, *, status: int) -> HttpResponse:
    title = _DIALOG_TITLE.search(dialog)
    context = {"dialog": SafeString(dialog), "title": SafeString(title[1]) if title else "", "up": _up(request.path)}
    return render(request, "ui/dialog_page.html", context, status=status)


def _up(path: str) -> str:
    """The nearest address above that is a page."""
    while path := path.rstrip("/").rpartition("/")[0]:
        with contextlib.suppress(Resolver404):
            resolve(f"{path}/")
            return f"{path}/"
    return "/"


def _trigger(response: HttpResponse, detail: dict[str, Any]) -> HttpResponse:
    response["HX-Trigger"] = json.dumps({"filon:done": detail})
    return response


def _came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return referer if safe else "/"
