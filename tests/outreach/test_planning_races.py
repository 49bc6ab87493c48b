"""Two connections that want the same rows: each race is lost here on purpose."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from tests.factories import make_company, make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.elsewhere import Elsewhere
from tests.outreach.running import contacts, launched, turns

from filon.actions import channels, lanes, scheduler
from filon.actions.lanes import LaneRef
from filon.actions.models import Action
from filon.actions.operations import Cancelled, cancel_for
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Message
from filon.outreach.models import Campaign

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def lane_of(campaign: Campaign) -> LaneRef:
    return LaneRef(current_workspace(), "email", campaign.mailbox_id)


def two_colleagues(clock: VirtualClock, peer: SmtpPeer) -> tuple[Campaign, list[Contact]]:
    company = make_company()
    people = [make_contact(company=company), make_contact(company=company)]
    campaign = launched(people, peer=peer, now=clock.now())
    clock.move_to(NINE)
    return campaign, people


def cancel_the_company(campaign: Campaign, people: list[Contact], clock: VirtualClock) -> Cancelled:
    reply = Reason("replied")
    return cancel_for(reason=reply, now=clock.now(), origin_id=campaign.id, company_ids=[people[0].company_id])


def test_a_reply_that_comes_during_a_claim_waits_and_is_told_that_it_is_too_late(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign, people = two_colleagues(clock, peer)
        lane = lane_of(campaign)
        with transaction.atomic():
            batch = scheduler._claim(lane, channels.get("email"), now=clock.now(), most=500)
            reply = Elsewhere(lambda: cancel_the_company(campaign, people, clock))
            assert reply.is_waiting(), "the claim holds the rows"
        answer = reply.end()
    assert isinstance(answer, Cancelled)
    assert (answer.count, set(answer.too_late)) == (0, {case.due.id for case in batch.allowed})
    assert set(Action.objects.values_list("state", flat=True)) == {State.CLAIMED}


def test_a_claim_that_comes_during_a_reply_leaves_its_rows_alone(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign, people = two_colleagues(clock, peer)
        with transaction.atomic():
            answer = cancel_the_company(campaign, people, clock)
            turn = Elsewhere(lambda: turns(campaign, clock))
            assert turn.end() == 0
        assert (answer.count, answer.too_late) == (2, ())
        assert turns(campaign, clock) == 0
        assert peer.messages == []


def test_two_replies_at_once_cancel_once(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign, people = two_colleagues(clock, peer)
        with transaction.atomic():
            first = cancel_the_company(campaign, people, clock)
            second = Elsewhere(lambda: cancel_the_company(campaign, people, clock))
            assert second.is_waiting()
        other = second.end()
    assert isinstance(other, Cancelled)
    assert (first.count, other.count) == (2, 0)


def test_a_lane_has_one_claim_at_a_time(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(4), peer=peer, now=clock.now())
        clock.move_to(NINE)
        lane = lane_of(campaign)
        with transaction.atomic():
            assert lanes.take_turn(lane)
            assert Elsewhere(lambda: turns(campaign, clock)).end() == 0
        assert turns(campaign, clock) == 4


def test_a_lane_in_use_by_another_worker_is_left_to_it(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(4), peer=peer, now=clock.now())
        clock.move_to(NINE)
        first = Action.objects.order_by("id").first()
        assert first is not None
        Action.objects.filter(id=first.id).update(state=State.CLAIMED, claimed_by="another", lease_until=clock.now())
        assert turns(campaign, clock) == 0
        assert peer.messages == []


def test_many_workers_send_each_message_once_and_never_more_than_the_cap(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(30), peer=peer, now=clock.now())
        campaign.mailbox.__class__.objects.update(daily_cap=20)
        clock.move_to(NINE)
        lane = lane_of(campaign)
        crowd = [Elsewhere(lambda: [scheduler.turn(lane, clock=clock, most=3) for _ in range(8)]) for _ in range(3)]
        for worker in crowd:
            worker.end()
        turns(campaign, clock, most=3)
        assert len(peer.messages) == len(set(peer.messages)) == 20
    assert Message.objects.filter(state="sent").count() == 20
