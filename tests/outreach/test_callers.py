"""A missed call starts the campaigns that wait for callers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_campaign, make_contact, make_mailbox, make_manager

from filon.actions.models import Action
from filon.calls.missed.operations import Missed, record_missed
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import answer_callers, launch, set_audience
from filon.outreach.rules import Launcher
from filon.tenants.models import Member, Workspace

PHONE = "+33199000041"


@pytest.fixture
def waiting(workspace: Workspace, clock: VirtualClock) -> Campaign:
    """A running campaign for callers and for nobody else."""
    campaign = make_campaign(audience=Audience(callers=True).as_json())
    launch(campaign.id, by=Launcher(user_id=make_manager(workspace).user_id, is_manager=True), now=clock.now())
    return campaign


def ring(clock: VirtualClock, key: str = "c-1") -> None:
    record_missed(Missed(source="api", key=key, caller=PHONE), now=clock.now())


def engaged(campaign: Campaign) -> list[Contact]:
    return [row.contact for row in Enrolment.objects.filter(campaign=campaign).select_related("contact")]


def test_mo_27_who_called_and_was_missed_gets_the_campaigns_first_message_planned(
    waiting: Campaign, clock: VirtualClock
) -> None:
    contact = make_contact(mobile=PHONE)
    make_contact()
    ring(clock)
    assert engaged(waiting) == [contact]
    assert Action.objects.get().subject_id == contact.id


def test_mo_26_neither_the_same_call_nor_a_second_one_starts_it_twice(waiting: Campaign, clock: VirtualClock) -> None:
    make_contact(mobile=PHONE)
    for key in ("c-1", "c-1", "c-2"):
        ring(clock, key)
    assert (Enrolment.objects.count(), Action.objects.count()) == (1, 1)


def test_campaigns_that_do_not_wait_for_callers_or_do_not_run_stay_as_they_are(
    workspace: Workspace, clock: VirtualClock
) -> None:
    make_campaign(audience=Audience(callers=True).as_json())
    make_campaign(audience=Audience(everybody=True).as_json(), state="active")
    make_contact(mobile=PHONE)
    ring(clock)
    assert Enrolment.objects.count() == 0


def test_somebody_who_opposed_or_has_no_address_is_left_in_peace(waiting: Campaign, clock: VirtualClock) -> None:
    make_contact(mobile=PHONE, opted_out_at=clock.now())
    ring(clock)
    assert Enrolment.objects.count() == 0


def manager_of(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_manager(workspace))


def test_mo_27_the_message_is_prepared_with_one_click_and_nothing_leaves_before_it_is_launched(
    workspace: Workspace, clock: VirtualClock, client_for: Callable[[Member], Client]
) -> None:
    mailbox, client = make_mailbox(), manager_of(workspace, client_for)
    assert "Préparer le message" in client.get("/reglages/telephonie/appels-manques/").content.decode()
    client.post("/campagnes/appels-manques/")
    client.post("/campagnes/appels-manques/")
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.mailbox, campaign.audience["callers"]) == ("draft", mailbox, True)
    assert campaign.version is not None
    assert "désolé" in campaign.version.steps.order_by("position")[0].subject.lower()
    assert "prête mais pas lancée" in client.get("/reglages/telephonie/appels-manques/").content.decode()
    make_contact(mobile=PHONE)
    ring(clock)
    assert Action.objects.count() == 0


def test_mo_27_once_launched_it_answers_callers_who_are_in_another_campaign_too(
    workspace: Workspace, clock: VirtualClock
) -> None:
    other, by = make_campaign(mailbox=make_mailbox()), make_manager(workspace).user_id
    contact = make_contact(mobile=PHONE)
    launcher = Launcher(user_id=by, is_manager=True)
    set_audience(other.id, Audience(contact_ids=(contact.id,)), now=clock.now())
    launch(other.id, by=launcher, now=clock.now())
    answering = answer_callers(language="fr", now=clock.now(), by=by)
    launch(answering.id, by=launcher, now=clock.now())
    ring(clock)
    assert engaged(answering) == [contact]
