"""What servers refuse, put off or break, and what becomes of the message, the person and the mailbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.mail.peers import DROP, SmtpPeer
from tests.outreach.running import contacts, launched, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.queries import Target, is_suppressed
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.mail.delivery.mailboxes import mend
from filon.mail.delivery.verdicts import RETRY_AFTER
from filon.mail.models import Mailbox, Message
from filon.mail.states import MailboxState, MessageState, Trouble
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import Outcome
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def a_morning(peer: SmtpPeer, people: list[Contact], clock: VirtualClock) -> Campaign:
    campaign = launched(people, peer=peer, now=clock.now())
    clock.move_to(NINE)
    turns(campaign, clock)
    return campaign


def test_ol_60_ol_61_an_address_that_does_not_exist_is_removed_and_never_tried_again(clock: VirtualClock) -> None:
    person = contacts(1)[0]
    with SmtpPeer({"RCPT": "550 5.1.1 unknown"}) as peer:
        a_morning(peer, [person], clock)
    action, message = Action.objects.get(), Message.objects.get()
    assert (action.state, action.reasons[0]["code"]) == (State.FAILED, "refused_by_server")
    assert (message.state, message.smtp_reply) == (MessageState.FAILED, "550 5.1.1 unknown")
    assert Contact.objects.get().email == ""
    assert is_suppressed(Target(person.id, email=person.email))
    assert Enrolment.objects.get().outcome == Outcome.FAILURE
    failed = Event.objects.get(kind="mail.failed")
    assert (failed.data["code"], failed.contact_id) == ("bounced", person.id)


def test_a_refused_text_is_no_bounce(clock: VirtualClock) -> None:
    person = contacts(1)[0]
    with SmtpPeer({"EOD": "550 5.7.1 looks like spam"}) as peer:
        a_morning(peer, [person], clock)
    assert Action.objects.get().state == State.FAILED
    assert Contact.objects.get().email == person.email
    assert not is_suppressed(Target(person.id, email=person.email))


def test_a_greylisted_message_is_tried_again_later_and_goes_through(clock: VirtualClock) -> None:
    with SmtpPeer({"RCPT": ["451 4.7.1 come back", "250 ok"]}) as peer:
        campaign = a_morning(peer, contacts(1), clock)
        waiting = Action.objects.get()
        assert (waiting.state, waiting.tries, waiting.due_at) == (State.PLANNED, 1, NINE + RETRY_AFTER[0])
        assert waiting.reasons == [{"code": "deferred_by_server", "reply": "451 4.7.1 come back"}]
        assert Message.objects.get().state == MessageState.QUEUED
        clock.advance(RETRY_AFTER[0])
        turns(campaign, clock)
        assert len(peer.messages) == 1
    assert Message.objects.count() == 1
    assert Message.objects.get().state == MessageState.SENT


def test_tries_come_to_an_end(clock: VirtualClock) -> None:
    with SmtpPeer({"RCPT": "451 4.7.1 come back"}) as peer:
        campaign = a_morning(peer, contacts(1), clock)
        for _ in range(10):
            clock.advance(timedelta(days=1))
            turns(campaign, clock)
        tried = sum(line.startswith("RCPT") for heard in peer.heard for line in heard)
    assert tried == 6
    action = Action.objects.get()
    assert (action.state, action.reasons[0]["code"]) == (State.FAILED, "too_many_tries")
    assert Event.objects.get(kind="mail.failed").data["code"] == "too_many_tries"


def test_a_refused_password_breaks_the_mailbox_and_loses_nothing(clock: VirtualClock) -> None:
    with SmtpPeer({"AUTH": "535 5.7.8 no"}, extensions=["AUTH PLAIN"]) as peer:
        campaign = launched(contacts(3), peer=peer, now=clock.now())
        mailbox = Mailbox.objects.get()
        mailbox.smtp_user, mailbox.smtp_password = "lea", "wrong"
        mailbox.save()
        clock.move_to(NINE)
        turns(campaign, clock)
        assert sum(line.startswith("AUTH") for heard in peer.heard for line in heard) == 1
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.trouble, mailbox.state_detail) == (MailboxState.BROKEN, Trouble.AUTH, "535 5.7.8 no")
    waiting = Action.objects.all()
    assert {(a.state, a.tries, a.reasons[0]["code"]) for a in waiting} == {(State.PLANNED, 0, "mailbox_broken")}


def test_a_server_that_was_away_gets_everything_once_it_is_back(clock: VirtualClock) -> None:
    with SmtpPeer() as gone:
        campaign = launched(contacts(3), peer=gone, now=clock.now())
    clock.move_to(NINE)
    turns(campaign, clock)
    mailbox = Mailbox.objects.get()
    assert (mailbox.state, mailbox.trouble) == (MailboxState.BROKEN, Trouble.CONNECTION)
    with SmtpPeer() as back:
        Mailbox.objects.update(smtp_port=back.port)
        clock.advance(timedelta(minutes=10))
        mend(mailbox.id, now=clock.now())
        assert turns(campaign, clock) == 3
        assert len(back.messages) == 3


def test_a_broken_mailbox_is_not_even_tried(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched(contacts(2), peer=peer, now=clock.now())
        Mailbox.objects.update(state=MailboxState.BROKEN, trouble=Trouble.AUTH)
        clock.move_to(NINE)
        turns(campaign, clock)
        assert peer.heard == []
    assert set(Action.objects.values_list("state", flat=True)) == {State.PLANNED}


def test_a_provider_over_its_daily_limit_is_left_alone_for_an_hour(clock: VirtualClock) -> None:
    with SmtpPeer({"MAIL": "550 5.4.5 daily limit exceeded"}) as peer:
        a_morning(peer, contacts(3), clock)
        assert sum(line.startswith("MAIL") for heard in peer.heard for line in heard) == 1
    assert {(a.due_at, a.tries) for a in Action.objects.all()} == {(NINE + timedelta(hours=1), 0)}
    assert Mailbox.objects.get().state == MailboxState.CONNECTED


def test_a_connection_cut_after_the_end_of_data_is_a_doubt_for_that_message_only(clock: VirtualClock) -> None:
    with SmtpPeer({"EOD": ["250 ok", DROP, "250 ok"]}) as peer:
        a_morning(peer, contacts(3), clock)
    states = sorted(Action.objects.filter(opening=True).values_list("state", flat=True))
    assert states == [State.DONE, State.DONE, State.UNCERTAIN]
    assert Event.objects.filter(kind="mail.uncertain").count() == 1


def test_an_address_that_cannot_be_written_on_an_envelope_is_told(clock: VirtualClock) -> None:
    person = contacts(1, email="rené@atelier.example")
    with SmtpPeer() as peer:
        a_morning(peer, person, clock)
        assert peer.messages == []
    assert Action.objects.get().reasons[0]["code"] == "email_unusable"
