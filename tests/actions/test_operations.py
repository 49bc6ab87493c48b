from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.factories import make_workspace

from filon.actions.models import Action
from filon.actions.operations import (
    Plan,
    cancel_for,
    look_again,
    plan,
    postpone_for,
    revive,
    settle_uncertain,
    wake,
)
from filon.actions.policy import ON_THE_CARD, Reason
from filon.actions.states import State
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope

pytestmark = pytest.mark.usefixtures("workspace")

CAMPAIGN, MAILBOX, ATELIER = uuid7(), uuid7(), uuid7()
REPLIED = Reason("replied")


def a_plan(at: datetime, **fields: object) -> Plan:
    return Plan(
        **{
            "origin_kind": "campaign",
            "origin_id": CAMPAIGN,
            "step": "s1",
            "subject_id": uuid7(),
            "lane_id": MAILBOX,
            "company_id": ATELIER,
            "at": at,
            **fields,
        }
    )


def planned(clock: VirtualClock, **fields: object) -> Action:
    one = a_plan(**{"at": clock.now(), **fields})
    assert plan([one], now=clock.now()) == 1
    return Action.objects.get(subject_id=one.subject_id, step=one.step)


def states() -> dict[UUID, str]:
    return dict(Action.objects.values_list("subject_id", "state"))


def test_the_same_thing_is_planned_once(clock: VirtualClock) -> None:
    one = a_plan(clock.now())
    assert plan([one], now=clock.now()) == 1
    assert plan([one, one], now=clock.now()) == 0
    assert Action.objects.count() == 1


def test_another_occurrence_or_step_is_another_thing(clock: VirtualClock) -> None:
    subject = uuid7()
    batch = [
        a_plan(clock.now(), subject_id=subject),
        a_plan(clock.now(), subject_id=subject, step="s2"),
        a_plan(clock.now(), subject_id=subject, occurrence=1),
    ]
    assert plan(batch, now=clock.now()) == 3


def test_planning_again_does_not_bring_back_what_was_cancelled(clock: VirtualClock) -> None:
    one = a_plan(clock.now())
    plan([one], now=clock.now())
    cancel_for(reason=REPLIED, now=clock.now(), subject_ids=[one.subject_id])
    plan([one], now=clock.now())
    assert states() == {one.subject_id: State.CANCELLED}


def test_cancelling_for_a_company_spares_its_other_campaigns_and_other_companies(clock: VirtualClock) -> None:
    colleague, other = planned(clock), planned(clock, company_id=uuid7())
    elsewhere = planned(clock, origin_id=uuid7())
    done = cancel_for(reason=REPLIED, now=clock.now(), origin_id=CAMPAIGN, company_ids=[ATELIER])
    assert done.count == 1
    assert states() == {
        colleague.subject_id: State.CANCELLED,
        other.subject_id: State.PLANNED,
        elsewhere.subject_id: State.PLANNED,
    }
    assert Action.objects.get(id=colleague.id).reasons == [{"code": "replied"}]


def test_what_is_on_its_way_is_listed_as_too_late_and_left_alone(clock: VirtualClock) -> None:
    leaving = planned(clock)
    Action.objects.filter(id=leaving.id).update(state=State.CLAIMED)
    done = cancel_for(reason=REPLIED, now=clock.now(), company_ids=[ATELIER])
    assert (done.count, done.too_late) == (0, (leaving.id,))
    assert states() == {leaving.subject_id: State.CLAIMED}


def test_a_cancellation_of_nobody_in_particular_is_a_fault_of_the_caller(clock: VirtualClock) -> None:
    with pytest.raises(ValueError, match="whose"):
        cancel_for(reason=REPLIED, now=clock.now())


def test_other_workspaces_are_out_of_reach(clock: VirtualClock) -> None:
    mine = planned(clock)
    with scope(make_workspace().id):
        assert cancel_for(reason=REPLIED, now=clock.now(), company_ids=[ATELIER]).count == 0
        assert plan([a_plan(clock.now(), subject_id=mine.subject_id)], now=clock.now()) == 1
    assert states() == {mine.subject_id: State.PLANNED}


def test_reviving_brings_back_what_its_reason_stopped_and_nothing_that_was_done(clock: VirtualClock) -> None:
    stopped, disengaged, done = planned(clock), planned(clock), planned(clock)
    cancel_for(reason=Reason("campaign_stopped"), now=clock.now(), subject_ids=[stopped.subject_id])
    cancel_for(reason=Reason("disengaged"), now=clock.now(), subject_ids=[disengaged.subject_id])
    Action.objects.filter(id=done.id).update(state=State.DONE)
    later = clock.advance(timedelta(days=1))
    assert revive(now=later, codes=["campaign_stopped"], origin_id=CAMPAIGN) == 1
    back = Action.objects.get(state=State.PLANNED)
    assert (back.id, back.due_at, back.reasons) == (stopped.id, later, [])


def test_an_absence_moves_what_comes_before_the_return_and_nothing_else(clock: VirtualClock) -> None:
    until = clock.now() + timedelta(days=5)
    soon = planned(clock)
    late = planned(clock, subject_id=soon.subject_id, step="s2", at=until + timedelta(days=1))
    assert postpone_for(soon.subject_id, until=until, reason=Reason("absent", until)) == 1
    assert Action.objects.get(id=soon.id).due_at == until
    assert Action.objects.get(id=late.id).due_at == late.due_at


def test_a_mended_mailbox_wakes_what_waited_for_it_alone(clock: VirtualClock) -> None:
    waiting, spaced = planned(clock), planned(clock)
    later = clock.now() + timedelta(hours=1)
    for action, code in ((waiting, "mailbox_broken"), (spaced, "spacing")):
        Action.objects.filter(id=action.id).update(due_at=later, reasons=[{"code": code}])
    assert wake(MAILBOX, now=clock.now()) == 1
    assert Action.objects.get(id=waiting.id).due_at == clock.now()
    assert Action.objects.get(id=spaced.id).due_at == later


@pytest.mark.parametrize(("sent", "state"), [(True, State.DONE), (False, State.PLANNED)])
def test_a_doubt_is_settled_once(clock: VirtualClock, sent: bool, state: State) -> None:
    action = planned(clock)
    Action.objects.filter(id=action.id).update(state=State.UNCERTAIN)
    settled = settle_uncertain([action.id], sent=sent, now=clock.now())
    assert [due.id for due in settled] == ([action.id] if sent else [])
    assert settle_uncertain([action.id], sent=not sent, now=clock.now()) == []
    assert states() == {action.subject_id: state}


def test_what_the_daily_look_takes_up_is_what_a_card_or_a_text_may_have_mended(clock: VirtualClock) -> None:
    yesterday = clock.now() - timedelta(days=1)
    for code in ("missing_variable", "no_email", "suppressed", "opportunity_off"):
        action = planned(clock)
        Action.objects.filter(id=action.id).update(state=State.SKIPPED, reasons=[{"code": code}], decided_at=yesterday)
    assert look_again(codes=ON_THE_CARD, before=yesterday, now=clock.now()) == 2
    left = Action.objects.filter(state=State.SKIPPED).values_list("reasons__0__code", flat=True)
    assert set(left) == {"suppressed", "opportunity_off"}


def test_what_was_refused_today_is_not_looked_at_again_before_tomorrow(clock: VirtualClock) -> None:
    action = planned(clock)
    refused = {"state": State.SKIPPED, "reasons": [{"code": "no_email"}], "decided_at": clock.now()}
    Action.objects.filter(id=action.id).update(**refused)
    before = clock.now() - timedelta(seconds=1)
    assert look_again(codes=ON_THE_CARD, before=before, now=clock.now()) == 0


def test_everything_is_never_brought_back_at_once(clock: VirtualClock) -> None:
    with pytest.raises(ValueError, match="whose"):
        revive(now=clock.now())
