from __future__ import annotations

import threading
from uuid import UUID

import pytest
from django.db import connection
from tests.factories import make_company, make_contact, make_mailbox, make_sent
from tests.mail.corpus import build

from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.mail.inbox.receiving import receive
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MessageState
from filon.tenants.models import Workspace
from filon.timeline.models import Event

HARD = build.dsn(
    "The following address failed.", build.recipient_block(build.THEM_ADDRESS, diagnostic="550 5.1.1 unknown")
)
ABSENT = build.answer("Je suis absent jusqu'au 4 décembre 2026 inclus.", Auto_Submitted="auto-replied")
REMOVE = build.answer("Bonjour, merci de me retirer de votre liste de diffusion.")


@pytest.fixture
def mailbox(workspace: Workspace) -> Mailbox:
    return make_mailbox(email=build.US_ADDRESS)


@pytest.fixture
def sent(mailbox: Mailbox) -> Message:
    contact = make_contact(email=build.THEM_ADDRESS)
    return make_sent(contact, mailbox=mailbox, message_id=build.SENT_KEY, subject=build.SUBJECT, origin_id=uuid7())


def test_ol_36_a_reply_is_kept_and_told(sent: Message, mailbox: Mailbox, clock: VirtualClock) -> None:
    kept = receive(mailbox=mailbox, raw=build.answer("Bonjour, appelez-moi mardi."), now=clock.now())
    assert kept is not None
    assert (kept.direction, kept.state, kept.kind) == (Direction.IN, MessageState.RECEIVED, "human")
    assert (kept.contact_id, kept.origin_id, kept.text.strip()) == (
        sent.contact_id,
        sent.origin_id,
        "Bonjour, appelez-moi mardi.",
    )
    event = Event.objects.get(kind="mail.replied")
    assert (event.contact_id, event.company_id, event.origin_id) == (sent.contact_id, sent.company_id, sent.origin_id)
    assert event.data == {"message_id": str(kept.id), "answers": str(sent.id), "from_contact": None}


@pytest.mark.parametrize(
    ("raw", "kind", "told"),
    [
        (HARD, "mail.bounced", {"hard": True, "status": "5.1.1"}),
        (ABSENT, "mail.auto_replied", {"return_on": "2026-12-05"}),
        (REMOVE, "mail.removal_requested", {}),
    ],
)
def test_a_machine_is_not_a_person(
    sent: Message, mailbox: Mailbox, clock: VirtualClock, raw: bytes, kind: str, told: dict[str, object]
) -> None:
    receive(mailbox=mailbox, raw=raw, now=clock.now())
    event = Event.objects.get(kind=kind)
    assert {key: event.data[key] for key in told} == told
    assert not Event.objects.filter(kind="mail.replied").exists()


def test_a_mail_read_twice_counts_once(sent: Message, mailbox: Mailbox, clock: VirtualClock) -> None:
    raw = build.answer("Oui, volontiers.")
    assert receive(mailbox=mailbox, raw=raw, now=clock.now()) is not None
    assert receive(mailbox=mailbox, raw=raw, now=clock.now()) is None
    assert Event.objects.filter(kind="mail.replied").count() == 1


def test_private_mail_leaves_no_trace(sent: Message, mailbox: Mailbox, clock: VirtualClock) -> None:
    raw = build.plain("On mange à midi ?", sender="Paul <paul@ami.example>", subject="Midi")
    assert receive(mailbox=mailbox, raw=raw, now=clock.now()) is None
    assert not Message.objects.filter(direction=Direction.IN).exists()
    assert not Event.objects.exists()


def test_our_own_mail_is_no_answer(sent: Message, mailbox: Mailbox, clock: VirtualClock) -> None:
    raw = build.answer("Je relance.", sender=build.US)
    assert receive(mailbox=mailbox, raw=raw, now=clock.now()) is None


def test_a_rewritten_message_id_is_matched_by_sender_and_subject(
    sent: Message, mailbox: Mailbox, clock: VirtualClock
) -> None:
    kept = receive(mailbox=mailbox, raw=build.plain("Intéressé.", In_Reply_To="<x@rewritten.example>"), now=clock.now())
    assert kept is not None
    assert kept.contact_id == sent.contact_id


def test_a_colleague_who_answers_is_named(sent: Message, mailbox: Mailbox, clock: VirtualClock) -> None:
    colleague = make_contact(email="paul@fonderie-sud.example", company=make_company())
    raw = build.answer("Jeanne m'a transmis votre message.", sender="Paul <paul@fonderie-sud.example>")
    receive(mailbox=mailbox, raw=raw, now=clock.now())
    event = Event.objects.get(kind="mail.replied")
    assert (event.contact_id, UUID(event.data["from_contact"])) == (sent.contact_id, colleague.id)


def test_a_mail_to_another_workspace_is_not_ours(mailbox: Mailbox, clock: VirtualClock) -> None:
    with scope(_other_workspace().id):
        make_sent(make_contact(email=build.THEM_ADDRESS), message_id=build.SENT_KEY)
    assert receive(mailbox=mailbox, raw=build.answer("Oui."), now=clock.now()) is None


def _other_workspace() -> Workspace:
    return Workspace.objects.create(name="Voisin", slug="voisin")


@pytest.mark.django_db(transaction=True)
def test_of_two_readers_of_one_mail_the_first_wins(workspace: Workspace, clock: VirtualClock) -> None:
    mailbox = make_mailbox(email=build.US_ADDRESS)
    make_sent(make_contact(email=build.THEM_ADDRESS), mailbox=mailbox, message_id=build.SENT_KEY)
    together, kept = threading.Barrier(2), []

    def read() -> None:
        with scope(workspace.id):
            together.wait()
            kept.append(receive(mailbox=mailbox, raw=build.answer("Oui."), now=clock.now()))
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(message is not None for message in kept) == 1
    assert Event.objects.filter(kind="mail.replied").count() == 1


def test_ol_24_a_challenge_keeps_the_link_to_answer_it(sent: Message, mailbox: Mailbox, clock: VirtualClock) -> None:
    text = "Votre message est en attente. Cliquez sur « Je ne suis pas un robot » :\n\nhttps://app.mailinblack.com/auth/9f33\n"
    raw = build.plain(text, sender="Jeanne Martin <noreply@mailinblack.com>", In_Reply_To=build.SENT_ID)
    kept = receive(mailbox=mailbox, raw=raw, now=clock.now())
    assert kept is not None
    assert (kept.kind, kept.verdict["url"]) == ("challenge", "https://app.mailinblack.com/auth/9f33")
    assert Event.objects.get(kind="mail.challenged").contact_id == sent.contact_id
