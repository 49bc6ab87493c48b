"""A workspace with keys, and a program that uses one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.factories import make_manager

from filon.kernel.clock import SystemClock
from filon.tenants import operations
from filon.tenants.models import ApiKey, Workspace

Call = Callable[..., Any]


@pytest.fixture
def make_key(workspace: Workspace) -> Callable[..., tuple[ApiKey, str]]:
    """A key of the workspace with these scopes, and its secret."""
    manager = make_manager(workspace)

    def make(*scopes: str) -> tuple[ApiKey, str]:
        return operations.create_api_key(
            workspace=workspace,
            name="Tableau de bord",
            scopes=list(scopes or ("read", "write")),
            by=manager.user,
            at=SystemClock().now(),
        )

    return make


@pytest.fixture
def call(make_key: Callable[..., tuple[ApiKey, str]]) -> Call:
    """call("GET", "/me"): the answer to a request with a key that may read and write."""
    _key, secret = make_key()
    return caller(secret)


def caller(secret: str | None) -> Call:
    client = Client(raise_request_exception=False)

    def call(method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Authorization": f"Bearer {secret}"} if secret else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        content: dict[str, Any] = {} if body is None else {"data": body, "content_type": "application/json"}
        return client.generic(method, f"/api/v1{path}", headers=sent, **_raw(content))

    return call


def _raw(content: dict[str, Any]) -> dict[str, Any]:
    if not content:
        return {}
    data = content["data"]
    raw = data if isinstance(data, str | bytes) else json.dumps(data)
    return {"data": raw, "content_type": "application/json"}
