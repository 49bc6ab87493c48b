"""Writes to companies: by a person one at a time, by an import many at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.directory.events import CompanyAdded, CompanyChanged, CompanyDeleted
from filon.directory.fields import CompanyFields
from filon.directory.models import Company
from filon.directory.upsert import CompanyDraft, Upserted, merge
from filon.directory.upsert_rows import FILLED
from filon.kernel.errors import Refused
from filon.kernel.text import fold
from filon.timeline.events import Published, publish, publish_many

__all__ = [
    "CompanyDraft",
    "CompanyFields",
    "Upserted",
    "clear_fields",
    "create_company",
    "delete_companies",
    "update_company",
    "upsert_companies",
]


def create_company(fields: CompanyFields, *, now: datetime, by: int | None = None, source: str = "") -> Company:
    """Write a company down. ``by`` is the user's id. Raises Refused for a faulty field or a SIREN known already."""
    company = Company(**fields.columns(), created_at=now, updated_at=now)
    with transaction.atomic():
        _save(company)
        publish(CompanyAdded(source=source), at=now, company_id=company.id, actor_id=by)
    return company


def update_company(company_id: UUID, fields: CompanyFields, *, now: datetime, by: int | None = None) -> Company:
    """Change what differs, and tell which fields did. Raises Refused as ``create_company``; Company.DoesNotExist."""
    columns = fields.columns()
    with transaction.atomic():
        company = Company.objects.select_for_update().get(id=company_id)
        changed = tuple(name for name, value in columns.items() if getattr(company, name) != value)
        if not changed:
            return company
        for name in changed:
            setattr(company, name, columns[name])
        company.updated_at = now
        _save(company)
        told = tuple(name for name in changed if not name.endswith("_key"))
        publish(CompanyChanged(fields=told), at=now, company_id=company.id, actor_id=by)
    return company


def upsert_companies(drafts: Sequence[CompanyDraft], *, now: datetime) -> list[Upserted]:
    """Find or write each company, in a fixed number of queries for the whole batch.

    Answers in the order of ``drafts``. A company is recognised by its SIREN, else by its folded name unless
    the postcodes differ (the domain settles that). A known company keeps what it has and gets what it lacked.
    """
    return merge(drafts, now=now)


def clear_fields(cleared: Mapping[UUID, Collection[str]], *, now: datetime, by: int | None = None) -> int:
    """Empty the named fields (of ``upsert_rows.FILLED``) of these companies; answers how many there were."""
    with transaction.atomic():
        companies = list(Company.objects.select_for_update().filter(id__in=list(cleared)).order_by("id"))
        for company in companies:
            for name in cleared[company.id]:
                setattr(company, name, None if name == "siren" else "")
            company.city_key, company.updated_at = fold(company.city), now
        Company.objects.bulk_update(companies, [*FILLED, "city_key", "updated_at"], batch_size=500)
        publish_many(
            Published(event=CompanyChanged(fields=tuple(cleared[c.id])), at=now, company_id=c.id, actor_id=by)
            for c in companies
        )
    return len(companies)


def delete_companies(company_ids: Collection[UUID], *, now: datetime, by: int | None = None) -> int:
    """Delete companies for good; contacts who are still in them lose their company. Answers how many there were."""
    with transaction.atomic():
        rows = Company.objects.select_for_update().filter(id__in=list(company_ids))
        gone = list(rows.order_by("id").values_list("id", flat=True))
        publish_many(Published(event=CompanyDeleted(), at=now, company_id=key, actor_id=by) for key in gone)
        Company.objects.filter(id__in=gone).delete()
    return len(gone)


def _save(company: Company) -> None:
    """Save, turning the unique SIREN into a sentence."""
    try:
        with transaction.atomic():
            company.save()
    except IntegrityError as error:
        if "one_company_per_siren" not in str(error):
            raise
        raise Refused(
            _("Une société porte déjà ce SIREN : ouvrez sa fiche plutôt que d’en créer une autre."),
            field="siren",
            code="siren_known",
        ) from None
