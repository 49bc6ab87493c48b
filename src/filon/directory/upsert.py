"""Many companies at once: which are known, which are new, what the known ones lacked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from filon.directory.models import Company
from filon.kernel.text import fold

Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CompanyDraft:
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


@dataclass(frozen=True, slots=True)
class Upserted:
    """The company of one draft. ``created`` is true once, for the draft that wrote it."""

    id: UUID
    name_key: str
    created: bool


FILLED = tuple(f.name for f in fields(CompanyDraft) if f.name not in {"name", "country"})
"""What a known company may get from a draft when it had nothing there."""


class Known:
    """Companies found or made so far, by the keys under which a draft recognises them."""

    def __init__(self, companies: Iterable[Company]) -> None:
        self.by_key: dict[Key, Company] = {}
        for company in companies:
            self.add(company)

    def add(self, company: Company) -> None:
        for key in _keys(company, company.name_key):
            self.by_key.setdefault(key, company)

    def find(self, draft: CompanyDraft, name_key: str) -> Company | None:
        """The first company under the draft's keys, surest first, that nothing says to be another one."""
        for key in _keys(draft, name_key):
            company = self.by_key.get(key)
            if company is not None and not _differs(draft, company, by_name_alone=key[0] == "name"):
                return company
        return None


def merge(drafts: Sequence[CompanyDraft], *, now: datetime) -> list[Upserted]:
    """One result per draft, in order; three queries and two writes whatever their number."""
    names = [fold(draft.name)[:200] for draft in drafts]
    with transaction.atomic():
        known = Known(_candidates(drafts, names))
        new: dict[UUID, Company] = {}
        filled: dict[UUID, Company] = {}
        results = []
        for draft, name_key in zip(drafts, names, strict=True):
            company = known.find(draft, name_key)
            created = company is None
            if company is None:
                company = _made(draft, name_key, now=now)
                new[company.id] = company
            elif _fill(company, draft, now=now) and company.id not in new:
                filled[company.id] = company
            known.add(company)
            results.append(Upserted(company.id, company.name_key, created))
        Company.objects.bulk_create(list(new.values()))
        Company.objects.bulk_update(list(filled.values()), [*FILLED, "city_key", "updated_at"], batch_size=1000)
    return results


def _candidates(drafts: Sequence[CompanyDraft], names: Sequence[str]) -> Iterable[Company]:
    """Companies that one of the drafts might be, oldest first; locked so that two imports do not fill the same one."""
    sirens = {draft.siren for draft in drafts if draft.siren}
    found = Company.objects.filter(Q(name_key__in=set(names)) | Q(siren__in=sirens))
    return found.select_for_update(of=("self",)).defer("search", "extra").order_by("created_at", "id")


def _keys(what: CompanyDraft | Company, name_key: str) -> Iterable[Key]:
    if what.siren:
        yield ("siren", what.siren)
    if what.postcode:
        yield ("place", name_key, what.postcode)
    if what.domain:
        yield ("domain", name_key, what.domain)
    yield ("name", name_key)


def _differs(draft: CompanyDraft, company: Company, *, by_name_alone: bool) -> bool:
    """Two SIREN are two companies; the same name at two postcodes is taken for two as well."""
    other_siren = bool(draft.siren and company.siren and draft.siren != company.siren)
    other_place = bool(draft.postcode and company.postcode and draft.postcode != company.postcode)
    return other_siren or (by_name_alone and other_place)


def _made(draft: CompanyDraft, name_key: str, *, now: datetime) -> Company:
    values = {name: getattr(draft, name) for name in FILLED}
    return Company(
        **{**values, "siren": draft.siren or None},
        name=draft.name[:200],
        name_key=name_key,
        city_key=fold(draft.city),
        country=draft.country or "FR",
        created_at=now,
        updated_at=now,
    )


def _fill(company: Company, draft: CompanyDraft, *, now: datetime) -> bool:
    """Give the company what it lacked; tell whether there was anything."""
    missing = [name for name in FILLED if getattr(draft, name) and not getattr(company, name)]
    for name in missing:
        setattr(company, name, getattr(draft, name))
    if missing:
        company.city_key = fold(company.city)
        company.updated_at = now
    return bool(missing)
