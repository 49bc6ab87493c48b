"""``filon bench lists``: pages of the list of contacts as browsers ask for them, beside their bare SQL.

The figure is the 95th percentile of the server's time for the table part, over every page measured; the limit is that
of the statements that find the rows, under the application's role, hence behind the same row-level security.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filon.crm import queries, scratch
from filon.crm.models import Contact
from filon.kernel import listing
from filon.kernel.keyset import Order
from filon.tenants.measuring import execute, get, signed_in, spread, times

DEPTH = 0.63
"""How far down a deep page starts, as a share of the list."""
PART = {"HX-Request": "true"}


def run(size: int) -> dict[str, Any]:
    """Milliseconds of server time (p95) for the table part, out of ``size`` contacts.

    ``detail`` has p50 and p95 of each page: ``part`` as htmx asks for it, ``page`` with all around it, ``sql`` bare;
    and ``queries``, the number of statements, the same for one row and for fifty or a RuntimeError.
    """
    with scratch.people(size) as workspace:
        client = signed_in(workspace)
        cases = {name: measure(client, query) for name, query in pages(size).items()}
        count = _same_queries(client)
    parts = [ms for case in cases.values() for ms in case["part"]]
    bare = [ms for case in cases.values() for ms in case["sql"]]
    detail = {name: {what: spread(ms) for what, ms in case.items()} for name, case in cases.items()}
    return {
        "figure": spread(parts)["p95"],
        "unit": "ms",
        "limit": spread(bare)["p95"],
        "size": size,
        "detail": {**detail, "queries": count},
    }


def pages(size: int) -> dict[str, dict[str, str]]:
    """The pages measured: name → parameters of the address."""
    company = Contact.objects.order_by("id").values_list("company_id", flat=True)[0]
    common, rare = scratch.COMMON_NAME, scratch.RARE_NAME
    return {
        "first": {},
        "deep": {"after": _place("updated", int(size * DEPTH))},
        "by name": {"sort": "name"},
        "by company, deep": {"sort": "company", "after": _place("company", int(size * DEPTH))},
        "filter: left": {"status": "left"},
        "filter: no address": {"email": "no"},
        "filter: address in error": {"email": "bounced"},
        "filter: opposed": {"opted_out": "yes"},
        "filter: source": {"source": "Salon"},
        "filter: one company": {"company": str(company)},
        "filters: three": {"status": "left", "email": "yes", "source": "Salon"},
        "search: common": {"q": common},
        "search: one letter": {"q": common[:1]},
        "search: beginning": {"q": common[:3]},
        "search: two words": {"q": f"{common} zoe"},
        "search: frequent and rare": {"q": f"papeterie {rare}"},
        "search: one company": {"q": f"lumen {size // 9}"},
        "search: beginning of an address": {"q": f"p{size // 8}@pap"},
        "search: rare": {"q": rare},
        "search: nobody": {"q": "introuvable"},
        "search and filter": {"q": common, "status": "left"},
        "search and filter: rare": {"q": rare, "status": "left"},
        "search by company": {"q": common, "sort": "company"},
        "search by name: first name": {"q": "zoe", "sort": "name"},
        "search by name": {"q": common, "sort": "name"},
    }


def measure(client: Client, query: dict[str, str]) -> dict[str, list[float]]:
    """Milliseconds of each request for the part and for the whole page, and of each run of the bare statements."""
    address = reverse("crm:contacts")
    with CaptureQueriesContext(connection) as caught:
        get(client, address, query=query, headers=PART)
    statements = [q["sql"] for q in caught if 'FROM "crm_contact"' in q["sql"] and "LIMIT" in q["sql"]]
    return {
        "part": times(lambda: client.get(address, query, headers=PART)),
        "page": times(lambda: client.get(address, query)),
        "sql": times(lambda: execute(statements)),
    }


def _place(sort: str, at: int) -> str:
    """The cursor of the row at this place of the list, from 0, as the page that ends with it would give it."""
    chosen = queries.contact_list().sorts[sort]
    order = Order.by(queries.contacts(), chosen.column, desc=chosen.desc)
    sign = "-" if chosen.desc else ""
    return order.cursor(queries.contacts().order_by(f"{sign}{chosen.column}", f"{sign}pk")[at])


def _same_queries(client: Client) -> int:
    """How many statements a page takes. Raises RuntimeError when fifty rows take another number than one."""
    size = Contact.objects.count()
    counts = []
    for query in ({"after": _place("updated", size - 2)}, {"after": _place("updated", size // 2)}):
        with CaptureQueriesContext(connection) as caught:
            get(client, reverse("crm:contacts"), query=query, headers=PART)
        counts.append(len(caught))
    if counts[0] != counts[1]:
        raise RuntimeError(f"one row takes {counts[0]} statements, {listing.PAGE_SIZE} take {counts[1]}")
    return counts[0]
