"""What users do with what came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.factories import MADE_AT, make_contact, make_mailbox, make_member

from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.mail.inbox.operations import handle, reopen
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MailKind, MessageState
from filon.tenants.models import Workspace
from filon.timeline.models import Event


@pytest.fixture
def mailbox(workspace: Workspace) -> Iterator[Mailbox]:
    return make_mailbox()


def received(contact: Contact | None, mailbox: Mailbox, *, kind: str = MailKind.HUMAN, hours: int = 0) -> Message:
    return Message.objects.create(
        mailbox=mailbox, direction=Direction.IN, state=MessageState.RECEIVED, kind=kind, contact=contact,
        company_id=contact.company_id if contact else None, at=MADE_AT + timedelta(hours=hours),
        message_id=f"{kind}{hours}{contact.id if contact else ''}@client.example",
    )  # fmt: skip


def waiting() -> set[object]:
    return set(Message.objects.filter(handled_at=None).values_list("id", flat=True))


def test_all_that_a_person_wrote_until_then_is_handled_at_once(
    workspace: Workspace, mailbox: Mailbox, clock: VirtualClock
) -> None:
    user, jeanne = make_member(workspace).user, make_contact()
    first, second = received(jeanne, mailbox), received(jeanne, mailbox, kind=MailKind.CALENDAR, hours=1)
    later, other = received(jeanne, mailbox, hours=2), received(make_contact(), mailbox)
    filter_of_hers = received(jeanne, mailbox, kind=MailKind.CHALLENGE)
    assert handle(second.id, now=clock.now(), by=user.pk) == 2
    assert waiting() == {later.id, other.id, filter_of_hers.id}
    first.refresh_from_db()
    assert (first.handled_at, first.handled_by) == (clock.now(), user)
    event = Event.objects.get(kind="mail.handled")
    assert (event.contact_id, event.actor_id, event.data["count"]) == (jeanne.id, user.pk, 2)


def test_what_a_colleague_handled_is_not_told_twice(mailbox: Mailbox, clock: VirtualClock) -> None:
    message = received(make_contact(), mailbox)
    assert handle(message.id, now=clock.now()) == 1
    assert handle(message.id, now=clock.now() + timedelta(minutes=1)) == 0
    assert Event.objects.filter(kind="mail.handled").count() == 1
    assert Message.objects.get().handled_at == clock.now()


def test_undo_puts_back_what_that_gesture_settled_and_no_more(mailbox: Mailbox, clock: VirtualClock) -> None:
    jeanne = make_contact()
    old = received(jeanne, mailbox)
    handle(old.id, now=clock.now())
    one, two = received(jeanne, mailbox, hours=1), received(jeanne, mailbox, hours=2)
    handle(two.id, now=clock.now() + timedelta(hours=1))
    assert reopen(two.id, now=clock.now()) == 2
    assert waiting() == {one.id, two.id}
    assert reopen(two.id, now=clock.now()) == 0
    assert Event.objects.filter(kind="mail.reopened").count() == 1


def test_mail_of_an_unknown_person_is_handled_alone(mailbox: Mailbox, clock: VirtualClock) -> None:
    one, two = received(None, mailbox), received(None, mailbox, hours=1)
    assert handle(two.id, now=clock.now()) == 1
    assert waiting() == {one.id}


@pytest.mark.parametrize("kind", [MailKind.AUTO_REPLY, MailKind.BOUNCE_HARD])
def test_mail_of_machines_is_not_for_a_person(mailbox: Mailbox, clock: VirtualClock, kind: str) -> None:
    message = received(make_contact(), mailbox, kind=kind)
    with pytest.raises(Message.DoesNotExist):
        handle(message.id, now=clock.now())
    assert waiting() == {message.id}
