"""A launched campaign, and turns of its mailbox at the times a test chooses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.factories import make_campaign, make_contact, make_mailbox, make_version
from tests.mail.peers import SmtpPeer

from filon.actions import scheduler
from filon.actions.lanes import LaneRef
from filon.crm.models import Contact
from filon.crm.operations import open_opportunities
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import current_workspace
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.planning import plan_first
from filon.outreach.states import CampaignState

BODIES = (
    "Bonjour {{ prenom }},\n\nVoici notre offre : {{ site }}",
    "Bonjour {{ prenom }}, avez-vous pu lire mon message ?",
)


def launched(people: list[Contact], *, peer: SmtpPeer | None, now: datetime, **fields: object) -> Campaign:
    """A campaign of two steps, launched and approved ``now`` from a mailbox without caps, with these people in it."""
    port = peer.port if peer else 9
    mailbox = fields.pop("mailbox", None) or make_mailbox(smtp_port=port, spacing_s=0, daily_cap=100_000)
    campaign = make_campaign(
        mailbox=mailbox,
        version=fields.pop("version", None) or make_version(*BODIES),
        state=CampaignState.PENDING,
        launched_at=now,
        approved_at=now,
        **fields,
    )
    engage(campaign, people, now=now)
    return campaign


def engage(campaign: Campaign, people: list[Contact], *, now: datetime) -> None:
    Enrolment.objects.bulk_create(
        Enrolment(campaign=campaign, contact=p, version=campaign.version, company_id=p.company_id, created_at=now)
        for p in people
    )
    open_opportunities(campaign.id, [p.company_id for p in people if p.company_id], now=now)
    plan_first(campaign, now=now)


def contacts(count: int, **fields: object) -> list[Contact]:
    return [make_contact(**fields) for _ in range(count)]


def turns(campaign: Campaign, clock: VirtualClock, *, most: int = 500) -> int:
    """Turns of the campaign's mailbox until nothing is due."""
    lane = LaneRef(current_workspace(), "email", UUID(str(campaign.mailbox_id)))
    done = 0
    while amount := scheduler.turn(lane, clock=clock, most=most):
        done += amount
    return done
