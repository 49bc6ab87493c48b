"""What benches of pages share: a signed-in client, times of answers and of bare statements (``filon bench``)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

from django.db import connection
from django.test import Client

from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

REQUESTS = 40
WARM_UP = 5
HOST = "127.0.0.1"


def signed_in(workspace: Workspace) -> Client:
    """A client of the only member of a workspace."""
    client = Client(SERVER_NAME=HOST)
    with scope(workspace.id):
        client.force_login(Member.objects.select_related("user").get(workspace=workspace).user)
    return client


def get(
    client: Client, address: str, *, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> None:
    """Ask for a page. Raises RuntimeError when it is not given: a refusal would be measured as a fast page."""
    status = client.get(address, query or {}, headers=headers or {}).status_code
    if status != 200:
        raise RuntimeError(f"{address} answered {status}")


def times(action: Callable[[], object]) -> list[float]:
    """Milliseconds of each run, once warm."""
    for _ in range(WARM_UP):
        action()
    found = []
    for _ in range(REQUESTS):
        start = time.perf_counter()
        action()
        found.append((time.perf_counter() - start) * 1000)
    return found


def execute(statements: list[str]) -> None:
    """Run bare statements and fetch what they find."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def spread(found: list[float]) -> dict[str, float]:
    """p50 and p95, in ms."""
    cuts = statistics.quantiles(found, n=100, method="inclusive")
    return {"p50": round(cuts[49], 2), "p95": round(cuts[94], 2)}
