"""What tells of a person in rows without an identifier of theirs, for rooms that forget them (RGPD, art. 17)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from filon.crm.models import Contact
from filon.directory.models import Company
from filon.timeline.events import Published

SUBSCRIBER_DIGITS = 9
"""The last digits of a number tell it apart however it is written: 01 99…, +33 1 99…, 0033 1 99…"""


@dataclass(frozen=True)
class Traces:
    """``contact_ids`` are the people; ``emails`` their addresses; ``numbers`` E.164, theirs and nobody else's."""

    contact_ids: frozenset[UUID]
    emails: frozenset[str]
    numbers: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Whether somebody's address or number stands in a text, whatever its case and punctuation."""
        folded, digits = text.casefold(), "".join(filter(str.isdigit, text))
        return any(email.casefold() in folded for email in self.emails) or any(
            number[-SUBSCRIBER_DIGITS:] in digits for number in self.numbers
        )


def traces_of(batch: Sequence[Published]) -> Traces:
    """Those of the people whom these events are about; to be asked while their cards are still there.

    A number that a colleague or a company has too is not a trace: it goes on naming them.
    """
    ids = frozenset(gone.contact_id for gone in batch if gone.contact_id)
    people = list(Contact.objects.filter(id__in=ids).only("email", "phone", "mobile"))
    numbers = {number for person in people for number in (person.phone, person.mobile) if number}
    emails = frozenset(person.email for person in people if person.email)
    return Traces(ids, emails, frozenset(numbers - _of_others(numbers, ids)) if numbers else frozenset())


def _of_others(numbers: Collection[str], ids: Collection[UUID]) -> set[str]:
    others = Contact.objects.filter(Q(phone__in=numbers) | Q(mobile__in=numbers)).exclude(id__in=ids)
    shared = {number for pair in others.values_list("phone", "mobile") for number in pair}
    return shared | set(Company.objects.filter(phone__in=numbers).values_list("phone", flat=True))
