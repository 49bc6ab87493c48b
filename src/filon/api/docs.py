"""The reference of the API as one page, made from its OpenAPI description; nothing is loaded from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from filon.api.assembly import api

Json = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One parameter or one member of a body."""

    name: str
    type: str
    required: bool
    note: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    description: SafeString
    parameters: list[Field]
    body: list[Field]
    answer: list[Field]

    @property
    def curl(self) -> str:
        """The operation as a command to paste in a terminal."""
        sends = (
            " \\\n  -H 'Content-Type: application/json' -H \"Idempotency-Key: $(uuidgen)\" -d '{…}'"
            if self.body
            else ""
        )
        verb = "" if self.method == "GET" else f" -X {self.method}"
        return f'curl{verb} "$FILON{self.path}" -H "Authorization: Bearer $KEY"{sends}'


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """For people; programs read the description itself."""
    schema = api.get_openapi_schema()
    sections: dict[str, list[Operation]] = {}
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            tag = (operation.get("tags") or ["…"])[0]
            sections.setdefault(tag, []).append(_operation(schema, method=method, path=path, operation=operation))
    context = {
        "sections": sections,
        "openapi_url": reverse("api:openapi-json"),
        "base": request.build_absolute_uri("/").rstrip("/"),
        "info": schema["info"],
    }
    return render(request, "api/docs.html", context)


def marked(text: str) -> SafeString:
    """The docstring of an endpoint: what stands between double backticks becomes code."""
    parts = (
        ("<code>", "</code>", part) if index % 2 else ("", "", part) for index, part in enumerate(text.split("``"))
    )
    return format_html_join("", "{}{}{}", ((mark_safe(a), part, mark_safe(b)) for a, b, part in parts))  # noqa: S308 constants


def _operation(schema: Json, *, method: str, path: str, operation: Json) -> Operation:
    good: Json = next((answer for code, answer in operation["responses"].items() if str(code).startswith("2")), {})
    return Operation(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=marked(operation.get("description", "")),
        parameters=[_parameter(schema, parameter) for parameter in operation.get("parameters", [])],
        body=_members(schema, _content(operation.get("requestBody", {}))),
        answer=_members(schema, _content(good)),
    )


def _content(holder: Json) -> Json:
    return next((kind.get("schema", {}) for kind in holder.get("content", {}).values()), {})


def _parameter(schema: Json, parameter: Json) -> Field:
    return Field(
        name=parameter["name"],
        type=_type(schema, parameter["schema"]),
        required=parameter.get("required", False),
        note=parameter["schema"].get("description", "") or parameter.get("in", ""),
    )


def _members(schema: Json, of: Json) -> list[Field]:
    whole = _resolved(schema, of)
    if whole.get("type") == "array":
        whole = _resolved(schema, whole.get("items", {}))
    needed = set(whole.get("required", []))
    return [
        Field(name, _type(schema, member), name in needed, _resolved(schema, member).get("description", ""))
        for name, member in whole.get("properties", {}).items()
    ]


def _resolved(schema: Json, part: Json) -> Json:
    name = part.get("$ref", "").rpartition("/")[2]
    found: Json = schema["components"]["schemas"].get(name, part) if name else part
    return found


def _type(schema: Json, part: Json) -> str:
    if "anyOf" in part:
        return " | ".join(_type(schema, option) for option in part["anyOf"])
    if "$ref" in part:
        return str(_resolved(schema, part).get("title", part["$ref"].rpartition("/")[2]))
    if part.get("type") == "array":
        return f"[{_type(schema, part.get('items', {}))}]"
    return str(part.get("format") or part.get("type") or "any")
