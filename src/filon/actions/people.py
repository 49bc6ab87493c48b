"""The people of a batch: what the policy and the messages need to know of each, in two queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from filon.consent.queries import Standing, Target, are_suppressed
from filon.crm.states import ContactStatus, EmailState
from filon.kernel import bulk

PEOPLE = """
select c.id, c.email, c.first_name, c.last_name, c.job_title, c.city, c.status, c.email_state, c.company_id,
       k.name, k.siren, k.country, k.postcode
from crm_contact c left join directory_company k on k.id = c.company_id
where c.id = any(%b::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A contact and its company, as they are now."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    job_title: str
    city: str
    status: str
    email_state: str
    company_id: UUID | None
    company: str | None
    siren: str | None
    country: str | None
    postcode: str | None

    @property
    def left(self) -> bool:
        return self.status == ContactStatus.LEFT

    @property
    def bounced(self) -> bool:
        return self.email_state == EmailState.HARD_BOUNCE


def load(ids: Iterable[UUID]) -> dict[UUID, Recipient]:
    """The contacts that exist among these."""
    return {row[0]: Recipient(*row) for row in bulk.run(PEOPLE, list(ids))}


def standings(people: Iterable[Recipient]) -> dict[UUID, Standing]:
    """Who among them objected, to everything or to some campaigns; the others are absent."""
    return are_suppressed(Target(p.id, email=p.email, siren=p.siren or "") for p in people)
