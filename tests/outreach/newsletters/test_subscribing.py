"""Who is put on the list of a newsletter and taken off it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.factories import MADE_AT, make_company, make_contact, make_mailbox
from tests.mail.peers import SmtpPeer
from tests.outreach.newsletters.writing import NINE, box, make_issue, make_newsletter, subscribed, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm import operations as crm
from filon.crm.models import Contact
from filon.crm.states import ContactStatus, EmailState
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.mail.states import MailboxState
from filon.outreach.newsletters import operations
from filon.outreach.newsletters.models import Newsletter, Subscription
from filon.outreach.newsletters.states import Ended, IssueState
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def active(newsletter: Newsletter) -> set[object]:
    rows = Subscription.objects.filter(newsletter=newsletter, ended_at=None)
    return set(rows.values_list("contact_id", flat=True))


def test_co_127_who_may_not_be_written_to_is_left_out_and_told_why(clock: VirtualClock) -> None:
    newsletter, mailbox = make_newsletter(), box()
    opposed = make_contact()
    crm.opt_out(opposed.id, reason=Reason.USER, now=clock.now())
    people = [
        make_contact(),
        make_contact(email=""),
        make_contact(status=ContactStatus.LEFT),
        make_contact(email_state=EmailState.HARD_BOUNCE),
        opposed,
    ]
    done = operations.subscribe(newsletter.id, [p.id for p in people], mailbox_id=mailbox.id, now=clock.now())
    assert (done.fresh, done.already) == (1, 0)
    assert dict(done.left_out) == {"no_email": 1, "contact_left": 1, "bounced": 1, "suppressed": 1}
    assert active(newsletter) == {people[0].id}


def test_subscribing_twice_is_the_same_as_once(clock: VirtualClock) -> None:
    newsletter, mailbox, person = make_newsletter(), box(), make_contact()
    for expected in ((1, 0), (0, 1)):
        done = operations.subscribe(newsletter.id, [person.id], mailbox_id=mailbox.id, now=clock.now())
        assert (done.fresh, done.already) == expected
    assert Event.objects.filter(kind="outreach.newsletter_subscribed", contact_id=person.id).count() == 1


@pytest.mark.parametrize("state", [MailboxState.BROKEN, MailboxState.PAUSED, MailboxState.NEW])
def test_co_135_a_mailbox_that_is_not_synchronised_cannot_write(clock: VirtualClock, state: str) -> None:
    newsletter, mailbox = make_newsletter(), make_mailbox(state=state)
    with pytest.raises(Refused, match="pas synchronisée"):
        operations.subscribe(newsletter.id, [make_contact().id], mailbox_id=mailbox.id, now=clock.now())
    assert not Subscription.objects.exists()


def test_co_136_each_subscriber_is_written_to_from_the_mailbox_that_was_chosen(clock: VirtualClock) -> None:
    newsletter, people = make_newsletter(), [make_contact(), make_contact()]
    with SmtpPeer() as peer:
        boxes = [box(peer), box(peer)]
        for person, mailbox in zip(people, boxes, strict=True):
            subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
        operations.plan_issue(make_issue(newsletter).id, now=clock.now())
        assert dict(Action.objects.values_list("subject_id", "lane_id")) == {
            person.id: mailbox.id for person, mailbox in zip(people, boxes, strict=True)
        }
        assert operations.change_sender(newsletter.id, [people[1].id], mailbox_id=boxes[0].id) == 1
        clock.advance(NINE)
        turns(boxes[0], clock)
        assert len(peer.messages) == 2


def test_co_123_who_subscribes_later_receives_the_next_issue_and_not_the_last(clock: VirtualClock) -> None:
    newsletter, first, later = make_newsletter(), make_contact(), make_contact()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, [first], mailbox=mailbox, now=clock.now())
        operations.plan_issue(make_issue(newsletter, subject="Le premier").id, now=clock.now())
        clock.advance(NINE)
        turns(mailbox, clock)
        second = make_issue(newsletter, subject="Le second")
        operations.plan_issue(second.id, now=clock.now(), at=clock.now() + timedelta(hours=2))
        subscribed(newsletter, [later], mailbox=mailbox, now=clock.now())
        clock.advance(timedelta(hours=2))
        turns(mailbox, clock)
        received = [later.email.encode() in message for message in peer.messages]
    assert received.count(True) == 1
    assert len(received) == 3


def test_co_133_nothing_leaves_for_who_was_taken_off_and_a_click_undoes_it(clock: VirtualClock) -> None:
    newsletter, person, other = make_newsletter(), make_contact(), make_contact()
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, [person, other], mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter)
        operations.plan_issue(issue.id, now=clock.now())
        gone = operations.unsubscribe([person.id], why=Ended.USER, now=clock.now(), newsletter_id=newsletter.id)
        assert gone == [person.id]
        assert Action.objects.get(subject_id=person.id).reasons == [{"code": "left_newsletter"}]
        subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
        operations.unsubscribe([other.id], why=Ended.USER, now=clock.now())
        clock.advance(NINE)
        turns(mailbox, clock)
        assert len(peer.messages) == 1
        assert person.email.encode() in peer.messages[0]
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT


def test_who_left_by_the_link_comes_back_only_if_they_asked(clock: VirtualClock) -> None:
    newsletter, mailbox, person = make_newsletter(), box(), make_contact()
    subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
    crm.opt_out(person.id, reason=Reason.UNSUBSCRIBED, now=clock.now(), origin_id=newsletter.id)
    assert not active(newsletter)
    done = operations.subscribe(newsletter.id, [person.id], mailbox_id=mailbox.id, now=clock.now())
    assert (done.fresh, done.left_out) == (0, (("suppressed", 1),))
    clock.advance(timedelta(hours=2))
    again = operations.subscribe_again(newsletter.id, person.id, mailbox_id=mailbox.id, now=clock.now())
    assert (again.fresh, active(newsletter)) == (1, {person.id})


def _left(person: Contact, clock: VirtualClock) -> None:
    crm.mark_left([person.id], now=clock.now())


def _bounced(person: Contact, clock: VirtualClock) -> None:
    crm.remove_email(person.id, reason="bounce", now=clock.now())


def _opposed(person: Contact, clock: VirtualClock) -> None:
    crm.opt_out(person.id, reason=Reason.USER, now=clock.now())


@pytest.mark.parametrize(("what", "why"), [(_left, Ended.LEFT), (_bounced, Ended.BOUNCED), (_opposed, Ended.OPPOSED)])
def test_what_happens_to_the_person_ends_their_subscriptions(
    clock: VirtualClock, what: Callable[[Contact, VirtualClock], None], why: Ended
) -> None:
    newsletter, mailbox, person = make_newsletter(), box(), make_contact()
    subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
    operations.plan_issue(make_issue(newsletter).id, now=clock.now(), at=clock.now() + timedelta(days=1))
    what(person, clock)
    ended = Subscription.objects.get()
    assert (ended.ended_at, ended.ended_why) == (clock.now(), why)
    assert Action.objects.get().state == State.CANCELLED
    event = Event.objects.get(kind="outreach.newsletter_unsubscribed", contact_id=person.id)
    assert event.data == {"why": why}


def test_a_click_that_is_taken_back_gives_the_subscription_back(clock: VirtualClock) -> None:
    newsletter, mailbox, person = make_newsletter(), box(), make_contact()
    subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
    operations.plan_issue(make_issue(newsletter).id, now=clock.now(), at=clock.now() + timedelta(days=1))
    crm.mark_left([person.id], now=clock.now())
    crm.restore([person.id], now=clock.now())
    assert active(newsletter) == {person.id}
    assert Action.objects.get().state == State.PLANNED


def test_a_company_that_is_opposed_ends_the_subscription_when_the_policy_finds_out(clock: VirtualClock) -> None:
    company = make_company(siren="732829320")
    newsletter, mailbox, person = make_newsletter(), box(), make_contact(company=company)
    subscribed(newsletter, [person], mailbox=mailbox, now=clock.now())
    operations.plan_issue(make_issue(newsletter).id, now=clock.now())
    suppress(Kind.SIREN, "732829320", reason=Reason.ASKED, now=clock.now())
    clock.advance(NINE)
    turns(mailbox, clock)
    assert Subscription.objects.get().ended_why == Ended.OPPOSED
    assert Action.objects.get().state == State.SKIPPED


def test_a_mailbox_that_is_taken_away_leaves_its_subscribers_without_sender(clock: VirtualClock) -> None:
    newsletter, person = make_newsletter(), make_contact()
    old, new = box(), box()
    subscribed(newsletter, [person], mailbox=old, now=clock.now())
    old.delete()
    issue = make_issue(newsletter)
    with pytest.raises(Refused, match="Personne"):
        operations.plan_issue(issue.id, now=clock.now())
    operations.change_sender(newsletter.id, [person.id], mailbox_id=new.id)
    assert operations.plan_issue(issue.id, now=clock.now()) == 1


def test_nobody_else_s_list_is_touched(clock: VirtualClock) -> None:
    mine, other, mailbox, person = make_newsletter(), make_newsletter(), box(), make_contact()
    for each in (mine, other):
        subscribed(each, [person], mailbox=mailbox, now=clock.now())
    operations.unsubscribe([person.id], why=Ended.USER, now=clock.now(), newsletter_id=mine.id)
    assert (active(mine), active(other)) == (set(), {person.id})
    assert Subscription.objects.get(newsletter=mine).subscribed_at > MADE_AT
