"""What people are told of their data in the first message that reaches them (RGPD, art. 14)."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from email.policy import SMTP
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from tests.factories import make_contact, make_mailbox, make_version
from tests.mail.peers import DROP, SmtpPeer
from tests.outreach.elsewhere import Elsewhere
from tests.outreach.running import BODIES, launched, turns

from filon.consent import tracking
from filon.crm.models import Contact, Import
from filon.crm.operations import mark_informed
from filon.crm.states import LegalBasis
from filon.crm.unlocking import SOURCE
from filon.kernel.clock import VirtualClock
from filon.mail.delivery.operations import consider_sent
from filon.mail.models import Message
from filon.outreach.composing import told_source
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks

pytestmark = pytest.mark.usefixtures("workspace")

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
COME_FROM = "coordonnées viennent de : "


def texts(peer: SmtpPeer) -> list[str]:
    """The plain text of every message that the server took, on one line each."""
    found = []
    for caught in peer.messages:
        body = email.message_from_bytes(caught, policy=SMTP).get_body(("plain",))
        assert body is not None
        found.append(" ".join(str(body.get_content()).split()))
    return found


def first_text(person: Contact, clock: VirtualClock, **campaign: object) -> str:
    with SmtpPeer() as peer:
        made = launched([person], peer=peer, now=clock.now(), **campaign)
        clock.move_to(NINE)
        turns(made, clock)
        (text,) = texts(peer)
    return text


def test_the_first_message_says_where_the_data_come_from_and_the_next_one_does_not(clock: VirtualClock) -> None:
    person = make_contact(source="Salon des fondeurs 2026")
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now(), version=make_version(*BODIES))
        clock.move_to(NINE)
        turns(campaign, clock)
        assert Contact.objects.get().informed_at == NINE
        clock.move_to(NINE + timedelta(days=20))
        turns(campaign, clock)
        first, second = texts(peer)
    assert f"{COME_FROM}Salon des fondeurs 2026." in first
    assert first.count("/desabonnement/") == 1
    assert COME_FROM not in second
    assert Contact.objects.get().informed_at == NINE


def test_ol_64_an_unlocked_person_is_told_of_the_public_directory(clock: VirtualClock) -> None:
    assert f"{COME_FROM}l’annuaire public des entreprises." in first_text(make_contact(source=SOURCE), clock)


def test_the_name_of_a_file_is_not_told(clock: VirtualClock) -> None:
    file = Import.objects.create(name="cibles mauvais payeurs.csv", created_at=clock.now())
    text = first_text(make_contact(source=file.name, created_by_import=file), clock)
    assert "mauvais payeurs" not in text
    assert f"{COME_FROM}{told_source('', 'fr')}." in text


def test_who_agreed_or_was_informed_before_is_not_told_again(clock: VirtualClock) -> None:
    assert COME_FROM not in first_text(make_contact(legal_basis=LegalBasis.CONSENT), clock)
    assert Contact.objects.get().informed_at is None, "no message of ours has told them"


def test_a_text_may_say_the_source_itself(clock: VirtualClock) -> None:
    version = make_version("Votre nom vient de {{ origine_des_donnees }}.")
    person = make_contact(source="Annuaire du salon", informed_at=clock.now())
    assert first_text(person, clock, version=version).startswith("Votre nom vient de Annuaire du salon.")


def test_a_source_is_data_and_never_a_template(clock: VirtualClock) -> None:
    text = first_text(make_contact(source="{{ lien_desinscription }} XX Nom XX <b>"), clock)
    assert f"{COME_FROM}{{{{ lien_desinscription }}}} XX Nom XX <b>." in text


def test_beside_what_is_counted_one_link_is_enough(workspace: Workspace, clock: VirtualClock) -> None:
    workspace.counts_clicks = CountedClicks.WILLING
    workspace.save()
    person = make_contact()
    tracking.answer(tracking.Reply(email=person.email, granted=True), now=clock.now())
    text = first_text(person, clock)
    assert COME_FROM in text
    assert "Nous comptons les clics" in text
    assert text.count("/desabonnement/") == 1


def test_a_message_that_did_not_leave_has_told_nobody(clock: VirtualClock) -> None:
    with SmtpPeer({"EOD": "550 5.7.1 looks like spam"}) as peer:
        campaign = launched([make_contact()], peer=peer, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    assert Contact.objects.get().informed_at is None


def test_a_doubtful_message_has_told_once_somebody_says_that_it_left(clock: VirtualClock) -> None:
    with SmtpPeer({"EOD": DROP}) as silent:
        mailbox = make_mailbox(smtp_port=silent.port, spacing_s=0)
        campaign = launched([make_contact()], peer=None, mailbox=mailbox, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    assert Contact.objects.get().informed_at is None
    consider_sent(Message.objects.get().id, now=NINE)
    assert Contact.objects.get().informed_at == NINE


@pytest.mark.django_db(transaction=True)
def test_a_card_in_somebody_s_hands_is_left_out_and_nobody_waits(clock: VirtualClock) -> None:
    held, free = make_contact(), make_contact()
    with transaction.atomic():
        Contact.objects.select_for_update().get(id=held.id)
        told = Elsewhere(lambda: mark_informed([held.id, free.id], now=NINE))
        told.end()
    assert list(Contact.objects.exclude(informed_at=None).values_list("id", flat=True)) == [free.id]
