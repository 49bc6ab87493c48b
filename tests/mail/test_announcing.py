"""Who is told of what happens to mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import MADE_AT, make_contact, make_mailbox, make_manager, make_member, make_sent
from tests.mail.corpus import build
from tests.notices.telling import BROKEN, CLICK, OPEN, REPLY, told, wants

from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.ids import uuid7
from filon.mail.delivery.mailboxes import break_down
from filon.mail.events import MailClicked, MailOpened
from filon.mail.inbox.operations import handle
from filon.mail.inbox.receiving import receive
from filon.mail.models import Mailbox, Message
from filon.mail.states import Trouble
from filon.notices.kinds import KINDS
from filon.notices.models import Notice
from filon.tenants.models import Member, Workspace
from filon.timeline.events import publish


@pytest.fixture
def lea(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.fixture
def tom(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.fixture
def mailbox(lea: Member) -> Mailbox:
    return make_mailbox(email=build.US_ADDRESS, owner=lea.user)


@pytest.fixture
def sent(mailbox: Mailbox) -> Message:
    return make_sent(make_contact(email=build.THEM_ADDRESS), mailbox=mailbox, message_id=build.SENT_KEY)


def test_co_178_a_reply_is_told_to_the_sender_and_to_nobody_else(
    sent: Message, mailbox: Mailbox, lea: Member, tom: Member, clock: VirtualClock
) -> None:
    receive(mailbox=mailbox, raw=build.answer("Appelez-moi mardi."), now=clock.now())
    assert (told(lea), told(tom)) == ([(REPLY, True, "waiting")], [])
    notice = Notice.objects.get()
    assert (notice.contact_id, notice.company_id) == (sent.contact_id, sent.company_id)
    receive(mailbox=mailbox, raw=build.answer("Appelez-moi mardi."), now=clock.now())
    assert Notice.objects.count() == 1


def test_an_answer_that_is_dealt_with_is_dealt_with_under_the_flag_too(
    sent: Message, mailbox: Mailbox, lea: Member, tom: Member, clock: VirtualClock
) -> None:
    for turn, text in enumerate(["Appelez-moi mardi.", "Ou mercredi."]):
        raw = build.answer(text, Message_ID=f"<{turn}@client.example>")
        last = receive(mailbox=mailbox, raw=raw, now=clock.now() + timedelta(minutes=turn))
    assert last is not None
    now = clock.now() + timedelta(hours=1)
    handle(last.id, now=now, by=lea.user_id)
    assert list(Notice.objects.values_list("handled_at", flat=True)) == [now, now]


def test_co_178_a_click_and_an_open_too(sent: Message, lea: Member, tom: Member) -> None:
    wants(lea, OPEN, app=True)
    for event in (MailClicked(message_id=sent.id, link=0), MailOpened(message_id=sent.id)):
        publish(event, at=MADE_AT, contact_id=sent.contact_id, company_id=sent.company_id)
    assert (told(lea), told(tom)) == ([(CLICK, True, ""), (OPEN, True, "")], [])


def test_an_absence_or_a_bounce_is_no_reply(sent: Message, mailbox: Mailbox, lea: Member, clock: VirtualClock) -> None:
    absent = build.answer("Je suis absent jusqu'au 4 décembre 2026.", Auto_Submitted="auto-replied")
    receive(mailbox=mailbox, raw=absent, now=clock.now())
    assert told(lea) == []


def test_mail_of_a_mailbox_without_an_owner_is_told_to_nobody(lea: Member) -> None:
    message = make_sent(make_contact())
    publish(MailClicked(message_id=message.id, link=0), at=MADE_AT)
    publish(MailClicked(message_id=uuid7(), link=0), at=MADE_AT)
    assert not Notice.objects.exists()


def test_co_179_the_owner_of_a_broken_mailbox_is_told_at_once_and_once(mailbox: Mailbox, lea: Member) -> None:
    make_manager(lea.workspace)
    now = SystemClock().now()
    for minutes in (0, 5):
        break_down(mailbox.id, trouble=Trouble.AUTH, detail="535", now=now + timedelta(minutes=minutes))
    assert [(notice.user_id, notice.kind) for notice in Notice.objects.all()] == [(lea.user_id, BROKEN)]
    assert KINDS[BROKEN].tell(Notice.objects.get().data).startswith("Boîte mail désynchronisée : ")


def test_co_179_a_mailbox_without_an_owner_is_for_the_managers(workspace: Workspace, lea: Member) -> None:
    boss = make_manager(workspace)
    break_down(make_mailbox().id, trouble=Trouble.CONNECTION, detail="", now=MADE_AT)
    assert (told(boss), told(lea)) == ([(BROKEN, True, "waiting")], [])
