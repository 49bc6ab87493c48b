"""The rows behind ``upsert``: read, inserted and filled in by arrays, a statement each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from filon.kernel import bulk
from filon.kernel.tenancy import current_workspace
from filon.kernel.text import fold

FILLED = ("siren", "siret", "domain", "website", "phone", "address", "postcode", "city")
"""What a known company may get from a draft when it had nothing there."""


@dataclass(slots=True, kw_only=True)
class Card:
    """What is compared and written of a company, "" being unknown. ``name`` and ``country`` serve new ones only."""

    id: UUID
    name_key: str
    siren: str
    siret: str
    domain: str
    website: str
    phone: str
    address: str
    postcode: str
    city: str
    name: str = ""
    country: str = ""


_READ = ("id", "name_key", *FILLED)
_values = attrgetter("id", *FILLED)

CANDIDATES = """
select id, name_key, coalesce(siren, ''), siret, domain, website, phone, address, postcode, city
from directory_company
where workspace_id = %b::uuid and (name_key = any(%b::text[]) or siren = any(%b::text[]))
order by created_at, id
for update
"""
INSERT = """
insert into directory_company (
    workspace_id, created_at, updated_at, extra,
    id, siren, siret, domain, website, phone, address, postcode, city, city_key, name, name_key, country
)
select %b::uuid, %b::timestamptz, %b::timestamptz, '{}',
       row.id, nullif(row.siren, ''), row.siret, row.domain, row.website, row.phone, row.address, row.postcode,
       row.city, row.city_key, row.name, row.name_key, row.country
from unnest(%b::uuid[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[],
            %b::text[], %b::text[], %b::text[], %b::text[], %b::text[])
     row (id, siren, siret, domain, website, phone, address, postcode, city, city_key, name, name_key, country)
"""
UPDATE = """
update directory_company company
set siren = nullif(row.siren, ''), siret = row.siret, domain = row.domain, website = row.website, phone = row.phone,
    address = row.address, postcode = row.postcode, city = row.city, city_key = row.city_key, updated_at = here.now
from (select %b::uuid id, %b::timestamptz now) here,
     unnest(%b::uuid[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[],
            %b::text[], %b::text[])
     row (id, siren, siret, domain, website, phone, address, postcode, city, city_key)
where company.workspace_id = here.id and company.id = row.id
"""


def candidates(names: Collection[str], *, sirens: Collection[str]) -> list[Card]:
    """Companies of these folded names or SIRENs, oldest first; locked so that two imports do not fill the same one."""
    if not names:
        return []
    found = bulk.run(CANDIDATES, current_workspace(), list(set(names)), list(sirens))
    return [Card(**dict(zip(_READ, row, strict=True))) for row in found]


def insert(new: Sequence[Card], *, now: datetime) -> None:
    if new:
        rows = [(*_values(card), fold(card.city), card.name, card.name_key, card.country) for card in new]
        bulk.change(INSERT, current_workspace(), now, now, *bulk.columns(rows, len(FILLED) + 5))


def update(changed: Sequence[Card], *, now: datetime) -> None:
    if changed:
        rows = [(*_values(card), fold(card.city)) for card in changed]
        bulk.change(UPDATE, current_workspace(), now, *bulk.columns(rows, len(FILLED) + 2))
