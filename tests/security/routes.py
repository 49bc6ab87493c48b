"""Every address of the site, filled with the victim's identifiers, and every operation of the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from tests.security.victim import MARKER, NUMBER, VICTIM

from filon.api.assembly import api
from filon.config.permissions import PAGES
from filon.tenants.permissions import API, Rule, Who

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SAMPLES = {"uuid": str(VICTIM), "int": NUMBER, "str": "unknown", "slug": MARKER.lower(), "path": "unknown/page"}
BY_NAME = {"name": "sweep.webp", "uidb36": "unknown", "key": "un-known", "rest": "unknown"}


@dataclass(frozen=True)
class Route:
    """One page: its name, its rule, an address that names the victim's rows, and whether it names any."""

    name: str
    rule: Rule | None
    path: str
    names_a_row: bool

    def __str__(self) -> str:
        return self.name


def pages() -> list[Route]:
    """All routes but those of the API's operations, whose door is another one."""
    return list(_walk(get_resolver().url_patterns, (), {}))


def _walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...], kinds: dict[str, str]) -> Iterator[Route]:
    for pattern in patterns:
        known = {**kinds, **_parameters(pattern)}
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, known)
        elif PAGES.get(name := ":".join((*spaces, pattern.name or pattern.lookup_str))) is not API:
            yield _route(name, known)


def _route(name: str, kinds: dict[str, str]) -> Route:
    values = {key: BY_NAME.get(key, SAMPLES[kind]) for key, kind in kinds.items()}
    row = any(kind in {"uuid", "int"} for kind in kinds.values())
    return Route(name, PAGES.get(name), reverse(name, kwargs=values), row)


def _parameters(pattern: URLPattern | URLResolver) -> dict[str, str]:
    """{parameter: converter} of a route; of a regular expression, all are text."""
    if isinstance(pattern.pattern, RoutePattern):
        return {key: _kind(converter) for key, converter in pattern.pattern.converters.items()}
    return dict.fromkeys(pattern.pattern.regex.groupindex, "str")


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


@dataclass(frozen=True)
class Operation:
    """One operation of the API, its address naming the victim's rows, and a body that names them too."""

    method: str
    template: str
    path: str
    body: Any
    names_a_row: bool

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


def operations() -> list[Operation]:
    schema = api.get_openapi_schema()
    found = []
    for path, item in schema["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {})
            body = next((_example(schema, kind["schema"]) for kind in content.values()), None)
            filled = path.replace("{", "\0").replace("}", "\0").split("\0")
            address = "".join(part if index % 2 == 0 else str(VICTIM) for index, part in enumerate(filled))
            found.append(Operation(method.upper(), path, address, body, "{" in path))
    return found


SAMPLE_OF: dict[str, Any] = {"integer": NUMBER, "number": NUMBER, "boolean": True, "null": None}
SAMPLE_OF_FORMAT: dict[str, Any] = {"uuid": str(VICTIM), "date-time": "2026-11-20T09:00:00Z", "date": "2026-11-20"}


def _example(schema: dict[str, Any], of: dict[str, Any]) -> Any:
    """A value of a schema in which every identifier is the victim's."""
    if "$ref" in of:
        of = schema["components"]["schemas"][of["$ref"].rpartition("/")[2]]
    if "anyOf" in of:
        return _example(schema, of["anyOf"][0])
    kind, shape = of.get("type", ""), of.get("format", "")
    if kind == "object":
        return {name: _example(schema, member) for name, member in of.get("properties", {}).items()}
    if kind == "array":
        return [_example(schema, of.get("items", {}))]
    plain = SAMPLE_OF.get(kind, "x@attaque.example")
    return of["enum"][0] if "enum" in of else SAMPLE_OF_FORMAT.get(shape, plain)


def public(route: Route) -> bool:
    return route.rule is not None and route.rule.who in {Who.ANYONE, Who.TOKEN}
