"""A doubt is settled by looking where the provider files what it sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.factories import make_mailbox
from tests.mail.peers import DROP, SmtpPeer
from tests.outreach.running import contacts, launched, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import SENT, MemoryStore
from filon.kernel.clock import VirtualClock
from filon.mail.delivery.jobs import look_in_sent_folder
from filon.mail.delivery.queries import uncertain
from filon.mail.models import Mailbox, Message
from filon.mail.states import Security

pytestmark = pytest.mark.usefixtures("workspace")

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
ME = "lea@maison.example"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore({ME: "secret"})


@pytest.fixture
def mailbox(store: MemoryStore) -> Iterator[Mailbox]:
    with in_thread(store, Ports()) as ports:
        yield make_mailbox(
            email=ME,
            spacing_s=0,
            imap_host="127.0.0.1",
            imap_port=ports.imap,
            imap_security=Security.PLAIN,
            imap_user=ME,
            imap_password="secret",
        )


@pytest.fixture
def doubts(mailbox: Mailbox, clock: VirtualClock) -> list[Message]:
    with SmtpPeer({"EOD": DROP}) as silent:
        Mailbox.objects.update(smtp_port=silent.port)
        mailbox.refresh_from_db()
        campaign = launched(contacts(2), peer=None, mailbox=mailbox, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    return list(uncertain())


def test_what_is_among_the_sent_mails_was_sent_and_the_rest_stays_doubtful(
    doubts: list[Message], mailbox: Mailbox, store: MemoryStore
) -> None:
    found, unknown = doubts
    store.append(ME, SENT, raw=f"Message-ID: <{found.message_id}>\r\nSubject: x\r\n\r\nx\r\n".encode())
    look_in_sent_folder(mailbox_id=mailbox.id)
    assert [m.id for m in uncertain()] == [unknown.id]
    assert Action.objects.get(id=found.action_id).state == State.DONE
    assert Action.objects.get(state=State.PLANNED).subject_id == found.contact_id
    assert Action.objects.get(id=unknown.action_id).state == State.UNCERTAIN


def test_a_mailbox_that_cannot_be_read_settles_nothing(doubts: list[Message], mailbox: Mailbox) -> None:
    Mailbox.objects.update(imap_password="wrong")
    look_in_sent_folder(mailbox_id=mailbox.id)
    assert len(uncertain()) == len(doubts) == 2


def test_looking_again_changes_nothing(doubts: list[Message], mailbox: Mailbox, store: MemoryStore) -> None:
    for doubt in doubts:
        store.append(ME, SENT, raw=f"Message-ID: <{doubt.message_id}>\r\n\r\nx\r\n".encode())
    look_in_sent_folder(mailbox_id=mailbox.id)
    look_in_sent_folder(mailbox_id=mailbox.id)
    assert not uncertain().exists()
    assert Action.objects.filter(state=State.PLANNED).count() == 2
