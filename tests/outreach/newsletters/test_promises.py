"""What holds whatever happens in which order: nobody receives an issue twice, nobody who left receives one."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.elsewhere import Elsewhere
from tests.outreach.newsletters.writing import NINE, box, make_issue, make_newsletter, subscribed, turns
from tests.outreach.running import contacts

from filon.actions import recovery, scheduler
from filon.actions.lanes import LaneRef
from filon.actions.models import Action
from filon.actions.policy import FOR_GOOD
from filon.actions.states import State
from filon.consent.states import Reason
from filon.crm import operations as crm
from filon.crm.models import Contact
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery import journals
from filon.mail.journal import Journal
from filon.mail.models import Mailbox
from filon.outreach.channel import EmailChannel
from filon.outreach.newsletters import operations
from filon.outreach.newsletters.models import Issue, Newsletter, Subscription
from filon.outreach.newsletters.origin import WHY
from filon.outreach.newsletters.states import Ended, IssueState
from filon.tenants.models import Workspace

PEOPLE = 3
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["subscribe", "unsubscribe", "oppose", "leave"]), st.integers(0, PEOPLE - 1)),
        st.tuples(st.sampled_from(["plan", "plan later", "cancel", "stop", "start", "turn", "wait"]), st.just(0)),
    ),
    max_size=25,
)


class Office:
    """A newsletter, three people and two issues, to which anything may be done; what is refused is refused."""

    def __init__(self, clock: VirtualClock, peer: SmtpPeer) -> None:
        self.clock, self.peer, self.mailbox = clock, peer, box(peer)
        self.newsletter, self.people = make_newsletter(), contacts(PEOPLE)
        self.issues = [make_issue(self.newsletter, subject=f"Numéro {n} de {self.newsletter.id}") for n in range(2)]

    def do(self, what: str, which: int) -> None:
        try:
            self._do(what, self.people[which])
        except Refused:
            return

    def _do(self, what: str, person: Contact) -> None:
        now, newsletter = self.clock.now(), self.newsletter.id
        match what:
            case "subscribe":
                operations.subscribe(newsletter, [person.id], mailbox_id=self.mailbox.id, now=now)
            case "unsubscribe":
                operations.unsubscribe([person.id], why=Ended.USER, now=now, newsletter_id=newsletter)
            case "oppose":
                crm.opt_out(person.id, reason=Reason.USER, now=now)
            case "leave":
                crm.opt_out(person.id, reason=Reason.UNSUBSCRIBED, now=now, origin_id=newsletter)
            case "plan" | "plan later":
                at = now + timedelta(hours=1) if what == "plan later" else None
                for issue in self.issues:
                    operations.plan_issue(issue.id, now=now, at=at)
            case "cancel":
                for issue in self.issues:
                    operations.cancel_issue(issue.id, now=now)
            case "stop":
                operations.deactivate(newsletter, now=now)
            case "start":
                operations.activate(newsletter, now=now)
            case "wait":
                self.clock.advance(timedelta(hours=1))
            case "turn":
                self.turn()

    def turn(self) -> None:
        """Whatever leaves now is for somebody who is on the list now."""
        before = len(self.peer.messages)
        listed = set(self._listed())
        turns(self.mailbox, self.clock)
        assert {message_from_bytes(m)["To"].partition("<")[2][:-1] for m in self.peer.messages[before:]} <= listed

    def _listed(self) -> list[str]:
        rows = Subscription.objects.filter(newsletter=self.newsletter, ended_at=None)
        return list(rows.values_list("contact__email", flat=True))


@pytest.mark.usefixtures("workspace")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nobody_receives_an_issue_twice_nor_after_leaving(clock: VirtualClock, steps: list[tuple[str, int]]) -> None:
    clock.advance(NINE)
    with SmtpPeer() as peer:
        office = Office(clock, peer)
        for what, which in steps:
            office.do(what, which)
        office.turn()
        received = Counter((m["To"], m["Subject"]) for m in map(message_from_bytes, peer.messages))
    assert not received or max(received.values()) == 1


@pytest.mark.usefixtures("workspace")
def test_a_worker_that_dies_half_way_sends_nothing_twice(clock: VirtualClock, workspace: Workspace) -> None:
    newsletter, people = make_newsletter(), contacts(3)
    with SmtpPeer() as peer:
        mailbox = box(peer)
        subscribed(newsletter, people, mailbox=mailbox, now=clock.now())
        issue = make_issue(newsletter)
        operations.plan_issue(issue.id, now=clock.now())
        clock.advance(NINE)
        Workspace.objects.filter(id=workspace.id).update(clock_offset=clock.now() - SystemClock().now())
        answered = _dies_after_one_answer(mailbox, clock)
        recovery.recover_all(SystemClock())
        assert Action.objects.get(id=answered).state == State.DONE
        clock.advance(timedelta(minutes=1))
        turns(mailbox, clock)
        assert len(peer.messages) == 2
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT


def _dies_after_one_answer(mailbox: Mailbox, clock: VirtualClock) -> UUID:
    """It has claimed everything, and heard of one message that the server took it."""
    journal = Journal(journals.folder())
    lane = LaneRef(current_workspace(), "email", mailbox.id)
    batch = scheduler._claim(lane, EmailChannel(lambda: journal), now=clock.now(), most=500)
    answered = batch.allowed[0].due.id
    journal.ending(answered)
    journal.answered(answered, 250)
    journal._open.add(answered)  # what is unsettled keeps the file, as a kill does
    journal.close()
    return answered


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("workspace")
class TestRaces:
    """Two connections that want the same rows: each race is lost here on purpose."""

    @pytest.fixture
    def newsletter(self, clock: VirtualClock) -> Newsletter:
        made = make_newsletter()
        subscribed(made, contacts(1), mailbox=box(), now=clock.now())
        return made

    def test_who_subscribes_while_a_later_issue_is_planned_receives_it(
        self, newsletter: Newsletter, clock: VirtualClock
    ) -> None:
        issue, mailbox, person = make_issue(newsletter), box(), make_contact()
        later = clock.now() + timedelta(days=1)
        with _Held(newsletter):
            subscribing = Elsewhere(
                lambda: operations.subscribe(newsletter.id, [person.id], mailbox_id=mailbox.id, now=clock.now())
            )
            assert subscribing.is_waiting(), "planning and subscribing wait for each other"
            operations.plan_issue(issue.id, now=clock.now(), at=later)
        subscribing.end()
        assert Action.objects.filter(subject_id=person.id, state=State.PLANNED).count() == 1

    def test_two_people_who_press_send_send_once(self, newsletter: Newsletter, clock: VirtualClock) -> None:
        issue = make_issue(newsletter)
        with _Held(newsletter):
            other = Elsewhere(lambda: operations.plan_issue(issue.id, now=clock.now()))
            assert other.is_waiting()
            operations.plan_issue(issue.id, now=clock.now())
        with pytest.raises(Refused, match="déjà programmé"):
            other.end()
        assert Action.objects.count() == 1

    def test_who_leaves_while_an_issue_is_planned_receives_nothing(
        self, newsletter: Newsletter, clock: VirtualClock
    ) -> None:
        person = Subscription.objects.get().contact_id
        mailbox_id = Subscription.objects.values_list("mailbox_id", flat=True).get()
        issue = make_issue(newsletter)
        with _Held(newsletter):
            operations.plan_issue(issue.id, now=clock.now())
            leaving = Elsewhere(lambda: operations.unsubscribe([person], why=Ended.RECIPIENT, now=clock.now()))
            assert leaving.end() == [person]
        clock.advance(NINE)
        turns(Mailbox.objects.get(id=mailbox_id), clock)
        assert Action.objects.get().state == State.SKIPPED
        assert Issue.objects.get().state == IssueState.SENT


class _Held:
    """A transaction that has the newsletter."""

    def __init__(self, newsletter: Newsletter) -> None:
        self.newsletter, self.atomic = newsletter, transaction.atomic()

    def __enter__(self) -> None:
        self.atomic.__enter__()
        Newsletter.objects.select_for_update(no_key=True).get(id=self.newsletter.id)

    def __exit__(self, *how: Any) -> None:
        self.atomic.__exit__(*how)


def test_whatever_ends_a_place_for_good_has_a_word_for_the_end_of_a_subscription() -> None:
    assert {Ended(WHY.get(code, code)) for code in FOR_GOOD} <= set(Ended)
