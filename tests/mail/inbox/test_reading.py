from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.factories import make_contact, make_mailbox, make_sent
from tests.mail.corpus import build

from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import ARCHIVE, INBOX, SENT, MemoryStore
from filon.kernel.clock import SystemClock
from filon.mail.inbox.reading import MailboxRef, read_due, read_one, readable
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MailboxState, Security, Trouble
from filon.tenants.models import Workspace
from filon.timeline.models import Event

PASSWORD = "secret"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore({build.US_ADDRESS: PASSWORD})


@pytest.fixture
def mailbox(workspace: Workspace, store: MemoryStore) -> Iterator[Mailbox]:
    with in_thread(store, Ports()) as ports:
        made = make_mailbox(
            email=build.US_ADDRESS,
            imap_host="127.0.0.1",
            imap_port=ports.imap,
            imap_security=Security.PLAIN,
            imap_user=build.US_ADDRESS,
            imap_password=PASSWORD,
        )
        make_sent(make_contact(email=build.THEM_ADDRESS), mailbox=made, message_id=build.SENT_KEY)
        yield made


def ref(mailbox: Mailbox) -> MailboxRef:
    return MailboxRef(mailbox.workspace_id, mailbox.id)


def received() -> list[str]:
    return list(Message.objects.filter(direction=Direction.IN).values_list("message_id", flat=True))


def answer(number: int) -> bytes:
    return build.answer(f"Réponse {number}.", Message_ID=f"<r{number}@fonderie-sud.example>")


def test_co_106_what_came_is_read_once(mailbox: Mailbox, store: MemoryStore) -> None:
    store.append(build.US_ADDRESS, INBOX, raw=answer(1))
    assert read_one(ref(mailbox)) == 1
    store.append(build.US_ADDRESS, INBOX, raw=answer(2))
    assert read_one(ref(mailbox), at_once=True) == 1
    assert sorted(received()) == ["r1@fonderie-sud.example", "r2@fonderie-sud.example"]


def test_a_co_31_an_answer_that_was_filed_away_is_found(mailbox: Mailbox, store: MemoryStore) -> None:
    store.append(build.US_ADDRESS, ARCHIVE, raw=answer(1))
    store.append(build.US_ADDRESS, SENT, raw=answer(2))
    assert read_one(ref(mailbox)) == 1
    assert received() == ["r1@fonderie-sud.example"]


def test_a_mailbox_read_a_moment_ago_waits_its_turn(mailbox: Mailbox, store: MemoryStore) -> None:
    read_one(ref(mailbox))
    store.append(build.US_ADDRESS, INBOX, raw=answer(1))
    assert read_due() == 0
    assert received() == []


def test_a_refused_password_breaks_the_mailbox_and_a_new_one_mends_it(mailbox: Mailbox, store: MemoryStore) -> None:
    Mailbox.objects.filter(id=mailbox.id).update(imap_password="faux")
    assert read_one(ref(mailbox)) == 0
    broken = Mailbox.objects.get(id=mailbox.id)
    assert (broken.state, broken.trouble) == (MailboxState.BROKEN, Trouble.READING)
    Mailbox.objects.filter(id=mailbox.id).update(imap_password=PASSWORD)
    read_one(ref(mailbox), at_once=True)
    assert Mailbox.objects.get(id=mailbox.id).state == MailboxState.CONNECTED


def test_when_it_broke_and_was_mended_is_told_in_the_time_of_the_workspace(
    mailbox: Mailbox, store: MemoryStore, workspace: Workspace
) -> None:
    Workspace.objects.filter(id=workspace.id).update(clock_offset=timedelta(days=30))
    moved_on = SystemClock().now() + timedelta(days=29)
    for password in ("faux", PASSWORD):
        Mailbox.objects.filter(id=mailbox.id).update(imap_password=password, checked_at=None)
        read_one(ref(mailbox), at_once=True)
        checked_at = Mailbox.objects.get(id=mailbox.id).checked_at
        assert checked_at is not None
        assert checked_at > moved_on
    told = Event.objects.filter(kind__in=("mail.mailbox_broken", "mail.mailbox_mended"))
    assert [event.at > moved_on for event in told] == [True, True]


def test_a_server_that_is_away_changes_nothing(mailbox: Mailbox) -> None:
    Mailbox.objects.filter(id=mailbox.id).update(imap_port=1)
    assert read_one(ref(mailbox)) == 0
    assert Mailbox.objects.get(id=mailbox.id).state == MailboxState.CONNECTED


def test_a_mail_that_is_no_mail_does_not_stop_the_next(mailbox: Mailbox, store: MemoryStore) -> None:
    store.append(build.US_ADDRESS, INBOX, raw=b"\x00\xff\r\n\r\n\x00" * 50)
    store.append(build.US_ADDRESS, INBOX, raw=answer(1))
    assert read_one(ref(mailbox)) == 1
    assert received() == ["r1@fonderie-sud.example"]


def test_only_mailboxes_with_imap_are_read(workspace: Workspace, mailbox: Mailbox) -> None:
    make_mailbox()
    assert [each.mailbox_id for each in readable()] == [mailbox.id]
