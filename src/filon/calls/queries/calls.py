"""Reads of single calls: those of a row, and which can be listened to."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from filon.calls.models import Attempt, Prospect
from filon.crm.models import Contact

NUMBERS_SHOWN = 5


def attempts_of(prospect_id: UUID) -> QuerySet[Attempt]:
    """The calls of a row, the newest first."""
    return Attempt.objects.filter(prospect_id=prospect_id).defer("dialog").order_by("-placed_at", "-id")


def heard(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """{row: its newest call with a recording}, for a page of rows in one query."""
    rows = Attempt.objects.filter(prospect_id__in=ids).exclude(audio="").order_by("placed_at", "id")
    return dict(rows.values_list("prospect_id", "id"))


def of_company(company_id: UUID) -> list[Prospect]:
    """The latest row of each number of a company, newest first; rehearsals left out."""
    rows = Prospect.objects.filter(company_id=company_id, campaign__practice=False).select_related(
        "company", "campaign"
    )
    latest = rows.order_by("phone", "-created_at", "-id").distinct("phone")
    return sorted(latest, key=lambda row: row.created_at, reverse=True)[:NUMBERS_SHOWN]


def rows_of_contact(contact_id: UUID) -> list[Prospect]:
    """The latest row of each number that was imported with this contact, or with its company and nobody's name.

    The oldest first; rehearsals left out.
    """
    company = Contact.objects.filter(id=contact_id).exclude(company=None).values("company_id")
    theirs = Q(contact_id=contact_id) | Q(contact=None, company_id__in=company)
    rows = Prospect.objects.filter(theirs, campaign__practice=False).select_related("campaign")
    latest = rows.order_by("phone", "-created_at", "-id").distinct("phone")
    return sorted(latest, key=lambda row: (row.created_at, row.id))[-NUMBERS_SHOWN:]


def people_behind(ids: Collection[UUID]) -> QuerySet[Contact]:
    """The contacts that these rows name; of a row that names nobody those of its company."""
    rows = Prospect.objects.filter(id__in=ids)
    named = rows.exclude(contact=None).values("contact_id")
    companies = rows.filter(contact=None).exclude(company=None).values("company_id")
    return Contact.objects.filter(Q(id__in=named) | Q(company_id__in=companies)).order_by("company_id", "id")
