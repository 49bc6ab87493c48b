from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import make_campaign, make_company, make_contact, make_manager

from filon.actions.models import Action
from filon.actions.states import State
from filon.crm.models import Opportunity
from filon.crm.states import Automation
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import (
    SequenceFields,
    add_people,
    adopt_version,
    engage_newcomers,
    exclude_company,
    launch,
    save_sequence,
    stop,
)
from filon.outreach.queries.sequences import latest_version, step_fields
from filon.outreach.rules import Launcher
from filon.outreach.states import EnrolmentState
from filon.tenants.models import Workspace


@pytest.fixture
def launched(workspace: Workspace, clock: VirtualClock) -> Campaign:
    make_contact()
    campaign = make_campaign(audience=Audience(everybody=True).as_json())
    launch(campaign.id, by=Launcher(user_id=make_manager(workspace).user_id, is_manager=True), now=clock.now())
    campaign.refresh_from_db()
    return campaign


def edit(campaign: Campaign, clock: VirtualClock, *, keep_key: bool = True) -> None:
    """Write another text for the campaign's sequence."""
    assert campaign.version is not None
    (step,) = step_fields(latest_version(campaign.version.sequence_id))
    other = replace(step, body="Nouveau", key=step.key if keep_key else "")
    fields = SequenceFields(name="Suite", steps=(other,))
    save_sequence(campaign.version.sequence_id, fields, now=clock.now())


@pytest.mark.usefixtures("workspace")
def test_a_draft_notes_the_people_picked_for_it(clock: VirtualClock) -> None:
    campaign, contact = make_campaign(), make_contact()
    assert add_people(campaign.id, [contact.id], now=clock.now()) is None
    campaign.refresh_from_db()
    assert Audience.from_json(campaign.audience).contact_ids == (contact.id,)
    assert not Enrolment.objects.exists()


def test_a_launched_campaign_engages_them_at_once(launched: Campaign, clock: VirtualClock) -> None:
    new, mute = make_contact(), make_contact(email="")
    done = add_people(launched.id, [new.id, mute.id], now=clock.now())
    assert done is not None
    assert (done.engaged, done.left_out) == (1, 1)
    assert Action.objects.filter(subject_id=new.id, state=State.PLANNED).count() == 1


def test_newcomers_of_the_audience_are_engaged_when_asked(launched: Campaign, clock: VirtualClock) -> None:
    make_contact()
    assert engage_newcomers(launched.id, now=clock.now()).engaged == 1
    stop(launched.id, by=None, now=clock.now())
    with pytest.raises(Refused):
        engage_newcomers(launched.id, now=clock.now())


def test_ol_80_a_whole_company_is_taken_out_and_stays_out(launched: Campaign, clock: VirtualClock) -> None:
    company = make_company()
    one, two = make_contact(company=company), make_contact(company=company)
    add_people(launched.id, [one.id, two.id], now=clock.now())
    Enrolment.objects.filter(contact=one).update(state=EnrolmentState.RUNNING)
    assert exclude_company(launched.id, company.id, now=clock.now()) == 2
    assert Opportunity.objects.get(company=company).automation == Automation.OFF
    assert not Action.objects.filter(company_id=company.id, state=State.PLANNED).exists()
    assert add_people(launched.id, [two.id], now=clock.now()) is not None
    assert not Enrolment.objects.filter(contact=two).exists()


def test_waiting_people_adopt_the_new_text_and_others_keep_theirs(launched: Campaign, clock: VirtualClock) -> None:
    running = make_contact()
    add_people(launched.id, [running.id], now=clock.now())
    Enrolment.objects.filter(contact=running).update(state=EnrolmentState.RUNNING)
    edit(launched, clock)
    assert adopt_version(launched.id, now=clock.now()) == 1
    numbers = dict(Enrolment.objects.values_list("state", "version__number"))
    assert numbers == {EnrolmentState.WAITING: 2, EnrolmentState.RUNNING: 1}


def test_another_first_email_is_not_adopted(launched: Campaign, clock: VirtualClock) -> None:
    edit(launched, clock, keep_key=False)
    with pytest.raises(Refused, match="premier e-mail"):
        adopt_version(launched.id, now=clock.now())
    assert Enrolment.objects.get().version.number == 1
