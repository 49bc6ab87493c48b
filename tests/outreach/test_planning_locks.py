"""Stopping and sending at once: both take actions before places, so that neither waits in a ring for the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from tests.factories import make_company, make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.elsewhere import Elsewhere
from tests.outreach.running import contacts, launched, turns

from filon.actions import claiming, origins, scheduler
from filon.actions.lanes import LaneRef
from filon.actions.models import Action
from filon.actions.policy import Reason, Refuse
from filon.actions.states import State
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.mail.events import RemovalRequested, ReplyReceived
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import EnrolmentState
from filon.timeline.events import Published, TypedEvent, publish_many

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
LEFT = Refuse((Reason("contact_left"),))


def happens(event: TypedEvent, person: Contact, campaign: Campaign) -> None:
    about = Published(event=event, at=NINE, contact_id=person.id, company_id=person.company_id, origin_id=campaign.id)
    publish_many([about])


@pytest.mark.parametrize(
    "event",
    [ReplyReceived(message_id=uuid7()), RemovalRequested(message_id=uuid7())],
    ids=["reply", "removal"],
)
def test_a_claim_that_ends_somebody_s_way_and_their_answer_do_not_wait_for_each_other(
    clock: VirtualClock, event: TypedEvent
) -> None:
    person = make_contact(company=make_company())
    campaign = launched([person], peer=None, now=clock.now())
    with transaction.atomic():
        due = claiming.take_due(campaign.mailbox_id, now=NINE, most=10)
        answer = Elsewhere(lambda: happens(event, person, campaign))
        assert answer.is_waiting(), "the claim holds the action"
        claiming.mark_refused([(due[0], LEFT)], now=NINE)
        origins.known()["campaign"].refused([(due[0], LEFT)], now=NINE)
    answer.end()
    assert Enrolment.objects.get().state == EnrolmentState.FINISHED


def test_who_answers_while_everybody_is_written_to_gets_nothing_more(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        people = contacts(24)
        campaign = launched(people, peer=peer, now=clock.now())
        clock.move_to(NINE)
        lane = LaneRef(current_workspace(), "email", campaign.mailbox_id)
        senders = [lambda: [scheduler.turn(lane, clock=clock, most=2) for _ in range(20)]] * 2
        crowd = [Elsewhere(work) for work in (*senders, *(answers_of(people[n::2], campaign) for n in range(2)))]
        for one in crowd:
            one.end()
        turns(campaign, clock)
        clock.advance(timedelta(days=14))
        turns(campaign, clock)
        assert len(peer.messages) == len(set(peer.messages))
    assert not Enrolment.objects.exclude(state=EnrolmentState.FINISHED).exists()
    assert not Action.objects.filter(state=State.DONE, opening=False).exists()
    assert not Action.objects.filter(state__in=(State.PLANNED, State.CLAIMED)).exists()


def answers_of(people: list[Contact], campaign: Campaign) -> Callable[[], None]:
    def work() -> None:
        for number, person in enumerate(people):
            happens((ReplyReceived, RemovalRequested)[number % 2](message_id=uuid7()), person, campaign)

    return work
