"""Many companies at once: which are known, which are new, what the known ones lacked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from filon.directory import upsert_rows
from filon.directory.upsert_rows import FILLED, Card
from filon.kernel.ids import uuid7
from filon.kernel.text import fold

Key = tuple[str, ...]
NOTHING: tuple[str, ...] = ()


class CompanyDraft(NamedTuple):
    """A company as a file tells it, every value already in its stored form; "" is unknown."""

    name: str
    siren: str = ""
    siret: str = ""
    domain: str = ""
    website: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


class Upserted(NamedTuple):
    """The company of one draft. ``created`` is true once, for the draft that wrote it; ``filled`` names what a known
    company got from this draft.
    """

    id: UUID
    name_key: str
    created: bool
    filled: tuple[str, ...] = ()


class Known:
    """Companies found or made so far, by the keys under which a draft recognises them."""

    def __init__(self, companies: Iterable[Card]) -> None:
        self.by_key: dict[Key, Card] = {}
        for company in companies:
            self.add(company)

    def add(self, company: Card) -> None:
        for key in _keys(company, company.name_key):
            self.by_key.setdefault(key, company)

    def find(self, draft: CompanyDraft, name_key: str) -> Card | None:
        """The first company under the draft's keys, surest first, that nothing says to be another one."""
        for key in _keys(draft, name_key):
            company = self.by_key.get(key)
            if company is not None and not _differs(draft, company, by_name_alone=key[0] == "name"):
                return company
        return None


def merge(drafts: Sequence[CompanyDraft], *, now: datetime) -> list[Upserted]:
    """One result per draft, in order; one query and two writes whatever their number."""
    names = [fold(draft.name)[:200] for draft in drafts]
    with transaction.atomic():
        known = Known(upsert_rows.candidates(names, sirens={draft.siren for draft in drafts if draft.siren}))
        new: dict[UUID, Card] = {}
        changed: dict[UUID, Card] = {}
        results = []
        for draft, name_key in zip(drafts, names, strict=True):
            company = known.find(draft, name_key)
            created, filled = company is None, NOTHING
            if company is None:
                company = _made(draft, name_key)
                new[company.id] = company
            elif (filled := _fill(company, draft)) and company.id not in new:
                changed[company.id] = company
            known.add(company)
            results.append(Upserted(company.id, company.name_key, created, filled))
        upsert_rows.insert(list(new.values()), now=now)
        upsert_rows.update(list(changed.values()), now=now)
    return results


def _keys(what: CompanyDraft | Card, name_key: str) -> Iterable[Key]:
    if what.siren:
        yield ("siren", what.siren)
    if what.postcode:
        yield ("place", name_key, what.postcode)
    if what.domain:
        yield ("domain", name_key, what.domain)
    yield ("name", name_key)


def _differs(draft: CompanyDraft, company: Card, *, by_name_alone: bool) -> bool:
    """Two SIREN are two companies; the same name at two postcodes is taken for two as well."""
    other_siren = bool(draft.siren and company.siren and draft.siren != company.siren)
    other_place = bool(draft.postcode and company.postcode and draft.postcode != company.postcode)
    return other_siren or (by_name_alone and other_place)


def _made(draft: CompanyDraft, name_key: str) -> Card:
    values = {name: getattr(draft, name) for name in FILLED}
    return Card(id=uuid7(), name=draft.name[:200], name_key=name_key, country=draft.country or "FR", **values)


def _fill(company: Card, draft: CompanyDraft) -> tuple[str, ...]:
    """Give the company what it lacked; name what that was."""
    missing = tuple(name for name in FILLED if getattr(draft, name) and not getattr(company, name))
    for name in missing:
        setattr(company, name, getattr(draft, name))
    return missing
