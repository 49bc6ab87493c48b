"""A campaign from its launch to the end of its sequence, over real SMTP."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.mail.peers import SmtpPeer
from tests.outreach.running import contacts, launched, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.kernel.clock import VirtualClock
from filon.mail.models import Message
from filon.mail.states import MessageState
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import CampaignState, EnrolmentState
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def test_ol_27_ol_29_the_first_email_leaves_the_next_morning_at_nine(clock: VirtualClock) -> None:
    people = contacts(3)
    with SmtpPeer() as peer:
        campaign = launched(people, peer=peer, now=clock.now())
        assert list(Action.objects.values_list("due_at", flat=True)) == [paris(2026, 11, 24, 9)] * 3
        clock.advance(timedelta(hours=4))
        assert turns(campaign, clock) == 0
        clock.move_to(paris(2026, 11, 24, 9))
        assert turns(campaign, clock) == 3
        assert len(peer.messages) == 3
    assert set(Message.objects.values_list("state", "smtp_reply")) == {(MessageState.SENT, "250 2.0.0 queued as 1")}
    assert Action.objects.filter(state=State.DONE).count() == 3
    assert Event.objects.filter(kind="mail.sent").count() == 3


def test_ol_41_the_campaign_is_active_from_its_first_message_on(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(1), peer=peer, now=clock.now())
        assert Campaign.objects.get().state == CampaignState.PENDING
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
    assert Campaign.objects.get().state == CampaignState.ACTIVE
    assert Event.objects.filter(kind="outreach.campaign_started", origin_id=campaign.id).count() == 1


def test_the_next_step_is_planned_in_selected_days_and_nothing_further(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(1), peer=peer, now=clock.now())
        clock.move_to(paris(2026, 11, 24, 9, 30))
        turns(campaign, clock)
    step_two = Action.objects.get(state=State.PLANNED)
    assert (step_two.step, step_two.due_at, step_two.opening) == ("s2", paris(2026, 11, 27, 9), False)
    place = Enrolment.objects.get()
    assert (place.state, place.next_position, place.last_sent_at) == (EnrolmentState.RUNNING, 1, clock.now())


def test_what_leaves_is_for_its_recipient_and_has_a_way_out(clock: VirtualClock) -> None:
    person = contacts(1, first_name="Zoé")[0]
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
        mail = email.message_from_bytes(peer.messages[0])
    action, message = Action.objects.get(state=State.DONE), Message.objects.get()
    assert mail["To"] == f"=?utf-8?q?Zo=C3=A9_{person.last_name}?= <{person.email}>"
    assert mail["Message-ID"] == f"<{message.message_id}>" == f"<{action.id.hex}@maison.example>"
    assert "/desabonnement/" in mail["List-Unsubscribe"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.text.startswith("Bonjour Zoé,\n\nVoici notre offre")


def test_a_step_in_the_same_thread_answers_the_one_before(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(1), peer=peer, now=clock.now())
        campaign.version.steps.filter(position=1).update(same_thread=True, subject="")
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
        clock.move_to(paris(2026, 11, 27, 9))
        turns(campaign, clock)
        first, second = (email.message_from_bytes(raw) for raw in peer.messages)
    assert second["In-Reply-To"] == second["References"] == first["Message-ID"]
    assert second["Subject"] == f"Re: {first['Subject']}"
    assert len(set(Message.objects.values_list("thread_id", flat=True))) == 1


def test_ol_46_new_people_are_spread_over_the_days(clock: VirtualClock) -> None:
    people = contacts(5)
    with SmtpPeer() as peer:
        campaign = launched(people, peer=peer, now=clock.now(), new_per_day=2)
        days = Action.objects.order_by("due_at").values_list("due_at", flat=True)
        assert list(days) == [paris(2026, 11, d, 9) for d in (24, 24, 25, 25, 26)]
        Action.objects.update(due_at=paris(2026, 11, 24, 9), wanted_at=paris(2026, 11, 24, 9))
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
        assert len(peer.messages) == 2
    waiting = Action.objects.filter(state=State.PLANNED, opening=True)
    assert {(a.due_at, a.reasons[0]["code"]) for a in waiting} == {(paris(2026, 11, 25, 9), "new_contacts_budget")}


def test_the_mailbox_keeps_its_cap_and_its_distance(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(5), peer=peer, now=clock.now())
        campaign.mailbox.__class__.objects.update(daily_cap=3, spacing_s=90)
        sent_at = []
        clock.move_to(paris(2026, 11, 24, 9))
        while clock.now() < paris(2026, 11, 24, 18):
            before = len(peer.messages)
            turns(campaign, clock)
            assert len(peer.messages) <= before + 1
            if len(peer.messages) > before:
                sent_at.append(clock.now())
            clock.advance(timedelta(seconds=30))
    assert sent_at == [paris(2026, 11, 24, 9) + timedelta(seconds=90 * n) for n in range(3)]
    late = Action.objects.filter(state=State.PLANNED, opening=True)
    assert {a.due_at for a in late} == {paris(2026, 11, 25, 9)}
