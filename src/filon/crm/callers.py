"""Whose number it is that called."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.directory.models import Company

ENOUGH = 50
"""A number that so many share is nobody's."""


class Caller(NamedTuple):
    contact_id: UUID | None = None
    company_id: UUID | None = None


def caller_of(phone: str, *, called_for: Collection[UUID] = ()) -> Caller:
    """Who has this number (E.164): a person, where it is one person's and no company's; else a company, where there is
    only one. A switchboard's number says which company called, and never which of its people.

    ``called_for`` are the companies for which the number was called: they count where nobody has it.
    """
    if not phone:
        return Caller()
    people = Contact.objects.filter(Q(phone=phone) | Q(mobile=phone)).exclude(status=ContactStatus.LEFT)
    cards = list(people.values_list("id", "company_id")[:ENOUGH])
    switchboards = set(Company.objects.filter(phone=phone).values_list("id", flat=True)[:ENOUGH])
    if len(cards) == 1 and not switchboards:
        return Caller(*cards[0])
    known = switchboards | {company_id for _key, company_id in cards if company_id}
    companies = known if known or cards else set(called_for)
    return Caller(None, companies.pop()) if len(companies) == 1 else Caller()
