"""`/me`: whose key this is."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from filon.tenants.models import ApiKey

router = Router(tags=["me"])


class WorkspaceOut(Schema):
    id: UUID
    name: str
    slug: str
    language: str
    time_zone: str
    country: str


class KeyOut(Schema):
    id: UUID
    name: str
    prefix: str
    scopes: list[str]


class MeOut(Schema):
    key: KeyOut
    workspace: WorkspaceOut


@router.get("/me", response=MeOut, summary="The key in use and its workspace")
def me(request: HttpRequest) -> dict[str, Any]:
    """What this key may do, and where."""
    key = cast("ApiKey", request.api_key)  # type: ignore[attr-defined]  # set at the door of the API
    return {"key": key, "workspace": key.workspace}
