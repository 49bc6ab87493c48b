"""What a worker had in hand when it died: found out from its journal, never guessed, never sent twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.mail.peers import DROP, SmtpPeer
from tests.outreach.running import contacts, launched, turns

from filon.actions import recovery, scheduler
from filon.actions.lanes import Claim, LaneRef
from filon.actions.models import Action
from filon.actions.outcomes import Outcome
from filon.actions.scheduler import Sorted
from filon.actions.states import State
from filon.crm.models import Contact
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery import journals
from filon.mail.delivery.operations import consider_sent, send_again
from filon.mail.delivery.queries import uncertain
from filon.mail.events import AutoReplyReceived, ReplyReceived
from filon.mail.journal import Journal
from filon.mail.models import Mailbox, Message
from filon.mail.states import MessageState
from filon.outreach.channel import EmailChannel
from filon.outreach.models import Campaign, Enrolment
from filon.tenants.models import Workspace
from filon.timeline.events import publish
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


class Doomed:
    """A worker that claims everything due and dies before it has recorded anything."""

    def __init__(self, campaign: Campaign, clock: VirtualClock) -> None:
        self.journal = Journal(journals.folder())
        self.lane = LaneRef(current_workspace(), "email", campaign.mailbox_id)
        channel = EmailChannel(lambda: self.journal)
        self.batch: Sorted = scheduler._claim(self.lane, channel, now=clock.now(), most=500)
        self.ids = [case.due.id for case in self.batch.allowed]

    @property
    def claim(self) -> Claim:
        return Claim(self.lane, self.journal.name, SystemClock().now() + timedelta(minutes=10))

    def dies(self) -> None:
        self.journal._open.add(self.ids[0])  # what is unsettled keeps the file, as a kill does
        self.journal.close()


@pytest.fixture
def people(clock: VirtualClock) -> list[Contact]:
    return contacts(3)


@pytest.fixture
def peer() -> Iterator[SmtpPeer]:
    with SmtpPeer() as server:
        yield server


@pytest.fixture
def campaign(people: list[Contact], peer: SmtpPeer, clock: VirtualClock, workspace: Workspace) -> Campaign:
    made = launched(people, peer=peer, now=clock.now())
    clock.move_to(NINE)
    workspace.clock_offset = clock.now() - SystemClock().now()
    workspace.save()
    return made


def states() -> list[str]:
    return list(Action.objects.filter(opening=True).order_by("id").values_list("state", flat=True))


def test_each_message_of_a_dead_worker_is_found_out(campaign: Campaign, clock: VirtualClock, peer: SmtpPeer) -> None:
    worker = Doomed(campaign, clock)
    not_begun, doubtful, answered = worker.ids
    worker.journal.ending(doubtful)
    worker.journal.ending(answered)
    worker.journal.answered(answered, 250)
    worker.dies()
    assert recovery.recover_all(SystemClock()) == 3
    by_id = dict(Action.objects.filter(opening=True).values_list("id", "state"))
    assert by_id == {not_begun: State.PLANNED, doubtful: State.UNCERTAIN, answered: State.DONE}
    assert [m.action_id for m in uncertain()] == [doubtful]
    clock.advance(timedelta(minutes=1))
    assert turns(campaign, clock) == 1
    assert len(peer.messages) == 1
    assert Message.objects.get(action_id=not_begun).message_id.startswith(not_begun.hex)


def test_what_is_recovered_as_sent_goes_on_to_the_next_step(campaign: Campaign, clock: VirtualClock) -> None:
    worker = Doomed(campaign, clock)
    for action_id in worker.ids:
        worker.journal.ending(action_id)
        worker.journal.answered(action_id, 250)
    worker.dies()
    recovery.recover_all(SystemClock())
    assert Action.objects.filter(step="s2", state=State.PLANNED).count() == 3
    assert Event.objects.filter(kind="mail.sent").count() == 3
    assert set(Enrolment.objects.values_list("next_position", flat=True)) == {1}


def test_what_a_living_worker_has_is_left_to_it(campaign: Campaign, clock: VirtualClock) -> None:
    worker = Doomed(campaign, clock)
    assert recovery.recover_all(SystemClock()) == 0
    assert recovery.recover(worker.claim) == 0
    assert states() == [State.CLAIMED] * 3
    worker.dies()


def test_a_worker_of_another_machine_is_given_its_lease_then_everything_is_doubtful(
    campaign: Campaign, clock: VirtualClock, peer: SmtpPeer
) -> None:
    worker = Doomed(campaign, clock)
    Action.objects.filter(state=State.CLAIMED).update(claimed_by="elsewhere-1234-99-abcd")
    assert recovery.recover_all(SystemClock()) == 0
    later = VirtualClock(SystemClock().now() + timedelta(hours=1))
    assert recovery.recover_all(later) == 3
    assert states() == [State.UNCERTAIN] * 3
    assert peer.messages == []
    worker.dies()


def test_recovering_twice_is_recovering_once(campaign: Campaign, clock: VirtualClock) -> None:
    worker = Doomed(campaign, clock)
    worker.dies()
    assert recovery.recover(worker.claim) == 3
    assert recovery.recover(worker.claim) == 0
    assert states() == [State.PLANNED] * 3


def test_a_doubt_holds_its_person_until_somebody_settles_it(people: list[Contact], clock: VirtualClock) -> None:
    with SmtpPeer({"EOD": DROP}) as silent:
        campaign = launched(people[:1], peer=silent, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    assert states() == [State.UNCERTAIN]
    doubt = uncertain().get()
    assert (doubt.state, doubt.doubted_at) == (MessageState.UNCERTAIN, NINE)
    assert Action.objects.filter(state=State.PLANNED).count() == 0
    assert turns(campaign, clock) == 0


@pytest.fixture
def doubt(people: list[Contact], clock: VirtualClock) -> Message:
    with SmtpPeer({"EOD": DROP}) as silent:
        campaign = launched(people[:1], peer=silent, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    return uncertain().get()


def test_considered_as_sent_it_goes_on(doubt: Message, clock: VirtualClock) -> None:
    consider_sent(doubt.id, now=clock.now())
    assert states() == [State.DONE]
    assert Action.objects.get(state=State.PLANNED).step == "s2"
    assert Enrolment.objects.get().last_message_id == doubt.message_id
    assert not uncertain().exists()


def test_sent_again_it_leaves_once_more_under_the_same_name(
    doubt: Message, clock: VirtualClock, peer: SmtpPeer
) -> None:
    send_again(doubt.id, now=clock.now())
    Mailbox.objects.update(smtp_port=peer.port)
    campaign = Campaign.objects.get()
    assert turns(campaign, clock) == 1
    assert len(peer.messages) == 1
    again = Message.objects.get()
    assert (again.id, again.message_id, again.state) == (doubt.id, doubt.message_id, MessageState.SENT)


def test_a_doubt_is_settled_by_one_person_only(doubt: Message, clock: VirtualClock) -> None:
    consider_sent(doubt.id, now=clock.now())
    with pytest.raises(Refused):
        send_again(doubt.id, now=clock.now())
    assert states() == [State.DONE]


def test_an_answer_to_a_doubtful_message_proves_that_it_left(doubt: Message, clock: VirtualClock) -> None:
    answer = AutoReplyReceived(message_id=doubt.id, answers=doubt.id)
    publish(answer, at=clock.now(), contact_id=doubt.contact_id, origin_id=doubt.origin_id)
    assert states() == [State.DONE]


def test_a_message_whose_row_says_that_it_left_is_never_sent_again(
    campaign: Campaign, clock: VirtualClock, peer: SmtpPeer
) -> None:
    turns(campaign, clock)
    Action.objects.filter(opening=True).update(state=State.PLANNED)
    Enrolment.objects.update(next_position=0)
    turns(campaign, clock)
    assert len(peer.messages) == 3
    assert states() == [State.UNCERTAIN] * 3


def test_outcomes_that_the_database_refused_are_recorded_first_on_the_next_turn(
    campaign: Campaign, clock: VirtualClock, peer: SmtpPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = LaneRef(current_workspace(), "email", campaign.mailbox_id)
    record = scheduler.record

    def out_of_order(*_args: object, **_more: object) -> int:
        raise ConnectionError("the database is away")

    monkeypatch.setattr(scheduler, "record", out_of_order)
    with pytest.raises(ConnectionError):
        scheduler.turn(lane, clock=clock)
    assert (len(peer.messages), states(), scheduler.unrecorded()) == (3, [State.CLAIMED] * 3, [lane])
    monkeypatch.setattr(scheduler, "record", record)
    scheduler.turn(lane, clock=clock)
    assert (len(peer.messages), states(), scheduler.unrecorded()) == (3, [State.DONE] * 3, [])


def test_a_worker_that_was_given_up_and_comes_back_late_records_nothing(
    campaign: Campaign, clock: VirtualClock, peer: SmtpPeer
) -> None:
    late = Doomed(campaign, clock)
    late.dies()
    recovery.recover(late.claim)
    clock.advance(timedelta(minutes=1))
    second = Doomed(campaign, clock)
    channel = EmailChannel(lambda: late.journal)
    outcomes = [Outcome(due, State.DONE) for due in (case.due for case in late.batch.allowed)]
    assert scheduler.record(channel, outcomes, holder=late.journal.name, now=clock.now()) == 0
    assert states() == [State.CLAIMED] * 3
    assert not Action.objects.filter(step="s2").exists()
    second.dies()


def test_a_person_who_answers_while_a_message_is_on_its_way_gets_no_further_one(
    campaign: Campaign, people: list[Contact], clock: VirtualClock
) -> None:
    worker = Doomed(campaign, clock)
    author = people[0]
    publish(
        ReplyReceived(message_id=author.id),
        at=clock.now(),
        contact_id=author.id,
        company_id=author.company_id,
        origin_id=campaign.id,
    )
    for action_id in worker.ids:
        worker.journal.ending(action_id)
        worker.journal.answered(action_id, 250)
    worker.dies()
    recovery.recover_all(SystemClock())
    assert states() == [State.DONE] * 3
    next_ones = set(Action.objects.filter(step="s2").values_list("subject_id", flat=True))
    assert next_ones == {person.id for person in people[1:]}


def test_a_doubt_settled_late_brings_nobody_back_to_a_step_they_are_past(doubt: Message, clock: VirtualClock) -> None:
    Enrolment.objects.update(next_position=2)
    consider_sent(doubt.id, now=clock.now())
    assert Enrolment.objects.get().next_position == 2
    assert not Action.objects.filter(state=State.PLANNED).exists()
