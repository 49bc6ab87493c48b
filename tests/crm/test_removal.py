from __future__ import annotations

import pytest

from filon.consent.models import Suppression
from filon.consent.queries import Target, is_suppressed
from filon.consent.states import Reason
from filon.crm.models import Contact
from filon.crm.operations import (
    ContactFields,
    create_contact,
    delete_contacts,
    erase_contact,
    opt_in,
    opt_out,
    remove_email,
)
from filon.crm.states import EmailState
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

CLAIRE = ContactFields(first_name="Claire", last_name="Élan", email="claire@elan.example", mobile="06 39 98 00 01")
HERS = Target(key=uuid7(), email="claire@elan.example")


def test_co_45_the_address_goes_and_the_person_stays(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    assert remove_email(contact.id, reason="asked", now=clock.now(), by=3) is True
    assert remove_email(contact.id, reason="asked", now=clock.now()) is False
    kept = Contact.objects.get()
    assert (kept.email, kept.name, kept.email_state) == ("", "Claire Élan", EmailState.UNKNOWN)
    assert is_suppressed(HERS)
    event = Event.objects.get(kind="crm.email_removed")
    assert (event.data, event.actor_id) == ({"reason": "asked"}, 3)


def test_ol_60_a_bounced_address_is_removed_and_remembered_as_a_bounce(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    remove_email(contact.id, reason="bounce", now=clock.now())
    assert Contact.objects.get().email_state == EmailState.HARD_BOUNCE
    assert Suppression.objects.get().reason == Reason.BOUNCE


def test_deleting_is_not_erasing(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    assert delete_contacts([contact.id, uuid7()], now=clock.now()) == 1
    assert not Contact.objects.exists()
    assert not Suppression.objects.exists()
    assert Event.objects.filter(kind="crm.contact_deleted", contact_id=contact.id).count() == 1


def test_a_co_22_erasing_leaves_hashes_and_nothing_personal(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    erase_contact(contact.id, now=clock.now())
    assert not Contact.objects.exists()
    assert is_suppressed(HERS)
    assert is_suppressed(Target(key=uuid7(), phone="+33639980001"))
    written = str(list(Event.objects.values_list("data", flat=True))).lower()
    assert "claire" not in written
    assert "elan" not in written


def test_ol_82_nobody_writes_to_the_person_any_more_and_she_may_change_her_mind(clock: VirtualClock) -> None:
    contact = create_contact(CLAIRE, now=clock.now())
    assert opt_out(contact.id, reason=Reason.USER, now=clock.now()) is True
    assert opt_out(contact.id, reason=Reason.USER, now=clock.now()) is False
    assert is_suppressed(HERS)
    assert Contact.objects.get().opted_out_at == clock.now()
    assert opt_in(contact.id, now=clock.now()) is True
    assert not is_suppressed(HERS)
    assert Contact.objects.get().opted_out_at is None


def test_ol_81_one_campaign_is_left_and_not_the_others(clock: VirtualClock) -> None:
    contact, campaign = create_contact(CLAIRE, now=clock.now()), uuid7()
    opt_out(contact.id, reason=Reason.UNSUBSCRIBED, origin_id=campaign, now=clock.now())
    assert is_suppressed(HERS, origin_id=campaign)
    assert not is_suppressed(HERS, origin_id=uuid7())
    assert Contact.objects.get().opted_out_at is None
    assert Event.objects.get(kind="crm.opted_out").origin_id == campaign


def test_without_an_address_there_is_nothing_to_oppose(clock: VirtualClock) -> None:
    contact = create_contact(ContactFields(last_name="Élan"), now=clock.now())
    with pytest.raises(Refused, match="adresse"):
        opt_out(contact.id, reason=Reason.USER, now=clock.now())
    assert not Suppression.objects.exists()
