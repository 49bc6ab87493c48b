"""``filon bench sheet``: the sheet of a company with a long history, as browsers ask for it, beside its bare SQL.

The figure is the 95th percentile of the server's time over every page and part measured; the limit is that of the
statements they ask, under the application's role, hence behind the same row-level security.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filon.desk.company import scratch
from filon.directory.models import Company
from filon.kernel.tenancy import scope
from filon.tenants.measuring import execute, get, signed_in, spread, times
from filon.timeline.queries import PAGE_SIZE

PART = {"HX-Request": "true"}
FILTERS = ("tout", "notes", "mails", "appels", "visites")
READS = ("SELECT", "WITH")


def run(size: int) -> dict[str, Any]:
    """Milliseconds of server time (p95) of a sheet with ``size`` events.

    ``detail`` has p50 and p95 of each case: the answer, and ``sql`` bare; ``queries`` of the page, which is the same
    for a company with one page of history, or a RuntimeError.
    """
    workspace = scratch.workspace()
    few, many = (scratch.company(workspace, events=events) for events in (PAGE_SIZE + 1, size))
    client = signed_in(workspace)
    with scope(workspace.id):
        found = {name: measure(client, *case) for name, case in cases(many).items()}
        count = _same_queries(client, few, many)
    detail: dict[str, Any] = {name: {what: spread(ms) for what, ms in case.items()} for name, case in found.items()}
    return {
        "figure": spread([ms for case in found.values() for ms in case["answer"]])["p95"],
        "unit": "ms",
        "limit": spread([ms for case in found.values() for ms in case["sql"]])["p95"],
        "size": size,
        "detail": {**detail, "queries": count},
    }


def cases(company: Company) -> dict[str, tuple[str, dict[str, str]]]:
    """Name → address and headers."""
    page = f"/societes/{company.id}/"
    parts = {f"timeline: {name}": (f"{page}suite/?filtre={name}", PART) for name in FILTERS}
    return {
        "whole page": (page, {}),
        "left part": (f"{page}?partie=info", PART),
        "beside": (f"{page}?partie=suivi", PART),
        **parts,
    }


def measure(client: Client, address: str, headers: dict[str, str]) -> dict[str, list[float]]:
    """Milliseconds of each answer, and of each run of its bare statements."""
    with CaptureQueriesContext(connection) as caught:
        get(client, address, headers=headers)
    statements = [q["sql"] for q in caught if q["sql"].startswith(READS)]
    return {
        "answer": times(lambda: get(client, address, headers=headers)),
        "sql": times(lambda: execute(statements)),
    }


def _same_queries(client: Client, few: Company, many: Company) -> int:
    """How many statements the page takes. Raises RuntimeError when a long history takes another number than a short."""
    counts = []
    for company in (few, many):
        with CaptureQueriesContext(connection) as caught:
            get(client, f"/societes/{company.id}/")
        counts.append(len(caught))
    if counts[0] != counts[1]:
        raise RuntimeError(f"a page of history takes {counts[0]} statements, a long one {counts[1]}")
    return counts[0]
