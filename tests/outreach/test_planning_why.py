"""Every eligible person has a next date or a reason; taking exactly that reason away gives the date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.directory.public.rows import make_unit
from tests.factories import make_campaign, make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.running import contacts, launched, turns

from filon.actions.models import Action
from filon.actions.operations import revive
from filon.actions.states import State
from filon.actions.why import Answer, explain
from filon.consent.operations import lift, suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact, Opportunity
from filon.directory.public.models import Unit
from filon.kernel.clock import VirtualClock
from filon.mail.models import Mailbox
from filon.outreach.models import Campaign, Enrolment, Step

pytestmark = pytest.mark.usefixtures("workspace")

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


@dataclass(frozen=True)
class Cause:
    """What makes one reason true, and what takes it away again."""

    begin: Callable[[Contact, datetime], object]
    end: Callable[[Contact, datetime], object]


def setting(model: type, before: dict[str, object], after: dict[str, object]) -> Cause:
    return Cause(
        lambda _person, _now: model.objects.update(**before),
        lambda _person, _now: model.objects.update(**after),
    )


def listed(origin: Callable[[], object]) -> Cause:
    return Cause(
        lambda person, now: suppress(Kind.EMAIL, person.email, reason=Reason.USER, now=now, origin_id=origin()),
        lambda person, now: lift(Kind.EMAIL, person.email, now=now, origin_id=origin()),
    )


def _opts_out(person: Contact, _now: datetime) -> None:
    person.company.siren = make_unit(diffusible=False, name="").siren
    person.company.save()


DONE_TODAY = "done today"
CAUSES = {
    "suppressed": listed(lambda: None),
    "unsubscribed_from_campaign": listed(lambda: Campaign.objects.get().id),
    "not_public": Cause(_opts_out, lambda _p, _n: Unit.objects.update(diffusible=True)),
    "contact_left": setting(Contact, {"status": "left"}, {"status": "active"}),
    "no_email": Cause(
        lambda _p, _n: Contact.objects.update(email=""), lambda p, _n: Contact.objects.update(email=p.email)
    ),
    "bounced": setting(Contact, {"email_state": "hard_bounce"}, {"email_state": "unknown"}),
    "opportunity_off": setting(Opportunity, {"automation": "off"}, {"automation": "on"}),
    "campaign_stopped": setting(Campaign, {"state": "stopped"}, {"state": "active"}),
    "not_launched": setting(Campaign, {"state": "draft"}, {"state": "active"}),
    "missing_variable": setting(Contact, {"first_name": ""}, {"first_name": "Zoé"}),
    "unedited_marker": setting(Step, {"body": "Bonjour XX Nom XX, {{ prenom }}"}, {"body": "Bonjour {{ prenom }}"}),
    "not_approved": setting(Campaign, {"approved_at": None}, {"approved_at": NINE - timedelta(days=1)}),
    "before_start": setting(Campaign, {"start_on": "2026-12-07"}, {"start_on": None}),
    "outside_days": setting(Campaign, {"days": [3]}, {"days": [0, 1, 2, 3, 4]}),
    "outside_hours": setting(Campaign, {"first_hour": 10}, {"first_hour": 9}),
    "mailbox_broken": setting(Mailbox, {"state": "broken"}, {"state": "connected"}),
    "mailbox_paused": setting(Mailbox, {"state": "paused"}, {"state": "connected"}),
    "spacing": setting(Mailbox, {"spacing_s": 90, "last_sent_at": NINE - timedelta(seconds=10)}, {"spacing_s": 0}),
}


def answer(person: Contact, now: datetime) -> Answer:
    return explain(person.id, now=now).answers[0]


def codes(found: Answer) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize("code", CAUSES)
def test_each_cause_is_told_and_taking_exactly_it_away_sends_the_message(code: str, clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        clock.move_to(NINE)
        CAUSES[code].begin(person, clock.now())
        blocked = answer(person, clock.now())
        assert codes(blocked) == [code]
        assert blocked.next_at is None or blocked.next_at > NINE
        CAUSES[code].end(person, clock.now())
        free = answer(person, clock.now())
        assert (free.next_at, codes(free), free.blocked) == (NINE, [], False)
        turns(campaign, clock)
        assert len(peer.messages) == 1


REFUSED_BUT_MENDABLE = ("no_email", "opportunity_off", "campaign_stopped", "missing_variable", "unedited_marker")


@pytest.mark.parametrize("code", REFUSED_BUT_MENDABLE)
def test_what_was_refused_comes_back_once_its_cause_is_gone(code: str, clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        clock.move_to(NINE)
        CAUSES[code].begin(person, clock.now())
        turns(campaign, clock)
        assert Action.objects.get().state == State.SKIPPED
        assert codes(answer(person, clock.now())) == [code]
        CAUSES[code].end(person, clock.now())
        revive(now=clock.now(), codes=[code], subject_ids=[person.id])
        assert answer(person, clock.now()).next_at == NINE
        turns(campaign, clock)
        assert len(peer.messages) == 1


def test_somebody_in_no_campaign_is_told_so() -> None:
    found = explain(make_contact(email="").id, now=NINE)
    assert ([reason.code for reason in found.person], found.answers) == (["no_email", "in_no_campaign"], ())


def test_somebody_who_waits_in_a_draft_is_told_that_it_is_not_launched() -> None:
    person, campaign = make_contact(), make_campaign()
    Enrolment.objects.create(campaign=campaign, contact=person, version=campaign.version, created_at=NINE)
    found = answer(person, NINE)
    assert (found.blocked, "not_launched" in codes(found)) == (True, True)


def test_the_next_step_is_told_with_its_date_and_why_not_sooner(clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
    found = answer(person, clock.now())
    assert (found.step, codes(found)) == ("s2", ["not_due_yet"])
    assert found.next_at == NINE + timedelta(days=3)


def test_once_all_steps_are_done_an_answer_is_waited_for(clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        for days in (0, 3):
            clock.move_to(NINE + timedelta(days=days))
            turns(campaign, clock)
    found = answer(person, clock.now())
    assert (codes(found), found.finished) == (["all_steps_done"], False)


def test_asking_changes_nothing(clock: VirtualClock) -> None:
    person = contacts(1)[0]
    launched([person], peer=None, now=clock.now())
    before = list(Action.objects.values())
    explain(person.id, now=NINE)
    assert list(Action.objects.values()) == before


def test_a_stopped_robot_is_told_and_not_that_the_step_comes_later(clock: VirtualClock) -> None:
    person = make_contact()
    launched([person], peer=None, now=clock.now())
    assert codes(answer(person, clock.now())) == ["before_start"]
    CAUSES["opportunity_off"].begin(person, clock.now())
    CAUSES["mailbox_paused"].begin(person, clock.now())
    assert codes(answer(person, clock.now())) == ["opportunity_off", "mailbox_paused"]
