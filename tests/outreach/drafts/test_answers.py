"""What comes of a message written by hand: an answer, a way out, a sequence that ends, the page that says why."""

from __future__ import annotations

import email
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import make_contact
from tests.mail.links.following import FIREFOX, counting
from tests.mail.peers import SmtpPeer
from tests.outreach.drafts.writing import after_the_undo, from_peer, turns, written
from tests.outreach.running import launched

from filon.actions.models import Action
from filon.actions.states import State
from filon.actions.why import explain
from filon.consent.queries import Target, is_suppressed
from filon.crm.models import Contact, Opportunity
from filon.crm.states import Automation
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery.operations import consider_sent, send_again
from filon.mail.inbox.receiving import receive
from filon.mail.links.operations import judge
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MessageState
from filon.outreach.drafts.jobs import end_sequences
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.operations import hand_over
from filon.outreach.leaving import Link, unsubscribe
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import EnrolmentState
from filon.tenants.models import Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def sent(person: Contact, peer: SmtpPeer, clock: VirtualClock, **fields: object) -> Draft:
    draft = written([person], clock=clock, mailbox=from_peer(peer), **fields)
    hand_over(draft.id, by=draft.author_id, now=clock.now())
    after_the_undo(clock)
    turns(draft.mailbox, clock)
    return draft


def answer(raw: bytes, person: Contact) -> bytes:
    ours, reply = email.message_from_bytes(raw), EmailMessage()
    reply["From"], reply["To"], reply["Subject"] = person.email, ours["From"], f"Re: {ours['Subject']}"
    reply["Message-ID"], reply["In-Reply-To"] = "<answer@client.example>", ours["Message-ID"]
    reply.set_content("Oui, jeudi à dix heures.")
    return bytes(reply)


def in_a_campaign(person: Contact, clock: VirtualClock) -> Campaign:
    return launched([person], peer=None, now=clock.now())


def test_an_answer_is_found_in_its_thread_and_hands_the_company_over(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = in_a_campaign(person, clock)
    with SmtpPeer() as peer:
        draft = sent(person, peer, clock)
        receive(mailbox=draft.mailbox, raw=answer(peer.messages[0], person), now=clock.now())
    ours, theirs = Message.objects.get(direction=Direction.OUT), Message.objects.get(direction=Direction.IN)
    assert (theirs.thread_id, theirs.in_reply_to) == (ours.thread_id, ours.message_id)
    assert Event.objects.get(kind="mail.replied").company_id == person.company_id
    assert Opportunity.objects.get(origin_id=campaign.id).automation == Automation.OFF
    assert Action.objects.get(origin_id=campaign.id).state == State.CANCELLED


def test_a_message_by_hand_leaves_although_the_robot_is_off_and_leaves_the_sequence_alone(clock: VirtualClock) -> None:
    person = make_contact()
    in_a_campaign(person, clock)
    Opportunity.objects.update(automation=Automation.OFF)
    with SmtpPeer() as peer:
        sent(person, peer, clock)
        assert len(peer.messages) == 1
    assert Enrolment.objects.get().state == EnrolmentState.WAITING


def test_who_wishes_so_ends_the_sequence_when_the_message_leaves_and_not_before(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = in_a_campaign(person, clock)
    with SmtpPeer() as peer:
        draft = written([person], clock=clock, mailbox=from_peer(peer), ends_sequences=True)
        hand_over(draft.id, by=draft.author_id, now=clock.now())
        assert Enrolment.objects.get().state == EnrolmentState.WAITING
        after_the_undo(clock)
        turns(draft.mailbox, clock)
    end_sequences(draft_id=draft.id, contact_id=person.id)
    end_sequences(draft_id=draft.id, contact_id=person.id)
    assert Enrolment.objects.get().state == EnrolmentState.STOPPED
    assert Action.objects.get(origin_id=campaign.id).state == State.CANCELLED
    assert Event.objects.filter(kind="outreach.contact_disengaged").count() == 1


def test_the_way_out_of_a_message_by_hand_leads_out_of_everything(clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        draft = sent(person, peer, clock)
    action = Action.objects.get(origin_id=draft.id)
    unsubscribe(Link(current_workspace(), action.id), everywhere=False, now=clock.now())
    assert is_suppressed(Target(person.id, email=person.email))
    assert Event.objects.get(kind="outreach.unsubscribed").data == {"everywhere": True}


def test_art_14_the_first_message_by_hand_tells_where_the_data_come_from_and_the_next_does_not(
    clock: VirtualClock,
) -> None:
    person = make_contact(source="Salon de Lyon")
    with SmtpPeer() as peer:
        sent(person, peer, clock)
        sent(person, peer, clock)
    first, second = Message.objects.order_by("at").values_list("text", flat=True)
    assert "Salon de Lyon" in first
    assert "Salon de Lyon" not in second


def test_co_95_co_96_what_is_counted_of_a_message_by_hand_stands_on_the_timeline(
    workspace: Workspace, clock: VirtualClock
) -> None:
    counting(workspace)
    person = make_contact()
    with SmtpPeer() as peer:
        sent(person, peer, clock, body="Bonjour, voici [notre offre](https://maison.example/offre)")
        mail = email.message_from_bytes(peer.messages[0], policy=SMTP)
        page = mail.get_body(("html",)).get_content()
        receive(mailbox=Mailbox.objects.get(), raw=answer(peer.messages[0], person), now=clock.now())
    counted = page.partition(f'href="{settings.PUBLIC_URL}/lien/')[2].partition('"')[0].replace("&amp;", "&")
    Message.objects.update(at=SystemClock().now() - timedelta(minutes=5))
    answered = Client().get(f"/lien/{counted}", headers={"User-Agent": FIREFOX})
    assert answered["Location"] == "https://maison.example/offre"
    judge(Message.objects.get(direction=Direction.OUT).id, now=SystemClock().now() + timedelta(seconds=9))
    told = Event.objects.filter(company_id=person.company_id, kind__startswith="mail.")
    assert sorted(told.values_list("kind", flat=True)) == ["mail.clicked", "mail.replied", "mail.sent"]


def test_the_page_that_says_why_names_a_planned_message_and_its_moment(clock: VirtualClock) -> None:
    person, at = make_contact(), clock.now() + timedelta(days=2)
    draft = written([person], clock=clock, send_at=at)
    hand_over(draft.id, by=draft.author_id, now=clock.now())
    known = explain(person.id, now=clock.now())
    assert [(a.origin_id, a.title, a.next_at) for a in known.answers] == [(draft.id, "E-mail « Votre atelier »", at)]


@pytest.mark.parametrize(("settle", "sent_in_all"), [(consider_sent, 1), (send_again, 2)])
def test_a_doubt_about_a_message_by_hand_is_settled_by_somebody(clock, settle, sent_in_all: int) -> None:
    person = make_contact()
    with SmtpPeer({"EOD": ["drop", "250 2.0.0 ok"]}) as peer:
        draft = sent(person, peer, clock)
        message = Message.objects.get()
        assert (message.state, Action.objects.get().state) == (MessageState.UNCERTAIN, State.UNCERTAIN)
        clock.advance(timedelta(hours=1))
        assert turns(draft.mailbox, clock) == 0
        settle(message.id, now=clock.now())
        turns(draft.mailbox, clock)
        assert sum("DATA" in " ".join(heard) for heard in peer.heard) == sent_in_all
    assert Action.objects.get().state == State.DONE
