"""What a call of a Full campaign is for, as the dialogue wants it (``voice.dialogue.brief``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from filon.calls.callers import FRANCE
from filon.calls.models import CallCampaign, Prospect
from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.directory.models import Company
from filon.kernel.tenancy import current_workspace
from filon.mail.matching import PUBLIC_DOMAINS
from filon.tenants import queries as tenants
from filon.tenants.models import Workspace
from filon.voice.dialogue.brief import Brief, Person

MOST_COLLEAGUES = 40
"""Names that a recogniser listens for beside the person's; with many more it hears the wrong ones."""
_TOLD = ("company_id", "first_name", "last_name", "job_title", "phone", "mobile")


@dataclass(frozen=True, slots=True)
class Others:
    """Names, functions and numbers that may be told instead of the person's."""

    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


def briefs_of(rows: Sequence[Prospect]) -> dict[UUID, Brief]:
    """The brief of each row, in four queries for all of them."""
    if not rows:
        return {}
    workspace = tenants.workspace(current_workspace())
    campaigns = CallCampaign.objects.in_bulk({row.campaign_id for row in rows})
    company_ids = {row.company_id for row in rows if row.company_id}
    companies = Company.objects.only("id", "name", "domain", "phone").in_bulk(company_ids)
    others = _others(companies.values())
    return {
        row.id: brief_of(
            row,
            campaigns[row.campaign_id],
            workspace=workspace,
            company=companies.get(row.company_id) if row.company_id else None,
            others=others.get(row.company_id) if row.company_id else None,
        )
        for row in rows
    }


def brief_of(
    row: Prospect,
    campaign: CallCampaign,
    *,
    workspace: Workspace,
    company: Company | None = None,
    others: Others | None = None,
) -> Brief:
    """``company`` is the row's, where the workspace knows it; ``others`` are the people there. Pure."""
    told = others or Others()
    person = Person(first_name=row.first_name, last_name=row.last_name, job_title=row.job_title, email=row.email)
    own = f"{row.first_name} {row.last_name}".strip()
    return Brief(
        language=workspace.language,
        caller=campaign.caller_name or workspace.name,
        person=person,
        company=str(row.columns.get("company", "")) or (company.name if company else ""),
        purpose=campaign.purpose,
        domain=_domain(row.email) or (company.domain if company else ""),
        colleagues=tuple(name for name in dict.fromkeys(told.names) if name != own),
        titles=tuple(dict.fromkeys(told.titles)),
        numbers=tuple(dict.fromkeys(map(_national, told.numbers))),
        ask_email=campaign.ask_email,
    )


def _national(e164: str) -> str:
    """As it is said on the telephone: the digits within the country."""
    return "0" + e164.removeprefix(FRANCE) if e164.startswith(FRANCE) else e164.removeprefix("+")


def _domain(email: str) -> str:
    domain = email.rpartition("@")[2].lower()
    return "" if domain in PUBLIC_DOMAINS else domain


def _others(companies: Iterable[Company]) -> Mapping[UUID, Others]:
    """What the cards in use say of the people of each company, by name."""
    found = {company.id: Others(numbers=[company.phone] if company.phone else []) for company in companies}
    people = Contact.objects.filter(company_id__in=found, status=ContactStatus.ACTIVE).exclude(last_name="")
    for card in people.order_by("name_key").only(*_TOLD):
        others = found[card.company_id] if card.company_id else Others()
        if len(others.names) < MOST_COLLEAGUES:
            others.names.append(f"{card.first_name} {card.last_name}".strip())
            others.titles.extend(filter(None, [card.job_title]))
            others.numbers.extend(filter(None, [card.phone, card.mobile]))
    return found
