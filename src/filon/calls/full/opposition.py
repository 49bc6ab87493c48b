"""Who asked for silence: the number, the company, or the person asked for (compliance §4.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from filon.consent.hashing import hashed, person_of
from filon.consent.queries import Target, are_suppressed, reasons
from filon.consent.states import Kind, Reason
from filon.kernel.ids import uuid7


class Callee(NamedTuple):
    """A row as the opposition list may know it; what is unknown, and in Light the person, is ""."""

    key: UUID
    phone: str
    siren: str = ""
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Opposed:
    """``numbers``: the number or the company. ``people``: the person asked for, whatever their number."""

    numbers: frozenset[UUID]
    people: frozenset[UUID]

    def __contains__(self, key: UUID) -> bool:
        return key in self.numbers or key in self.people


def opposed(callees: Collection[Callee]) -> Opposed:
    """Those who are not to be called, in two queries.

    An address that only bounced is nobody's wish: the switchboard may know the right one.
    """
    lines = [Target(each.key, phone=each.phone, siren=each.siren) for each in callees]
    named = {uuid7(): each for each in callees if each.siren and each.last_name}
    people = [Target(key, person=person_of(e.siren, e.first_name, e.last_name)) for key, e in named.items()]
    listed = {key for key, standing in are_suppressed([*lines, *people]).items() if standing.everywhere}
    by_name = {each.key for key, each in named.items() if key in listed}
    return Opposed(frozenset(listed - named.keys()), frozenset(by_name | _by_address(callees)))


def _by_address(callees: Iterable[Callee]) -> set[UUID]:
    digests = {each.key: hashed(Kind.EMAIL, each.email) for each in callees if each.email}
    why = reasons([(Kind.EMAIL.value, digest) for digest in digests.values()])
    wishes = {digest for (_kind, digest), reason in why.items() if reason != Reason.BOUNCE}
    return {key for key, digest in digests.items() if digest in wishes}
