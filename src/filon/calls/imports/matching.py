"""Which company and which contact of the workspace a line of a file is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Q

from filon.calls.imports.checking import Line
from filon.crm.fields import name_key
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.kernel.text import fold
from filon.kernel.values.siren import SIREN_DIGITS

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Known(NamedTuple):
    """What the workspace knows of a line."""

    company_id: UUID | None = None
    contact_id: UUID | None = None


def known_of(lines: Sequence[Line]) -> Mapping[Line, Known]:
    """The company by its SIRET, else by its name; the contact by their address, else by their name in the company.

    Only where there is exactly one. A contact whose company the line does not tell brings theirs along. Four queries at
    most, whatever the number of lines.
    """
    companies = _companies(lines)
    by_email = _by_email({line.email for line in lines if line.email})
    by_name = _by_name({company_id for company_id in companies.values() if company_id}, lines)
    found = {}
    for line in lines:
        company_id = companies[line]
        contact = by_email.get(line.email) or by_name.get((company_id, name_key(line.first_name, line.last_name)))
        found[line] = Known(company_id or (contact.company_id if contact else None), contact.id if contact else None)
    return found


def _companies(lines: Sequence[Line]) -> dict[Line, UUID | None]:
    sirens = {line.siret[:SIREN_DIGITS] for line in lines if line.siret}
    names = {fold(line.company) for line in lines if line.company}
    rows = Company.objects.filter(Q(siren__in=sirens) | Q(name_key__in=names)).values_list("id", "siren", "name_key")
    by_siren = {siren: key for key, siren, _name in rows if siren}
    by_name = _alone((name, key) for key, _siren, name in rows)
    return {line: by_siren.get(line.siret[:SIREN_DIGITS]) or by_name.get(fold(line.company)) for line in lines}


def _by_email(emails: Collection[str]) -> dict[str, Contact]:
    people = Contact.objects.filter(email__in=emails) if emails else []
    return {contact.email: contact for contact in people}


def _by_name(company_ids: Collection[UUID], lines: Iterable[Line]) -> dict[tuple[UUID | None, str], Contact]:
    names = {name_key(line.first_name, line.last_name) for line in lines if line.last_name}
    people = Contact.objects.filter(company_id__in=company_ids, name_key__in=names) if names and company_ids else []
    return _alone(((contact.company_id, contact.name_key), contact) for contact in people)


def _alone(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, _Value]:
    """Values whose key nothing else has."""
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}
