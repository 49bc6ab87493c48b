"""Who is on the opposition list, asked for many people at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from filon.consent.hashing import hashed
from filon.consent.models import Suppression
from filon.consent.states import Kind


@dataclass(frozen=True, slots=True)
class Target:
    """A person as the list may know them. ``key`` is the caller's own and comes back in the answer."""

    key: UUID
    email: str = ""
    phone: str = ""
    siren: str = ""

    def entries(self) -> Iterable[tuple[str, str]]:
        if self.email:
            yield Kind.EMAIL, self.email
            yield Kind.DOMAIN, self.email
        if self.phone:
            yield Kind.PHONE, self.phone
        if self.siren:
            yield Kind.SIREN, self.siren


@dataclass(frozen=True, slots=True)
class Standing:
    """``everywhere``: not to be contacted at all. ``origins``: the campaigns that they left."""

    everywhere: bool = False
    origins: frozenset[UUID] = frozenset()


FREE = Standing()


def are_suppressed(targets: Iterable[Target]) -> dict[UUID, Standing]:
    """The standing of those who are on the list in any way, in one query; the others are absent from the answer.

    A person is listed by their address, its domain, their number or the SIREN of their company.
    """
    wanted: dict[tuple[str, bytes], set[UUID]] = defaultdict(set)
    for target in targets:
        for kind, value in target.entries():
            wanted[kind, hashed(kind, value)].add(target.key)
    found: dict[UUID, Standing] = {}
    for kind, digest, origin_id in _listed(wanted):
        for key in wanted[kind, digest]:
            before = found.get(key, FREE)
            found[key] = (
                Standing(before.everywhere, before.origins | {origin_id})
                if origin_id
                else Standing(True, before.origins)
            )
    return found


def is_suppressed(target: Target, *, origin_id: UUID | None = None) -> bool:
    """Whether this person may not be contacted: anywhere, or in this campaign."""
    standing = are_suppressed([target]).get(target.key, FREE)
    return standing.everywhere or origin_id in standing.origins


def _listed(wanted: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes, UUID | None]]:
    hashes: dict[str, list[bytes]] = defaultdict(list)
    for kind, digest in wanted:
        hashes[kind].append(digest)
    if not hashes:
        return []
    among = Q()
    for kind, digests in hashes.items():
        among |= Q(kind=kind, hash__in=digests)
    rows = Suppression.objects.filter(among).values_list("kind", "hash", "origin_id")
    return [(kind, bytes(digest), origin_id) for kind, digest, origin_id in rows]
