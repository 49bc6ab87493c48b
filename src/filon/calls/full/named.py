"""Somebody known by name in their company, where rows hold neither an identifier nor an address of theirs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from filon.calls.full.people import person_key
from filon.crm.models import Contact
from filon.kernel.text import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class Named:
    """``key`` is the person's (``full.people``), ``company_key`` and ``siren`` the company's.

    ``telling`` are the words that name them among the company's cards: the last name, with the first one where a
    colleague is called alike. A last name that is a common word too finds more than them, and what it finds goes.
    """

    company_id: UUID
    company_key: str
    siren: str | None
    key: str
    telling: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Whether what was said at their company speaks of them."""
        return self.telling <= words_of(text)

    def is_on(self, line: str) -> bool:
        """Whether a line of a file is theirs: it has their whole name, and their company."""
        words = words_of(line)
        there = words_of(self.company_key) <= words or bool(self.siren and self.siren in line)
        return words_of(self.key) <= words and there


def named(contact_ids: Collection[UUID]) -> list[Named]:
    """Those of these contacts who have a last name and a company; without who shares both names with a colleague that
    stays. To be asked while their cards are still there."""
    gone = Contact.objects.filter(id__in=contact_ids, company__isnull=False).exclude(last_name="")
    people = list(gone.select_related("company"))
    colleagues = Contact.objects.filter(company__in={each.company_id for each in people}).exclude(id__in=contact_ids)
    staying = list(colleagues.values_list("company_id", "first_name", "last_name")) if people else []
    return list(_told_apart(people, staying))


def _told_apart(people: Collection[Contact], staying: Collection[tuple[UUID | None, str, str]]) -> Iterator[Named]:
    whole = {(company_id, person_key(first, last)) for company_id, first, last in staying}
    last_names = {(company_id, person_key("", last)) for company_id, _first, last in staying}
    for each in people:
        key, last = person_key(each.first_name, each.last_name), person_key("", each.last_name)
        if each.company is None or (each.company_id, key) in whole:
            continue
        yield Named(
            company_id=each.company.id,
            company_key=each.company.name_key,
            siren=each.company.siren,
            key=key,
            telling=words_of(key if (each.company_id, last) in last_names else last),
        )


def words_of(text: str) -> frozenset[str]:
    """The words of a text without case and accents."""
    return frozenset(_WORD.findall(fold(text)))
