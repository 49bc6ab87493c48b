"""Who is on the opposition list, asked for many people at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from filon.consent.hashing import hashed
from filon.consent.models import Suppression
from filon.consent.states import Kind
from filon.kernel import bulk
from filon.kernel.tenancy import current_workspace


@dataclass(frozen=True, slots=True)
class Target:
    """A person as the list may know them (``person``: ``hashing.person_of``).

    ``key`` is the caller's own and comes back in the answer.
    """

    key: UUID
    email: str = ""
    phone: str = ""
    siren: str = ""
    person: str = ""

    def entries(self) -> Iterable[tuple[str, str]]:
        if self.email:
            yield Kind.EMAIL, self.email
            yield Kind.DOMAIN, self.email
        if self.phone:
            yield Kind.PHONE, self.phone
        if self.siren:
            yield Kind.SIREN, self.siren
        if self.person:
            yield Kind.PERSON, self.person


@dataclass(frozen=True, slots=True)
class Standing:
    """``everywhere``: not to be contacted at all. ``origins``: the campaigns that they left."""

    everywhere: bool = False
    origins: frozenset[UUID] = frozenset()

    def also(self, origin_id: UUID | None) -> Standing:
        """The standing once an entry more is found: of one campaign, or of all with None."""
        if origin_id is None:
            return Standing(True, self.origins)
        return Standing(self.everywhere, self.origins | {origin_id})


FREE = Standing()

LISTED = """
select s.hash, s.origin_id
from (select %b::uuid workspace_id) here, unnest(%b::text[], %b::bytea[]) wanted (kind, hash)
join consent_suppression s on s.kind = wanted.kind and s.hash = wanted.hash
where s.workspace_id = here.workspace_id
"""

REASONS = """
select kind, hash, reason from consent_suppression
where workspace_id = %b::uuid and origin_id is null and kind = any(%b::text[]) and hash = any(%b::bytea[])
"""


def is_anybody_suppressed() -> bool:
    """Whether the list of those who are not to be contacted anywhere holds anything."""
    return Suppression.objects.filter(origin_id=None).exists()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list holds of one value: of ``kind``, everywhere or in one campaign (``origin_id``), and why."""

    kind: str
    origin_id: UUID | None
    reason: str
    source: str
    created_at: datetime


def entries(target: Target) -> list[Entry]:
    """Every entry that keeps somebody from being contacted, those for everywhere first; one query."""
    wanted = [Q(kind=kind, hash=hashed(kind, value)) for kind, value in target.entries()]
    if not wanted:
        return []
    found = Suppression.objects.filter(reduce(or_, wanted)).order_by("created_at", "id")
    columns = found.values_list("kind", "origin_id", "reason", "source", "created_at")
    return sorted((Entry(*row) for row in columns), key=lambda entry: entry.origin_id is not None)


def size() -> dict[tuple[str, str], int]:
    """How many entries hold everywhere, by (kind, reason)."""
    counted = Suppression.objects.filter(origin_id=None).values_list("kind", "reason")
    return {(kind, reason): n for kind, reason, n in counted.annotate(n=Count("id")).order_by("kind", "reason")}


def reasons(keys: Collection[tuple[str, bytes]]) -> dict[tuple[str, bytes], str]:
    """Why each of these (kind, hash) is on the list everywhere, in one query; those that are not are absent."""
    if not keys:
        return {}
    kinds, digests = {kind for kind, _digest in keys}, {digest for _kind, digest in keys}
    found = bulk.run(REASONS, current_workspace(), [str(kind) for kind in kinds], list(digests))
    return {(kind, bytes(digest)): reason for kind, digest, reason in found}


def are_suppressed(targets: Iterable[Target]) -> dict[UUID, Standing]:
    """The standing of those who are on the list in any way, in one query; the others are absent from the answer.

    A person is listed by their address, its domain, their number, the SIREN of their company or their name in it.
    """
    wanted: dict[bytes, list[UUID]] = {}
    kinds: list[str] = []
    for target in targets:
        for kind, value in target.entries():
            digest = hashed(kind, value)
            if digest not in wanted:
                wanted[digest] = []
                kinds.append(kind)
            wanted[digest].append(target.key)
    found: dict[UUID, Standing] = {}
    listed = bulk.run(LISTED, current_workspace(), kinds, list(wanted)) if wanted else []
    for digest, origin_id in listed:
        for key in wanted[bytes(digest)]:
            found[key] = found.get(key, FREE).also(origin_id)
    return found


def is_suppressed(target: Target, *, origin_id: UUID | None = None) -> bool:
    """Whether this person may not be contacted: anywhere, or in this campaign."""
    standing = are_suppressed([target]).get(target.key, FREE)
    return standing.everywhere or origin_id in standing.origins
