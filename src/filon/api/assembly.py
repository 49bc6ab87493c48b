"""`/api/v1`: the routers of the rooms, put together."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.security import HttpBearer

from filon.api import problems
from filon.kernel.rest import Problem

DESCRIPTION = (
    "Keys are made in the workspace's settings and sent as `Authorization: Bearer …`. Errors are "
    "`application/problem+json` (RFC 9457). Lists come in pages: follow `next` until it is null. A write sent with an "
    "`Idempotency-Key` header can be repeated safely for 24 hours. A key may call 600 times a minute."
)
ERRORS = {
    "default": {
        "description": "Problem",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


class Bearer(HttpBearer):
    """Describes the key to OpenAPI. The key itself was checked at the door, which hands it over."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return getattr(request, "api_key", None)


class Api(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """The schema, with the problem that every operation may answer."""
        schema = super().get_openapi_schema(**kwargs)
        schema["components"].setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        for path in schema["paths"].values():
            for operation in path.values():
                operation.setdefault("responses", {}).update(ERRORS)
        return schema


def assemble() -> NinjaAPI:
    """One API out of every room that has an `api.py` with a ``router``."""
    made = Api(
        title="Filon",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        docs_url=None,
        auth=Bearer(),
    )
    problems.register(made)
    for room in reversed(settings.ROOMS):
        if find_spec(f"{room}.api") and room != __package__:
            router: Router = import_module(f"{room}.api").router
            made.add_router("", router)
    return made


api = assemble()
