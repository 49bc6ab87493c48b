"""The numbers of a campaign."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from filon.actions.rechecking import refuse_masked
from filon.billing.operations import Movement, debit
from filon.billing.rules import tariff
from filon.calls.full.people import person_key
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations.campaigns import locked
from filon.calls.operations.refusing import open_again
from filon.calls.places import place_of
from filon.calls.planning import plan_attempts
from filon.calls.states import CampaignState
from filon.directory.models import Company
from filon.directory.public.queries import masked_among
from filon.directory.queries import masked_companies
from filon.kernel import live
from filon.kernel.values.siren import SIREN_DIGITS

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, kw_only=True)
class NewProspect:
    """An accepted row: ``phone`` is E.164, ``kind`` of ``kernel.values.PhoneKind``, ``columns`` what else it said.

    In Full it names a person, by ``last_name`` at least; in Light nobody.
    """

    phone: str
    kind: str = ""
    label: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    email: str = ""
    external_id: str = ""
    siret: str = ""
    company_id: UUID | None = None
    contact_id: UUID | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other rows of a campaign: the number, and in Full who is asked for."""
        return self.phone, person_key(self.first_name, self.last_name)


@dataclass(frozen=True)
class Added:
    """``known`` were in the campaign already and cost nothing."""

    added: int
    known: int
    credits: int


def add_prospects(
    campaign_id: UUID,
    rows: Sequence[NewProspect],
    *,
    reference: str,
    now: datetime,
    actor_id: int | None = None,
) -> Added:
    """Put numbers into a campaign, debit them (A-ST-16) and plan their first call, all or nothing.

    ``reference`` names the import, so that it is debited once. A number that is there already, in Full with the same
    person, is left as it is. A finished campaign is paused again. Rows of companies that may not be approached
    (compliance §4.5) cost nothing, and the policy refuses them at once. Raises Refused, code ``no_credit``.
    """
    with transaction.atomic():
        campaign = locked(campaign_id)
        fresh = _fresh(campaign, rows)
        masked = masked_companies({row.company_id for row in fresh if row.company_id})
        hidden = masked_among({row.siret[:SIREN_DIGITS] for row in fresh if row.siret})
        callable_ = [row for row in fresh if row.company_id not in masked and row.siret[:SIREN_DIGITS] not in hidden]
        movement = Movement(
            amount=len(callable_) * tariff()[campaign.scenario],
            reason="calls.import",
            reference=f"calls:{campaign.id}:{reference}",
            origin_id=campaign.id,
            actor_id=actor_id,
        )
        debit(movement, now=now)
        made = Prospect.objects.bulk_create(_rows(campaign, fresh, now=now), batch_size=ROWS_AT_ONCE)
        plan_attempts(campaign, made, at=now, now=now)
        if masked:
            refuse_masked(now=now, company_ids=masked)
        if made and campaign.state == CampaignState.FINISHED:
            open_again([campaign.id])
        live.notify(campaign.workspace_id, "calls", id=campaign.id)
    return Added(len(fresh), len(rows) - len(fresh), movement.amount)


def _fresh(campaign: CallCampaign, rows: Sequence[NewProspect]) -> list[NewProspect]:
    """Each row once, and only those that the campaign does not have."""
    by_key = {row.key: row for row in reversed(rows)}
    known = known_keys(campaign.id, {row.phone for row in rows})
    return [row for row in rows if row.key not in known and by_key[row.key] is row]


def known_keys(campaign_id: UUID, phones: Collection[str]) -> set[tuple[str, str]]:
    """What tells apart the rows that a campaign has at these numbers (``NewProspect.key``)."""
    rows = Prospect.objects.filter(campaign_id=campaign_id, phone__in=phones)
    return set(rows.values_list("phone", "person_key"))


def _rows(campaign: CallCampaign, fresh: Sequence[NewProspect], *, now: datetime) -> list[Prospect]:
    first = (campaign.prospects.aggregate(last=Max("position"))["last"] or 0) + 1
    postcodes = _postcodes({row.company_id for row in fresh if row.company_id})
    made = []
    for position, row in enumerate(fresh, first):
        postcode = postcodes.get(row.company_id, "") if row.company_id else ""
        place = place_of(row.phone, zone=campaign.time_zone, postcode=postcode)
        made.append(
            Prospect(
                campaign=campaign,
                position=position,
                phone=row.phone,
                kind=row.kind,
                label=row.label[:200],
                first_name=row.first_name[:100],
                last_name=row.last_name[:100],
                job_title=row.job_title[:160],
                email=row.email,
                external_id=row.external_id[:120],
                siret=row.siret,
                person_key=row.key[1],
                company_id=row.company_id,
                contact_id=row.contact_id,
                columns=dict(row.columns),
                zone=place.zone,
                country=place.country,
                region=place.region,
                created_at=now,
            )
        )
    return made


def _postcodes(company_ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Company.objects.filter(id__in=company_ids).values_list("id", "postcode")) if company_ids else {}
