"""Who is told of people that join a newsletter and leave it."""

from __future__ import annotations

import pytest
from tests.factories import make_contact, make_member
from tests.notices.telling import told
from tests.outreach.newsletters.writing import box, make_newsletter, subscribed

from filon.kernel.clock import VirtualClock
from filon.notices.kinds import KINDS
from filon.notices.models import Notice
from filon.outreach.newsletters import operations
from filon.outreach.newsletters.events import NewsletterSubscribed, NewsletterUnsubscribed
from filon.outreach.newsletters.states import Ended
from filon.tenants.models import Member, Workspace

JOINED, LEFT = NewsletterSubscribed.kind, NewsletterUnsubscribed.kind


@pytest.fixture
def lea(workspace: Workspace) -> Member:
    return make_member(workspace)


def test_a_co_15_the_sender_is_told_who_joins_and_who_leaves(lea: Member, clock: VirtualClock) -> None:
    make_member(lea.workspace)
    newsletter, contact = make_newsletter(), make_contact()
    subscribed(newsletter, [contact], mailbox=box(owner=lea.user), now=clock.now())
    operations.unsubscribe([contact.id], why=Ended.RECIPIENT, now=clock.now())
    assert told(lea) == [(JOINED, True, ""), (LEFT, True, "")]
    assert Notice.objects.count() == 2
    assert {notice.company_id for notice in Notice.objects.all()} == {contact.company_id}


def test_nobody_is_told_of_what_they_do_themselves(lea: Member, clock: VirtualClock) -> None:
    mailbox, contact = box(owner=lea.user), make_contact()
    operations.subscribe(make_newsletter().id, [contact.id], mailbox_id=mailbox.id, now=clock.now(), by=lea.user_id)
    assert told(lea) == []


def test_many_who_join_at_once_are_one_notice(lea: Member, clock: VirtualClock) -> None:
    people = [make_contact() for _ in range(21)]
    subscribed(make_newsletter(), people, mailbox=box(owner=lea.user), now=clock.now())
    (notice,) = Notice.objects.all()
    assert KINDS[JOINED].tell(notice.data) == "21 inscriptions à une newsletter"
