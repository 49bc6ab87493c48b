"""A company about which very much is known, for measurements of its sheet. Everybody in it is invented."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from filon.crm import queries as crm
from filon.crm.notes.operations import NoteFields, write_note
from filon.crm.notes.states import NoteKind
from filon.directory.events import CompanyChanged, SheetVisited
from filon.directory.fields import CompanyFields
from filon.directory.models import Company
from filon.directory.news.operations import NewsFields, add_news
from filon.directory.operations import create_company
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.operations import declare_park, review_park
from filon.directory.quality.operations import report_mistake
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace
from filon.tenants.operations import create_user, create_workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace
from filon.timeline.events import Published, publish_many

SLUG = "fiche"
PEOPLE, OFFICERS, PLACES, PARKS, NEWS, NOTES = 60, 12, 45, 15, 12, 400
BETWEEN = timedelta(minutes=45)
"""From one event to the next, so that 10,000 of them fill most of a year and its partitions."""
BATCH = 1000
LOWEST_SIREN, HIGHEST_SIREN = 900_000_000, 999_999_999

_UNIT = """
insert into directory_unit (siren, active, diffusible, sample, name, first_name, last_name, acronym, brand, legal, naf,
                            naf25, headcount, category, head_nic, processed_at, digest)
values (%(siren)s, true, true, true, 'FONDERIES REUNIES', '', '', '', 'FR', '5710', '24.51Z', '24.51Y', '32', 'ETI',
        '00001', %(now)s, 1)
"""
_PLACES = """
insert into directory_establishment (siret, head, active, diffusible, brand, address, postcode, city, city_code,
                                     country, naf, naf25, headcount, digest)
select %(siren)s || lpad(n::text, 5, '0'), n = 1, n %% 7 > 0, true, '', n || ' QUAI NEUF', '12000', 'VILLE ' || n,
       '12202', '', '24.51Z', '24.51Y', '12', 1
from generate_series(1, %(places)s) n
"""
_OFFICERS = """
insert into directory_officer (unit_id, first_name, last_name, company_siren, company_name, role, source, learnt_at)
select %(siren)s, 'Zoé', 'Lafitte ' || n, '', '', 'Directrice', 'rne', %(now)s from generate_series(1, %(officers)s) n
"""
_FINANCES = """
insert into directory_finance (unit_id, year, turnover, net_result)
select %(siren)s, 2020 + n, 5000000, 1000 from generate_series(0, 5) n
"""
_PEOPLE = """
insert into crm_contact (id, workspace_id, company_id, first_name, last_name, name_key, company_key, job_title, email,
                         email_state, phone, mobile, linkedin_url, city, language, time_zone, status, source,
                         legal_basis, note, extra, created_at, updated_at)
select md5('person' || n || %(siren)s)::uuid, %(workspace)s, %(company)s, 'Anne', 'Roux ' || n, 'roux ' || n || ' anne',
       'fonderies reunies', 'Achats', 'a' || n || '@f' || %(siren)s || '.example', 'unknown', '',
       '+336399800' || lpad(n::text, 2, '0'), '', '', '', '', case when n %% 9 = 0 then 'left' else 'active' end, '',
       'legitimate_interest', '', '{}', %(now)s, %(now)s
from generate_series(1, %(people)s) n
"""


def workspace() -> Workspace:
    """An empty workspace of its own, with a manager."""
    name = f"{SLUG}-{secrets.token_hex(4)}"
    manager = create_user(NewUser(email=f"{name}@mesure.example", password=secrets.token_urlsafe(24)))
    return create_workspace(NewWorkspace(name=name, slug=name), manager=manager, at=SystemClock().now())


def company(made: Workspace, *, events: int) -> Company:
    """The company, with ``events`` and ``NOTES`` on its timeline, and people, places and parks as a large one has."""
    now = SystemClock().now()
    siren = str(LOWEST_SIREN + secrets.randbelow(HIGHEST_SIREN - LOWEST_SIREN))
    with scope(made.id):
        author = Member.objects.select_related("user").get(workspace=made).user.pk
        row = create_company(CompanyFields(name="Fonderies réunies", website="fonderies.example"), now=now, by=author)
        values = {"workspace": made.id, "company": row.id, "siren": siren, "now": now}
        _insert({**values, "people": PEOPLE, "places": PLACES, "officers": OFFICERS})
        _known(row.id, author, now)
        _happened(row.id, author, events=events, now=now)
        row.refresh_from_db()
    return row


def _insert(values: dict[str, Any]) -> None:
    """Rows of the public directory, of which only files of registers are the source elsewhere, and people."""
    with connection.cursor() as cursor:
        for statement in (_UNIT, _PLACES, _OFFICERS, _FINANCES, _PEOPLE):
            cursor.execute(statement, values)
        cursor.execute("update directory_company set siren = %(siren)s where id = %(company)s", values)


def _known(company_id: UUID, author: int, now: datetime) -> None:
    for n in range(PARKS):
        park = declare_park(company_id, ParkFields(software=f"Logiciel {n}", integrator="Cap"), now=now, by=author)
        review_park(park.id, stars=4, text="Tient la route", now=now, by=author)
    for n in range(NEWS):
        add_news(company_id, NewsFields(title=f"Actualité {n}", on=date(2026, 1, 1 + n)), now=now, by=author)
    report_mistake(company_id, subject="address", text="A déménagé", now=now, by=author)


def _happened(company_id: UUID, author: int, *, events: int, now: datetime) -> None:
    people = [person.id for person in crm.people_of(company_id)]
    for n in range(NOTES):
        fields = NoteFields(text=f"Note {n} " * 8, kind=NoteKind.values[n % 2], contact_id=people[n % len(people)])
        write_note(company_id, fields, now=now - n * BETWEEN, by=author)
    told = (SheetVisited(), CompanyChanged(fields=("phone",)))
    lines = [
        Published(event=told[n % 2], at=now - n * BETWEEN, company_id=company_id, actor_id=author)
        for n in range(events)
    ]
    for first in range(0, events, BATCH):
        publish_many(lines[first : first + BATCH])
