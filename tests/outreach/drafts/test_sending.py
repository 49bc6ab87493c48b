"""A message written by hand from the button to the server, over real SMTP."""

from __future__ import annotations

import email
from datetime import timedelta

import pytest
from tests.factories import make_company, make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.drafts.writing import after_the_undo, from_peer, turns, written

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations import mark_left
from filon.crm.states import EmailState
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.mail.models import Mailbox, Message
from filon.mail.states import MailboxState, MessageState
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.operations import NotToEverybody, call_back, hand_over, take_up
from filon.outreach.drafts.states import Importance
from filon.tenants.reader import Reader
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def send(draft: Draft, clock: VirtualClock, **more: bool) -> None:
    assert draft.author_id is not None
    hand_over(draft.id, by=draft.author_id, now=clock.now(), **more)


def author(draft: Draft) -> Reader:
    assert draft.author_id is not None
    return Reader(draft.author_id, is_manager=False)


def colleagues(count: int, **fields: object) -> list[Contact]:
    company = make_company()
    return [make_contact(company=company, **fields) for _ in range(count)]


def kinds() -> list[str]:
    return list(Event.objects.order_by("at", "id").values_list("kind", flat=True))


def test_co_23_a_message_by_hand_leaves_a_few_seconds_after_the_button(clock: VirtualClock) -> None:
    people = colleagues(2, first_name="Zoé")
    with SmtpPeer() as peer:
        draft = written(people, clock=clock, mailbox=from_peer(peer))
        send(draft, clock)
        assert turns(draft.mailbox, clock) == 0
        after_the_undo(clock)
        assert turns(draft.mailbox, clock) == 2
        mails = [email.message_from_bytes(raw) for raw in peer.messages]
    actions = {a.id.hex for a in Action.objects.filter(origin_id=draft.id, state=State.DONE)}
    assert {mail["Message-ID"] for mail in mails} == {f"<{key}@maison.example>" for key in actions}
    assert {mail["Subject"] for mail in mails} == {"Votre atelier"}
    assert all("/desabonnement/" in mail["List-Unsubscribe"] for mail in mails)
    assert set(Message.objects.values_list("state", "company_id")) == {(MessageState.SENT, people[0].company_id)}
    assert kinds().count("mail.sent") == 2


def test_a_message_by_hand_leaves_on_a_sunday_night_and_whatever_its_importance(clock: VirtualClock) -> None:
    clock.advance(timedelta(days=6, hours=14))
    assert (clock.now().weekday(), clock.now().hour) == (6, 21)
    with SmtpPeer() as peer:
        draft = written(colleagues(1), clock=clock, mailbox=from_peer(peer), importance=Importance.HIGH)
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        assert email.message_from_bytes(peer.messages[0])["Importance"] == "high"


def test_the_button_pressed_twice_sends_one_message(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = written(colleagues(1), clock=clock, mailbox=from_peer(peer))
        send(draft, clock)
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        send(draft, clock)
        clock.advance(timedelta(hours=1))
        turns(draft.mailbox, clock)
        assert len(peer.messages) == 1


def test_a_message_that_was_called_back_does_not_leave_and_can_be_sent_again(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = written(colleagues(1), clock=clock, mailbox=from_peer(peer))
        send(draft, clock)
        assert call_back(draft.id, by=author(draft), now=clock.now()) == 1
        after_the_undo(clock)
        assert turns(draft.mailbox, clock) == 0
        assert Draft.objects.get().handed_at is None
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        assert len(peer.messages) == 1


def test_what_has_left_cannot_be_called_back(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = written(colleagues(1), clock=clock, mailbox=from_peer(peer))
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
    with pytest.raises(Refused) as no:
        call_back(draft.id, by=author(draft), now=clock.now())
    assert no.value.code == "too_late"


def test_called_back_half_way_it_goes_again_to_those_only_who_have_not_got_it(clock: VirtualClock) -> None:
    people = colleagues(3)
    with SmtpPeer() as peer:
        draft = written(people, clock=clock, mailbox=from_peer(peer, spacing_s=90))
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        assert len(peer.messages) == 1
        assert call_back(draft.id, by=author(draft), now=clock.now()) == 2
        send(draft, clock)
        for _ in range(3):
            clock.advance(timedelta(seconds=90))
            turns(draft.mailbox, clock)
        assert sorted(email.message_from_bytes(raw)["To"] for raw in peer.messages) == sorted(
            f"{p.name} <{p.email}>" for p in people
        )


def test_a_message_for_later_leaves_at_its_moment(clock: VirtualClock) -> None:
    at = clock.now() + timedelta(days=3, hours=2)
    with SmtpPeer() as peer:
        draft = written(colleagues(1), clock=clock, mailbox=from_peer(peer), send_at=at)
        send(draft, clock)
        clock.move_to(at - timedelta(seconds=1))
        assert turns(draft.mailbox, clock) == 0
        clock.move_to(at)
        assert turns(draft.mailbox, clock) == 1
        assert len(peer.messages) == 1


@pytest.mark.parametrize("change", [{"subject": " "}, {"body": ""}, {"body": "Bonjour {{ prénon"}, {"contact_ids": ()}])
def test_what_the_message_lacks_is_said_and_nothing_is_planned(clock: VirtualClock, change: dict[str, object]) -> None:
    draft = written(colleagues(1), clock=clock, **change)
    with pytest.raises(Refused) as no:
        send(draft, clock)
    assert no.value.field in {"subject", "body", "to"}
    assert not Action.objects.exists()
    assert Draft.objects.get().handed_at is None


@pytest.mark.parametrize("state", [MailboxState.BROKEN, MailboxState.PAUSED, MailboxState.NEW])
def test_co_92_a_mailbox_that_is_not_synchronised_sends_nothing(clock: VirtualClock, state: str) -> None:
    draft = written(colleagues(1), clock=clock)
    Mailbox.objects.update(state=state)
    with pytest.raises(Refused) as no:
        send(draft, clock)
    assert (no.value.field, Action.objects.count()) == ("mailbox_id", 0)


def test_a_moment_that_has_passed_is_refused(clock: VirtualClock) -> None:
    draft = written(colleagues(1), clock=clock, send_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(Refused) as no:
        send(draft, clock)
    assert no.value.field == "send_at"


def test_who_may_not_be_written_to_is_named_with_the_reason_and_the_others_get_it(clock: VirtualClock) -> None:
    free, silent, returned = people = colleagues(3)
    suppress(Kind.EMAIL, silent.email, reason=Reason.ASKED, source="test", now=clock.now())
    Contact.objects.filter(id=returned.id).update(email_state=EmailState.HARD_BOUNCE)
    with SmtpPeer() as peer:
        draft = written(people, clock=clock, mailbox=from_peer(peer))
        with pytest.raises(NotToEverybody) as no:
            send(draft, clock)
        assert {held.contact_id: held.reasons[0].code for held in no.value.held} == {
            silent.id: "suppressed",
            returned.id: "bounced",
        }
        assert not Action.objects.exists()
        send(draft, clock, others_too=True)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        assert [email.message_from_bytes(raw)["To"] for raw in peer.messages] == [f"{free.name} <{free.email}>"]
    told = Event.objects.filter(kind="outreach.letter_refused").values_list("contact_id", "data")
    assert dict(told) == {silent.id: {"reasons": ["suppressed"]}, returned.id: {"reasons": ["bounced"]}}


def test_a_message_without_anybody_who_may_receive_it_stays_a_draft(clock: VirtualClock) -> None:
    person = colleagues(1)[0]
    draft = written([person], clock=clock)
    mark_left([person.id], now=clock.now())
    with pytest.raises(NotToEverybody):
        send(draft, clock, others_too=True)
    assert (Draft.objects.get().handed_at, Action.objects.count()) == (None, 0)


def test_a_fact_that_one_of_them_lacks_is_said_of_that_one(clock: VirtualClock) -> None:
    known, unknown = people = [*colleagues(1), make_contact(first_name="")]
    Contact.objects.filter(id=unknown.id).update(company=known.company)
    draft = written(people, clock=clock)
    with pytest.raises(NotToEverybody) as no:
        send(draft, clock)
    assert [(held.contact_id, held.reasons[0].code) for held in no.value.held] == [(unknown.id, "missing_variable")]


def test_who_objects_between_the_button_and_the_hour_receives_nothing(clock: VirtualClock) -> None:
    person = colleagues(1)[0]
    with SmtpPeer() as peer:
        draft = written([person], clock=clock, mailbox=from_peer(peer), send_at=clock.now() + timedelta(hours=2))
        send(draft, clock)
        suppress(Kind.EMAIL, person.email, reason=Reason.ASKED, source="test", now=clock.now())
        clock.advance(timedelta(hours=2))
        turns(draft.mailbox, clock)
        assert peer.messages == []
    assert Event.objects.filter(kind="outreach.letter_refused", contact_id=person.id).count() == 1


def test_what_was_refused_is_written_again_and_sent_without_a_second_one_to_the_others(clock: VirtualClock) -> None:
    known, unknown = people = [*colleagues(1), make_contact(first_name="")]
    Contact.objects.filter(id=unknown.id).update(company=known.company)
    with SmtpPeer() as peer:
        draft = written(people, clock=clock, mailbox=from_peer(peer))
        send(draft, clock, others_too=True)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        take_up(draft.id, by=draft.author_id, now=clock.now())
        Contact.objects.filter(id=unknown.id).update(first_name="Inès")
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
        assert len(peer.messages) == 2
        assert unknown.email in email.message_from_bytes(peer.messages[1])["To"]


def test_the_cap_and_the_distance_of_the_mailbox_hold_for_messages_by_hand(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = written(colleagues(4), clock=clock, mailbox=from_peer(peer, spacing_s=90, daily_cap=2))
        send(draft, clock)
        for _ in range(20):
            clock.advance(timedelta(seconds=45))
            turns(draft.mailbox, clock)
        assert len(peer.messages) == 2
    waiting = Action.objects.filter(state=State.PLANNED)
    assert all("daily_cap" in {reason["code"] for reason in action.reasons} for action in waiting)
    assert len(waiting) == 2


def test_a_server_that_refuses_the_message_is_told_on_the_timeline(clock: VirtualClock) -> None:
    with SmtpPeer({"RCPT": "550 5.1.1 no such user"}) as peer:
        draft = written(colleagues(1), clock=clock, mailbox=from_peer(peer))
        send(draft, clock)
        after_the_undo(clock)
        turns(draft.mailbox, clock)
    assert Action.objects.get().state == State.FAILED
    assert "mail.failed" in kinds()
    assert "outreach.letter_refused" not in kinds()
