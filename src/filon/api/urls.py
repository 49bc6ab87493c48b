"""Addresses of the API. What is under the prefix and nowhere else is a problem+json 404, not a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from filon.api import problems
from filon.api.assembly import api
from filon.api.docs import docs
from filon.api.rules import PREFIX


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problems.missing()


urlpatterns = [
    path(PREFIX, unknown, name="api_unknown"),
    path(f"{PREFIX}docs/", docs, name="api_docs"),
    path(PREFIX, api.urls),
    re_path(rf"^{PREFIX}(?P<rest>.*)$", unknown, name="api_unknown"),
]
