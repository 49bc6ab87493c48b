from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import make_campaign, make_contact, make_manager

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.states import Reason
from filon.crm.models import Contact
from filon.crm.operations import mark_left, opt_in, opt_out, restore
from filon.kernel.clock import VirtualClock
from filon.outreach.audience import Audience
from filon.outreach.models import Enrolment
from filon.outreach.operations import launch
from filon.outreach.rules import Launcher
from filon.outreach.states import EnrolmentState
from filon.tenants.models import Workspace


@pytest.fixture
def contact(workspace: Workspace, clock: VirtualClock) -> Contact:
    """Somebody who waits for a first message."""
    made = make_contact()
    campaign = make_campaign(audience=Audience(everybody=True).as_json())
    launch(campaign.id, by=Launcher(user_id=make_manager(workspace).user_id, is_manager=True), now=clock.now())
    return made


def states() -> tuple[str, str]:
    return Enrolment.objects.get().state, Action.objects.get().state


def test_co_38_a_wrong_tick_taken_back_at_once_loses_nothing(contact: Contact, clock: VirtualClock) -> None:
    mark_left([contact.id], now=clock.now())
    assert states() == (EnrolmentState.FINISHED, State.CANCELLED)
    restore([contact.id], now=clock.advance(timedelta(minutes=1)))
    assert states() == (EnrolmentState.WAITING, State.PLANNED)


def test_an_opposition_taken_back_at_once_loses_nothing(contact: Contact, clock: VirtualClock) -> None:
    opt_out(contact.id, reason=Reason.USER, now=clock.now())
    assert states() == (EnrolmentState.FINISHED, State.CANCELLED)
    opt_in(contact.id, now=clock.advance(timedelta(minutes=1)))
    assert states() == (EnrolmentState.WAITING, State.PLANNED)


def test_who_comes_back_much_later_is_not_written_to_by_itself(contact: Contact, clock: VirtualClock) -> None:
    mark_left([contact.id], now=clock.now())
    restore([contact.id], now=clock.advance(timedelta(days=40)))
    assert states() == (EnrolmentState.FINISHED, State.CANCELLED)


def test_what_ended_for_another_reason_stays_ended(contact: Contact, clock: VirtualClock) -> None:
    mark_left([contact.id], now=clock.now())
    Enrolment.objects.update(outcome_reason="replied")
    restore([contact.id], now=clock.now())
    assert Enrolment.objects.get().state == EnrolmentState.FINISHED
