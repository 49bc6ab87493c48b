"""Issues over real SMTP: handed over, sent, taken back."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from email.message import Message as Mail
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.newsletters.writing import NINE, box, make_issue, make_newsletter, subscribed, turns
from tests.outreach.running import contacts

from filon.actions.models import Action
from filon.actions.states import State
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Conflict, Refused
from filon.mail.models import Message
from filon.outreach.newsletters import operations
from filon.outreach.newsletters.models import Subscription
from filon.outreach.newsletters.states import Ended, IssueState
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def body_of(mail: Mail) -> str:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_co_123_everybody_who_subscribed_receives_the_issue_once(clock: VirtualClock) -> None:
    newsletter, people = make_newsletter(), contacts(3)
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, people, mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter)
        assert operations.plan_issue(issue.id, now=clock.now()) == 3
        assert turns(mailbox, clock) == 3  # decided: the day is not open yet
        assert not peer.messages
        clock.advance(NINE)
        turns(mailbox, clock)
        assert sorted(email.message_from_bytes(m)["To"] for m in peer.messages) == sorted(
            f"{p.first_name} {p.last_name} <{p.email}>" for p in people
        )
    issue.refresh_from_db()
    assert (issue.state, issue.sent_at) == (IssueState.SENT, clock.now())
    event = Event.objects.get(kind="outreach.issue_sent", origin_id=newsletter.id)
    assert (event.data["sent"], event.data["not_sent"]) == (3, 0)


def test_co_124_each_mail_has_a_way_out_of_this_newsletter(clock: VirtualClock) -> None:
    newsletter, other = make_newsletter(name="L’atelier"), make_newsletter()
    person = make_contact()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        for each in (newsletter, other):
            subscribed(each, [person], mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter)
        operations.plan_issue(issue.id, now=clock.now())
        clock.advance(NINE)
        turns(mailbox, clock)
        mail = email.message_from_bytes(peer.messages[0])
    link = mail["List-Unsubscribe"].strip("<>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in body_of(mail)
    assert "« L’atelier »" in body_of(mail)
    path = link.removeprefix(settings.PUBLIC_URL)
    assert "L’atelier" in Client().get(path).content.decode()
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    left = Subscription.objects.get(newsletter=newsletter)
    assert (left.ended_why, Subscription.objects.get(newsletter=other).ended_at) == (Ended.RECIPIENT, None)
    kinds = Event.objects.filter(contact_id=person.id, kind__contains="unsub").values_list("kind", flat=True)
    assert list(kinds) == ["outreach.newsletter_unsubscribed"]


def test_co_124_the_other_scope_leaves_everything(clock: VirtualClock) -> None:
    newsletter, other, person = make_newsletter(), make_newsletter(), make_contact()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        for each in (newsletter, other):
            subscribed(each, [person], mailbox=mailbox, now=clock.now())
        operations.plan_issue(make_issue(newsletter).id, now=clock.now())
        operations.plan_issue(make_issue(other).id, now=clock.now(), at=clock.now() + timedelta(days=1))
        clock.advance(NINE)
        turns(mailbox, clock)
        link = email.message_from_bytes(peer.messages[0])["List-Unsubscribe"].strip("<>")
    Client().post(link.removeprefix(settings.PUBLIC_URL), {"portee": "tout"})
    assert not Subscription.objects.filter(ended_at=None).exists()
    assert not Action.objects.filter(state=State.PLANNED).exists()


def test_planning_twice_is_refused_and_sends_nothing_twice(clock: VirtualClock) -> None:
    newsletter = make_newsletter()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, contacts(2), mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter)
        operations.plan_issue(issue.id, now=clock.now())
        with pytest.raises(Conflict):
            operations.plan_issue(issue.id, now=clock.now())
        clock.advance(NINE)
        turns(mailbox, clock)
        with pytest.raises(Conflict):
            operations.plan_issue(issue.id, now=clock.now())
        turns(mailbox, clock)
        assert len(peer.messages) == 2


def test_what_is_cancelled_before_it_leaves_is_a_draft_that_can_be_sent_later(clock: VirtualClock) -> None:
    newsletter = make_newsletter()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, contacts(2), mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter)
        operations.plan_issue(issue.id, now=clock.now(), at=clock.now() + timedelta(hours=3))
        assert operations.cancel_issue(issue.id, now=clock.now()) is True
        clock.advance(timedelta(hours=4))
        assert turns(mailbox, clock) == 0
        issue.refresh_from_db()
        assert issue.state == IssueState.DRAFT
        operations.plan_issue(issue.id, now=clock.now())
        turns(mailbox, clock)
        assert len(peer.messages) == 2
    assert Action.objects.filter(state=State.CANCELLED).count() == 2


def test_what_has_begun_to_leave_is_stopped_for_good(clock: VirtualClock) -> None:
    newsletter = make_newsletter()
    with SmtpPeer() as peer:
        first, second = box(peer), box(peer)
        subscribed(newsletter, contacts(1), mailbox=first, now=clock.now())
        subscribed(newsletter, contacts(2), mailbox=second, now=clock.now())
        issue = make_issue(newsletter)
        operations.plan_issue(issue.id, now=clock.now())
        clock.advance(NINE)
        turns(first, clock)
        assert operations.cancel_issue(issue.id, now=clock.now()) is False
        turns(second, clock)
        assert len(peer.messages) == 1
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT
    with pytest.raises(Conflict):
        operations.cancel_issue(issue.id, now=clock.now())


def test_co_122_nothing_is_sent_by_a_newsletter_that_is_not_active(clock: VirtualClock) -> None:
    newsletter, mailbox = make_newsletter(), box()
    subscribed(newsletter, contacts(1), mailbox=mailbox, now=clock.now())
    issue, later = make_issue(newsletter), make_issue(newsletter)
    operations.plan_issue(later.id, now=clock.now(), at=clock.now() + timedelta(days=1))
    assert operations.deactivate(newsletter.id, now=clock.now()) == 1
    with pytest.raises(Refused, match="Activez"):
        operations.plan_issue(issue.id, now=clock.now())
    with pytest.raises(Refused, match="Activez"):
        operations.subscribe(newsletter.id, [make_contact().id], mailbox_id=mailbox.id, now=clock.now())
    later.refresh_from_db()
    assert later.state == IssueState.DRAFT
    assert not Action.objects.filter(state=State.PLANNED).exists()
    assert operations.activate(newsletter.id, now=clock.now())
    assert operations.plan_issue(issue.id, now=clock.now()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"body": "Bonjour XX Nom XX"}, "Complétez"),
        ({"body": "Bonjour {{ prenm }}"}, "prenm"),
        ({"subject": " "}, "objet"),
    ],
)
def test_an_issue_that_is_not_ready_is_not_sent(clock: VirtualClock, words: dict[str, str], said: str) -> None:
    newsletter = make_newsletter()
    subscribed(newsletter, contacts(1), mailbox=box(), now=clock.now())
    issue = make_issue(newsletter, **words)
    with pytest.raises(Refused, match=said):
        operations.plan_issue(issue.id, now=clock.now())
    issue.refresh_from_db()
    assert (issue.state, Action.objects.count()) == (IssueState.DRAFT, 0)


def test_who_lacks_what_the_text_says_is_told_and_the_others_receive_it(clock: VirtualClock) -> None:
    newsletter = make_newsletter()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, [make_contact(city="Lyon"), make_contact(city="")], mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter, body="À {{ ville }}, du neuf.")
        operations.plan_issue(issue.id, now=clock.now())
        clock.advance(NINE)
        turns(mailbox, clock)
        assert len(peer.messages) == 1
    refused = Action.objects.get(state=State.SKIPPED)
    assert refused.reasons == [{"code": "missing_variable", "variables": ["city"]}]
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT


def test_nothing_leaves_outside_its_hours_and_days(clock: VirtualClock) -> None:
    newsletter = make_newsletter(days=[1], first_hour=14, last_hour=15)
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, contacts(1), mailbox=mailbox, now=clock.now())
        operations.plan_issue(make_issue(newsletter).id, now=clock.now())
        turns(mailbox, clock)
        assert Action.objects.get().due_at == paris(2026, 11, 24, 14)
        clock.move_to(paris(2026, 11, 24, 14))
        turns(mailbox, clock)
        assert len(peer.messages) == 1


def test_planning_costs_the_same_for_three_people_as_for_three_hundred(clock: VirtualClock) -> None:
    counted = []
    for amount in (3, 300):
        newsletter = make_newsletter()
        subscribed(newsletter, contacts(amount), mailbox=box(), now=clock.now())
        issue = make_issue(newsletter)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert operations.plan_issue(issue.id, now=clock.now()) == amount
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12


def test_a_reply_does_not_end_the_subscription(clock: VirtualClock) -> None:
    newsletter, person = make_newsletter(), make_contact()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
        operations.plan_issue(make_issue(newsletter).id, now=clock.now())
        clock.advance(NINE)
        turns(mailbox, clock)
    sent = Message.objects.get()
    assert (sent.origin_id, sent.contact_id) == (newsletter.id, person.id)
    assert Subscription.objects.get().ended_at is None
