from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_campaign, make_contact, make_mailbox, make_manager

from filon.crm.models import Contact
from filon.crm.operations import mark_left, turn_off
from filon.crm.states import OffReason
from filon.kernel.clock import VirtualClock
from filon.mail.states import MailboxState
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.operations import launch
from filon.outreach.rules import Launcher
from filon.tenants.models import Member, Workspace


@pytest.fixture
def browser(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_manager(workspace))


@pytest.fixture
def contact(workspace: Workspace) -> Contact:
    return make_contact()


@pytest.fixture
def campaign(contact: Contact, workspace: Workspace, clock: VirtualClock) -> Campaign:
    made = make_campaign(audience=Audience(contact_ids=(contact.id,)).as_json(), mailbox=make_mailbox())
    launch(made.id, by=Launcher(user_id=make_manager(workspace).user_id, is_manager=True), now=clock.now())
    return made


def page(browser: Client, contact: Contact) -> str:
    return browser.get(f"/contacts/{contact.id}/").content.decode()


def test_somebody_in_no_campaign_is_told_so(browser: Client, contact: Contact) -> None:
    text = page(browser, contact)
    assert "Pourquoi n’a-t-elle rien reçu ?" in text
    assert "aucune campagne" in text


def test_the_next_message_has_a_date_and_a_reason(browser: Client, contact: Contact, campaign: Campaign) -> None:
    text = page(browser, contact)
    assert "Prochain e-mail prévu" in text
    assert campaign.name in text


def test_a_place_that_does_not_move_is_not_said_to_be_in_progress(
    browser: Client, contact: Contact, campaign: Campaign, clock: VirtualClock
) -> None:
    assert contact.company_id is not None
    turn_off(contact.company_id, origin_id=campaign.id, reason=OffReason.USER, now=clock.now())
    text = page(browser, contact)
    assert "Suspendu" in text
    assert "L’automatisation de l’opportunité est arrêtée." in text
    assert "L’étape est prévue plus tard" not in text
    assert "Suspendu" in browser.get(f"/campagnes/{campaign.id}/contacts/").content.decode()


def test_what_blocks_is_named(browser: Client, contact: Contact, campaign: Campaign, clock: VirtualClock) -> None:
    mailbox = campaign.mailbox
    assert mailbox is not None
    mailbox.state = MailboxState.BROKEN
    mailbox.save()
    assert "La boîte mail ne fonctionne pas" in page(browser, contact)
    mark_left([contact.id], now=clock.now())
    assert "Cette personne a quitté la société." in page(browser, contact)
