"""A follow-up by hand starts a person again at the follow-up step, once, through the normal loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests.factories import make_company, make_contact, make_manager, make_version
from tests.mail.peers import SmtpPeer
from tests.outreach.elsewhere import Elsewhere
from tests.outreach.running import launched, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.actions.why import explain
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact, Opportunity
from filon.crm.operations import mark_left, turn_off
from filon.crm.states import Automation, OffReason
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.mail.models import Message
from filon.outreach.ending import finish
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import FollowedUp, follow_up
from filon.outreach.states import CampaignState, EnrolmentState, Outcome
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

ALL = ["s1", "s2", "s3"]
NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


@pytest.fixture
def peer() -> Iterator[SmtpPeer]:
    with SmtpPeer() as peer:
        yield peer


@pytest.fixture
def campaign(peer: SmtpPeer, clock: VirtualClock) -> Campaign:
    """Three emails, the second is the follow-up step; both colleagues have received all of them."""
    company = make_company()
    people = [make_contact(company=company) for _ in range(2)]
    version = make_version("Un", "Deux", "Trois", waits=(0, 1, 1))
    version.steps.filter(position=1).update(is_follow_up=True)
    campaign = launched(people, peer=peer, now=clock.now(), version=version)
    for days in range(3):
        clock.move_to(NINE + timedelta(days=days))
        turns(campaign, clock)
    clock.advance(timedelta(hours=1))
    assert len(peer.messages) == 6
    return campaign


def person() -> Contact:
    return Contact.objects.earliest("id")


def again(campaign: Campaign, clock: VirtualClock, **how: bool) -> FollowedUp:
    return follow_up(campaign.id, [person().id], now=clock.now(), **how)


def received(contact: Contact) -> list[str]:
    """The steps that a person has received, in order."""
    assert Message.objects.filter(state="sent").count() == Action.objects.filter(state=State.DONE).count()
    done = Action.objects.filter(subject_id=contact.id, state=State.DONE)
    return list(done.order_by("begun_at", "id").values_list("step", flat=True))


def test_ol_35_ol_37_the_sequence_starts_again_at_the_follow_up_step(campaign: Campaign, clock: VirtualClock) -> None:
    assert again(campaign, clock).restarted == (person().id,)
    for _ in range(3):
        turns(campaign, clock)
        clock.advance(timedelta(days=1))
    assert received(person()) == ["s1", "s2", "s3", "s2", "s3"]
    assert received(Contact.objects.latest("id")) == ["s1", "s2", "s3"]


def test_ol_35_another_step_can_be_chosen(campaign: Campaign, clock: VirtualClock) -> None:
    campaign.version.steps.update(is_follow_up=False)  # type: ignore[union-attr]  # it has one
    campaign.version.steps.filter(position=2).update(is_follow_up=True)  # type: ignore[union-attr]  # idem
    again(campaign, clock)
    turns(campaign, clock)
    assert received(person()) == ["s1", "s2", "s3", "s3"]


def test_ol_37_it_is_told_on_the_timeline_and_why_says_when(campaign: Campaign, clock: VirtualClock) -> None:
    clock.move_to(NINE + timedelta(days=4))
    saturday = datetime(2026, 11, 28, 9, tzinfo=UTC)
    follow_up(campaign.id, [person().id], now=saturday)
    event = Event.objects.get(kind="outreach.contact_followed_up")
    assert (event.contact_id, event.origin_id, event.data) == (person().id, campaign.id, {"step": 2})
    (answer,) = explain(person().id, now=saturday).answers
    assert (answer.step, [reason.code for reason in answer.reasons]) == ("s2", ["outside_days"])
    assert answer.next_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_ol_37_what_was_planned_is_replaced(peer: SmtpPeer, clock: VirtualClock) -> None:
    version = make_version("Un", "Deux", "Trois", waits=(0, 5, 5))
    version.steps.filter(position=1).update(is_follow_up=True)
    campaign = launched([make_contact()], peer=peer, now=clock.now(), version=version)
    clock.move_to(NINE)
    turns(campaign, clock)
    again(campaign, clock)
    turns(campaign, clock)
    assert received(person()) == ["s1", "s2"]
    assert Action.objects.get(state=State.CANCELLED).reasons == [{"code": "followed_up"}]
    assert Action.objects.get(state=State.PLANNED).step == "s3"


def test_ol_37_twice_is_the_same_as_once(campaign: Campaign, clock: VirtualClock) -> None:
    again(campaign, clock)
    second = again(campaign, clock)
    assert (second.restarted, [r.code for r in second.left_out.values()]) == ((), ["followed_up_already"])
    turns(campaign, clock)
    assert received(person()).count("s2") == 2
    assert again(campaign, clock).restarted == (person().id,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda p, now: suppress(Kind.EMAIL, p.email, reason=Reason.USER, now=now), "suppressed"),
        (lambda p, now: mark_left([p.id], now=now), "contact_left"),
        (lambda p, _now: Contact.objects.filter(id=p.id).update(email=""), "no_email"),
        (lambda p, _now: Contact.objects.filter(id=p.id).update(email_state="hard_bounce"), "bounced"),
        (lambda p, _now: Enrolment.objects.filter(contact=p).delete(), "not_engaged"),
        (lambda p, _now: Enrolment.objects.filter(contact=p).update(last_sent_at=None), "not_contacted"),
        (lambda p, _now: Action.objects.filter(subject_id=p.id, step="s3").update(state="uncertain"), "on_its_way"),
    ],
)
def test_ol_37_who_may_not_be_written_to_is_left_out(
    campaign: Campaign, clock: VirtualClock, change: Callable[..., object], code: str
) -> None:
    change(person(), clock.now())
    done = again(campaign, clock)
    assert (done.restarted, [reason.code for reason in done.left_out.values()]) == ((), [code])
    turns(campaign, clock)
    assert Message.objects.filter(state="sent").count() == 6


def test_ol_37_an_objection_after_the_click_still_stops_it(campaign: Campaign, clock: VirtualClock) -> None:
    again(campaign, clock)
    suppress(Kind.EMAIL, person().email, reason=Reason.USER, now=clock.now())
    turns(campaign, clock)
    assert received(person()) == ALL


def test_a_ol_12_an_opportunity_that_is_off_asks_first_and_is_turned_on_again(
    campaign: Campaign, clock: VirtualClock
) -> None:
    finish([person().id], outcome=Outcome.SUCCESS, reason="replied", now=clock.now())
    turn_off(person().company_id, origin_id=campaign.id, reason=OffReason.REPLIED, now=clock.now())  # type: ignore[arg-type]  # it has one
    with pytest.raises(Refused) as no:
        again(campaign, clock)
    assert (no.value.code, Enrolment.objects.get(contact=person()).round) == ("opportunity_off", 0)
    again(campaign, clock, again=True)
    assert Opportunity.objects.get().automation == Automation.ON
    turns(campaign, clock)
    place = Enrolment.objects.get(contact=person())
    assert (received(person())[-1], place.state, place.outcome) == ("s2", EnrolmentState.RUNNING, "")


def test_ol_37_a_campaign_that_is_stopped_follows_nobody_up(campaign: Campaign, clock: VirtualClock) -> None:
    Campaign.objects.update(state=CampaignState.STOPPED)
    with pytest.raises(Refused):
        again(campaign, clock)


@pytest.mark.django_db(transaction=True)
def test_ol_37_two_clicks_at_the_same_time_follow_up_once(campaign: Campaign, clock: VirtualClock) -> None:
    clicks = [Elsewhere(lambda: again(campaign, clock)) for _ in range(4)]
    done = [click.end() for click in clicks]
    assert [len(one.restarted) for one in done if isinstance(one, FollowedUp)].count(1) == 1
    assert Action.objects.filter(state=State.PLANNED).count() == 1
    turns(campaign, clock)
    assert received(person()).count("s2") == 2


def test_ol_37_the_card_and_the_opportunity_offer_it(
    campaign: Campaign, clock: VirtualClock, workspace: Workspace, client_for: Callable[[Member], Client]
) -> None:
    turn_off(person().company_id, origin_id=campaign.id, reason=OffReason.USER, now=clock.now())  # type: ignore[arg-type]  # it has one
    browser = client_for(make_manager(workspace))
    address = f"/campagnes/{campaign.id}/relance/"
    assert f"{address}?contact={person().id}" in browser.get(f"/contacts/{person().id}/").content.decode()
    assert (
        f"{address}?company={person().company_id}" in browser.get(f"/societes/{person().company_id}/").content.decode()
    )
    dialog = browser.get(f"{address}?company={person().company_id}").content.decode()
    assert "L’automatisation est arrêtée" in dialog
    assert dialog.count('type="checkbox"') == 2
    refused = browser.post(address, {"id": str(person().id)}, headers={"HX-Request": "true"})
    assert "pour cette soci" in refused.headers["HX-Trigger"]
    browser.post(address, {"id": str(person().id), "reprise": "1"}, headers={"HX-Request": "true"})
    assert Enrolment.objects.get(contact=person()).round == 1
