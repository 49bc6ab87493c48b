from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.factories import MADE_AT, make_campaign, make_company, make_contact, make_manager, make_version

from filon.kernel.ids import uuid7
from filon.mail.events import BounceReceived, MailSent, ReplyReceived
from filon.mail.models import Message
from filon.mail.states import Direction, MessageState
from filon.outreach.audience import Audience
from filon.outreach.labels import campaign_badge
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations.launching import mark_started
from filon.outreach.states import CampaignState, EnrolmentState
from filon.tenants.models import Member, Workspace
from filon.timeline.events import publish


@pytest.fixture
def browser(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_manager(workspace))


def cells(page: str) -> list[str]:
    """The texts of the first row's cells."""
    row = page.split("<tr data-row>")[1].split("</tr>", maxsplit=1)[0]
    return [re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in row.split("<td")[1:]]


def test_ol_43_and_ol_44_to_ol_47_and_ol_49_the_list_tells_name_site_people_and_results(browser: Client) -> None:
    company, version = make_company(), make_version("Un")
    campaign = make_campaign(name="Automne", website="https://maison.example", version=version, new_per_day=35)
    for state in (EnrolmentState.WAITING, EnrolmentState.RUNNING, EnrolmentState.RUNNING):
        Enrolment.objects.create(
            campaign=campaign,
            contact=make_contact(company=company),
            company_id=company.id,
            version=version,
            state=state,
            created_at=MADE_AT,
        )
    lost = uuid7()
    for message in (lost, uuid7(), uuid7()):
        publish(MailSent(message_id=message, mailbox_id=uuid7()), at=MADE_AT, origin_id=campaign.id)
    publish(BounceReceived(message_id=uuid7(), hard=True, answers=lost), at=MADE_AT, origin_id=campaign.id)
    publish(ReplyReceived(message_id=uuid7()), at=MADE_AT, origin_id=campaign.id)
    found = cells(browser.get("/campagnes/").content.decode())
    assert [text.rpartition(">")[2].strip() for text in found][:8] == [
        "Automne",
        "Brouillon",
        "maison.example",
        "1",
        "35",
        "2",
        "1",
        "1",
    ]


@pytest.mark.parametrize(
    ("fields", "label", "why"),
    [
        ({}, "Brouillon", ""),
        ({"state": CampaignState.PENDING, "launched_at": MADE_AT}, "En attente", "à valider"),
        (
            {"state": CampaignState.PENDING, "launched_at": MADE_AT, "approved_at": MADE_AT},
            "En attente",
            "prévue pour le lundi 23 novembre",
        ),
        (
            {"state": CampaignState.PENDING, "launched_at": MADE_AT, "approved_at": MADE_AT, "days": []},
            "En attente",
            "aucun jour",
        ),
        ({"state": CampaignState.ACTIVE}, "Actif", ""),
        ({"state": CampaignState.STOPPED}, "Arrêté", ""),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_ol_40_and_a_ol_9_the_status_tells_its_reason(fields: dict[str, Any], label: str, why: str) -> None:
    badge = campaign_badge(make_campaign(**fields), country="FR")
    assert badge.label == label
    assert badge.why.startswith(why)


@pytest.mark.usefixtures("workspace")
def test_ol_41_a_campaign_is_active_from_its_first_message_on() -> None:
    pending, stopped = make_campaign(state=CampaignState.PENDING), make_campaign(state=CampaignState.STOPPED)
    mark_started({pending.id, stopped.id}, now=MADE_AT)
    states = dict(Campaign.objects.values_list("id", "state"))
    assert states == {pending.id: CampaignState.ACTIVE, stopped.id: CampaignState.STOPPED}


def test_ol_53_the_last_people_contacted_come_first(browser: Client) -> None:
    campaign = make_campaign(state=CampaignState.ACTIVE, audience=Audience(everybody=True).as_json())
    for name in ("Premier", "Dernier"):
        contact = make_contact(last_name=name)
        Message.objects.create(
            mailbox_id=campaign.mailbox_id,
            direction=Direction.OUT,
            state=MessageState.SENT,
            message_id=f"{contact.id.hex}@maison.example",
            origin_id=campaign.id,
            contact=contact,
            at=MADE_AT if name == "Premier" else MADE_AT.replace(hour=15),
        )
    page = browser.get(f"/campagnes/{campaign.id}/derniers-envois/").content.decode()
    assert page.index("Dernier") < page.index("Premier")
