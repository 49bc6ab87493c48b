"""A workspace of its own with as many contacts as asked, for measurements of lists. Everybody in it is invented."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.kernel.text import fold
from filon.tenants.models import Workspace
from filon.tenants.operations import create_user, create_workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace

SLUG = "listes"
FIRST_NAMES = ["Zoé", "Íñigo", "Marie-Hélène", "José", "Chloé", "Théo", "Noël", "Sarah", "Élise", "Hugo", "Inès", "Léa"]
_FREQUENT = [
    *("Lefèvre", "O'Connor", "Da Silva", "De la Fontaine", "García López", "Müller", "Petit", "Faure", "Bernard"),
    *("Thomas", "Robert", "Durand", "Moreau", "Laurent", "Simon", "Michel", "Martin", "Leroy", "Roux", "Fournier"),
]
_BEGINNINGS = ["Bar", "Bel", "Cha", "Cor", "Dau", "Del", "Fer", "Gau", "Jou", "Lam", "Mon", "Per", "Ric", "Sau", "Val"]
_ENDINGS = [
    *("bier", "cel", "chet", "don", "fard", "gnac", "lard", "lier", "mont", "neau"),
    *("nin", "quet", "rand", "ret", "rier", "son", "taud", "tel", "ville", "vin"),
]
LAST_NAMES = _FREQUENT * 10 + [first + last for first in _BEGINNINGS for last in _ENDINGS]
"""Twenty names that two people in a hundred have each, five times as many as have the most frequent one in France, and
three hundred that two in a thousand have."""
COMMON_NAME, RARE_NAME = "Martin", "Quesnoy"
PEOPLE_PER_COMPANY = 5
RARE_EVERY = 20_000
"""One contact in so many has the rare name."""
STATISTICS_FROM = 10_000
"""Rows from which a plan is worth waiting for: below, PostgreSQL gathers statistics when it pleases."""
STATISTICS_WITHIN_S = 300

_COMPANIES = """
insert into directory_company (id, workspace_id, name, name_key, domain, city, city_key, siret, website, phone, address,
                               postcode, country, extra, created_at, updated_at)
select md5('company' || n || %(seed)s)::uuid, %(workspace)s, 'Papeterie Lumen ' || n, 'papeterie lumen ' || n,
       'papeterie-' || n || '.example', 'Nîmes', 'nimes', '', '', '', '', '30000', 'FR', '{}', %(now)s, %(now)s
from generate_series(0, %(companies)s - 1) n
"""
_CONTACTS = """
insert into crm_contact (id, workspace_id, company_id, first_name, last_name, name_key, company_key, job_title, email,
                         email_state, phone, mobile, linkedin_url, city, language, time_zone, status, source,
                         legal_basis, opted_out_at, note, extra, created_at, updated_at)
select (lpad(to_hex((extract(epoch from %(now)s::timestamptz) * 1000)::bigint + n), 12, '0') || '7' ||
        substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
       %(workspace)s, md5('company' || company || %(seed)s)::uuid, first_name, last_name,
       last_key || ' ' || first_key, 'papeterie lumen ' || company, 'Responsable des achats',
       case when n %% 11 > 0 then 'p' || n || '@papeterie-' || company || '.example' else '' end, 'unknown',
       case when n %% 3 = 0 then '+33199000000' else '' end, '', '', 'Nîmes', '', '',
       case when n %% 50 = 0 then 'left' else 'active' end, case when n %% 9 = 0 then 'Salon' else 'Import' end,
       'legitimate_interest', case when n %% 1000 = 0 then %(now)s::timestamptz end, '', '{}', %(now)s,
       %(now)s::timestamptz - (n * 48271::bigint %% %(size)s) * interval '20 seconds'
from generate_series(0, %(size)s - 1) n
cross join lateral (select n / %(per_company)s as company, md5(n || %(seed)s) as hash) k
cross join lateral (select 1 + ('x' || substr(hash, 20, 6))::bit(24)::int %% cardinality(%(first)s::text[]) as f,
                           1 + ('x' || substr(hash, 26, 6))::bit(24)::int %% cardinality(%(last)s::text[]) as l) p
cross join lateral (select (%(first)s::text[])[f] as first_name, (%(first_keys)s::text[])[f] as first_key,
                           case when n %% %(rare_every)s = 7 then %(rare)s else (%(last)s::text[])[l] end as last_name,
                           case when n %% %(rare_every)s = 7 then lower(%(rare)s) else (%(last_keys)s::text[])[l] end
                               as last_key) names
"""


@contextmanager
def people(size: int) -> Iterator[Workspace]:
    """The workspace with ``size`` contacts, five to a company, and statistics of them; its scope is open.

    Contacts and companies are deleted at the end. The empty workspace stays, for its audit log may not be deleted.
    """
    workspace = _workspace()
    with scope(workspace.id):
        try:
            _fill(workspace, size)
            _wait_for_statistics(size)
            yield workspace
        finally:
            with connection.cursor() as cursor:
                cursor.execute("delete from crm_contact where workspace_id = %s", [workspace.id])
                cursor.execute("delete from directory_company where workspace_id = %s", [workspace.id])


def _workspace() -> Workspace:
    name = f"{SLUG}-{secrets.token_hex(4)}"
    manager = create_user(NewUser(email=f"{name}@mesure.example", password=secrets.token_urlsafe(24)))
    return create_workspace(NewWorkspace(name=name, slug=name), manager=manager, at=SystemClock().now())


def _fill(workspace: Workspace, size: int) -> None:
    values: dict[str, Any] = {
        "workspace": workspace.id,
        "seed": workspace.slug,
        "now": SystemClock().now(),
        "size": size,
        "companies": -(-size // PEOPLE_PER_COMPANY),
        "per_company": PEOPLE_PER_COMPANY,
        "first": FIRST_NAMES,
        "first_keys": [fold(name) for name in FIRST_NAMES],
        "last": LAST_NAMES,
        "last_keys": [fold(name) for name in LAST_NAMES],
        "rare": RARE_NAME,
        "rare_every": RARE_EVERY,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COMPANIES, values)
        cursor.execute(_CONTACTS, values)


def _wait_for_statistics(size: int) -> None:
    """Until PostgreSQL has looked at the new rows by itself: ANALYZE is the owner's, whom a measurement is not."""
    if size < STATISTICS_FROM:
        return
    start, since = time.monotonic(), SystemClock().now()
    while time.monotonic() - start < STATISTICS_WITHIN_S:
        with connection.cursor() as cursor:
            cursor.execute("select last_autoanalyze from pg_stat_user_tables where relname = 'crm_contact'")
            (seen,) = cursor.fetchone()
        if seen is not None and seen > since:
            return
        time.sleep(1)
    raise RuntimeError("PostgreSQL gathered no statistics of the new contacts: is autovacuum off?")
