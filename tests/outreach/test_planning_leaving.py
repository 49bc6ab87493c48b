from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.mail.peers import SmtpPeer
from tests.outreach.running import contacts, launched, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.queries import Target, is_suppressed
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.outreach.leaving import PATH, Link, link_for, read, unsubscribe
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import Outcome
from filon.timeline.models import Event

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def token(link: Link) -> str:
    return link_for(link).partition(PATH)[2]


def test_a_link_names_its_message_and_nobody_else_can_make_one() -> None:
    link = Link(uuid7(), uuid7())
    good = token(link)
    assert read(good) == link
    forged = good[:-1] + ("A" if good[-1] != "A" else "B")
    for bad in (forged, good[:-5], good + "AAAA", "", "é", "..", token(Link(uuid7(), uuid7()))[:43] + good[43:]):
        assert read(bad) is None


@pytest.fixture
def sent(workspace: object, clock: VirtualClock) -> tuple[Contact, Campaign, Link]:
    person = contacts(1)[0]
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    return person, campaign, Link(current_workspace(), Action.objects.get(state=State.DONE).id)


def test_ol_81_leaving_one_campaign(sent: tuple[Contact, Campaign, Link], clock: VirtualClock) -> None:
    person, campaign, link = sent
    unsubscribe(link, everywhere=False, now=clock.now())
    assert not Action.objects.filter(state=State.PLANNED).exists()
    assert is_suppressed(Target(person.id, email=person.email), origin_id=campaign.id)
    assert not is_suppressed(Target(person.id, email=person.email))
    assert (Enrolment.objects.get().outcome, Enrolment.objects.get().outcome_reason) == (
        Outcome.FAILURE,
        "unsubscribed",
    )


def test_ol_82_leaving_for_good(sent: tuple[Contact, Campaign, Link], clock: VirtualClock) -> None:
    person, _campaign, link = sent
    other = launched([person], peer=None, now=clock.now())
    unsubscribe(link, everywhere=True, now=clock.now())
    assert is_suppressed(Target(person.id, email=person.email))
    assert not Action.objects.filter(state=State.PLANNED).exists()
    assert Enrolment.objects.get(campaign=other).outcome == Outcome.FAILURE
    assert Contact.objects.get().opted_out_at == clock.now()


def test_twice_is_the_same_as_once(sent: tuple[Contact, Campaign, Link], clock: VirtualClock) -> None:
    _person, _campaign, link = sent
    unsubscribe(link, everywhere=True, now=clock.now())
    unsubscribe(link, everywhere=True, now=clock.now())
    assert Event.objects.filter(kind="outreach.unsubscribed").count() == 1


def test_the_address_written_to_is_the_one_that_is_kept_out(
    sent: tuple[Contact, Campaign, Link], clock: VirtualClock
) -> None:
    person, _campaign, link = sent
    Contact.objects.update(email="nouvelle@atelier.example")
    unsubscribe(link, everywhere=True, now=clock.now())
    assert is_suppressed(Target(person.id, email=person.email))


def test_a_message_that_is_gone_is_nothing_to_stop(workspace: object, clock: VirtualClock) -> None:
    assert unsubscribe(Link(current_workspace(), uuid7()), everywhere=True, now=clock.now()) is None
