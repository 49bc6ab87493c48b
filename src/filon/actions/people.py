"""The people of a batch: what the policy and the messages need to know of each, in two queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from filon.consent.hashing import person_of
from filon.consent.queries import Standing, Target, are_suppressed
from filon.crm.states import ContactStatus, EmailState
from filon.kernel import bulk

PEOPLE = """
select c.id, c.email, c.first_name, c.last_name, c.job_title, c.city, c.status, c.email_state, c.company_id,
       k.name, k.siren, k.country, k.postcode, u.siren is not null,
       case when c.source = left(i.name, 120) then '' else c.source end,
       c.informed_at is not null or c.legal_basis <> 'legitimate_interest'
from crm_contact c left join directory_company k on k.id = c.company_id
left join crm_import i on i.id = c.created_by_import_id
left join directory_unit u on u.siren = k.siren::char(9) and not u.diffusible
where c.id = any(%b::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A contact and its company, as they are now. ``masked``: the public directory may not show that company.

    ``source`` is where the person is known from, "" where only a file's name says so. ``informed``: the person knows
    what is kept of them and why, since they agreed to it or a message said so (RGPD, art. 13 and 14).
    """

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
    masked: bool
    source: str
    informed: bool

    @property
    def person(self) -> str:
        """How the opposition list names them without an address; "" where company or name is unknown."""
        return person_of(self.siren, self.first_name, self.last_name) if self.siren and self.last_name else ""

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
    return are_suppressed(Target(p.id, email=p.email, siren=p.siren or "", person=p.person) for p in people)
