"""What the endpoints of all rooms share: errors as problem+json, lists as pages with a link to the next one.

A room's `api.py` holds `router = Router(tags=[…])`; its endpoints receive an open scope, call one operation or query,
and let `Refused`, `Conflict` and `Http404` rise: `filon.api` turns them into problems.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypedDict, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from filon.kernel.listing import ListSpec, page

T = TypeVar("T")
M = TypeVar("M", bound=Model)
PROBLEM = "application/problem+json"
LARGEST_PAGE = 100


class Rows(Schema, Generic[T]):
    """One page. ``next`` is the address of the page after it, null on the last one."""

    items: list[T]
    next: str | None


class Fault(TypedDict, total=False):
    """One thing to mend: where (a JSON member, a parameter), why, and a stable code."""

    field: str
    detail: str
    code: str


class Problem(Schema):
    """An error (RFC 9457). ``code`` is stable; ``detail`` is a sentence for people, in the caller's language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, str]] = Field(default_factory=list)


def problem(status: int, *, code: str, title: str, detail: str = "", errors: Sequence[Fault] = ()) -> HttpResponse:
    """An answer of type problem+json."""
    body: dict[str, Any] = {
        "type": f"urn:filon:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail or title,
        "code": code,
    }
    if errors:
        body["errors"] = list(errors)
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


def rows(request: HttpRequest, queryset: QuerySet[M], spec: ListSpec) -> dict[str, Any]:
    """The page that the request's parameters ask for, for a response of type ``Rows[…]``.

    They are ``after``, ``limit`` (at most LARGEST_PAGE), ``sort``, ``q`` and the list's filters.
    """
    params = request.GET.dict()
    found = page(queryset, replace(spec, size=_limit(params.get("limit"), usual=spec.size)), params)
    following = {**params, "after": found.next}
    following.pop("before", None)
    link = request.build_absolute_uri(f"{request.path}?{urlencode(following)}") if found.next else None
    return {"items": found.rows, "next": link}


def _limit(text: str | None, *, usual: int) -> int:
    if text is None or not text.isascii() or not text.isdigit():
        return usual
    return max(1, min(int(text[:6]), LARGEST_PAGE))
