from __future__ import annotations

import pytest
from tests.factories import MADE_AT, make_campaign, make_contact

from filon.actions.models import Action
from filon.actions.states import State
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import Engaged, disengage, engage, remove_waiting
from filon.outreach.states import CampaignState, EnrolmentState, Outcome
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture
def campaign(clock: VirtualClock) -> Campaign:
    return make_campaign(state=CampaignState.ACTIVE, launched_at=MADE_AT, approved_at=MADE_AT)


def engaged(campaign: Campaign, contact: Contact, clock: VirtualClock) -> Enrolment:
    engage(campaign, Audience(contact_ids=(contact.id,)), now=clock.now())
    return Enrolment.objects.get(contact=contact)


def test_engaging_somebody_twice_changes_nothing(campaign: Campaign, clock: VirtualClock) -> None:
    contact = make_contact()
    picked = Audience(contact_ids=(contact.id,))
    assert engage(campaign, picked, now=clock.now()) == Engaged(1, 0)
    assert engage(campaign, picked, now=clock.now()) == Engaged(0, 1)
    assert (Enrolment.objects.count(), Action.objects.count()) == (1, 1)


def test_ol_79_who_has_received_nothing_leaves_without_a_trace(campaign: Campaign, clock: VirtualClock) -> None:
    waiting, running = make_contact(), make_contact()
    engaged(campaign, waiting, clock)
    engaged(campaign, running, clock)
    Enrolment.objects.filter(contact=running).update(state=EnrolmentState.RUNNING)
    assert remove_waiting(campaign.id, [waiting.id, running.id], now=clock.now()) == [waiting.id]
    assert list(Enrolment.objects.values_list("contact_id", flat=True)) == [running.id]
    assert Action.objects.get(subject_id=waiting.id).state == State.CANCELLED
    assert Action.objects.get(subject_id=running.id).state == State.PLANNED


def test_ol_78_who_was_contacted_is_disengaged_with_an_outcome(campaign: Campaign, clock: VirtualClock) -> None:
    contact = make_contact()
    engaged(campaign, contact, clock)
    Enrolment.objects.update(state=EnrolmentState.RUNNING)
    assert disengage(campaign.id, [contact.id], now=clock.now(), success=True) == [contact.id]
    assert disengage(campaign.id, [contact.id], now=clock.now()) == []
    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.outcome, enrolment.outcome_reason) == (
        EnrolmentState.STOPPED,
        Outcome.SUCCESS,
        "disengaged",
    )
    action = Action.objects.get()
    assert (action.state, action.reasons) == (State.CANCELLED, [{"code": "disengaged"}])
    assert Event.objects.get(kind="outreach.contact_disengaged").data == {"contacted": True}
