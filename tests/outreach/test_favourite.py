"""At which hour a campaign sends: pure figures, and what the policy makes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actions.situations import DUE, FREE, WINDOW, programme
from tests.factories import make_campaign, make_contact, make_mailbox
from tests.mail.peers import SmtpPeer
from tests.outreach.running import launched, turns

from filon.actions.models import Action
from filon.actions.policy import Allow, Postpone, decide
from filon.actions.reasons import sentence
from filon.actions.why import explain
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.mail.events import ReplyReceived
from filon.outreach.favourite import FEWEST_ANSWERS, Hours, favourite_minute
from filon.outreach.loops import follow_the_answers
from filon.outreach.models import Campaign
from filon.outreach.operations import Schedule, set_schedule
from filon.outreach.operations.hours import refresh_hours
from filon.outreach.states import CampaignState
from filon.timeline.events import publish

PARIS = ZoneInfo("Europe/Paris")
NINE = datetime(2026, 11, 24, 9, tzinfo=PARIS).astimezone(UTC)
DAY = Hours(first_hour=9, last_hour=18)
AT_10_20 = {31: 8, 32: 9, 33: 8, 45: 5}
"""25 answers between 10:20 and 11:20, 5 at three o'clock."""

slots = st.dictionaries(st.integers(0, 71), st.integers(0, 60), max_size=72)
hours = st.tuples(st.integers(0, 23), st.integers(1, 24), st.integers(0, 40_000)).filter(lambda h: h[0] < h[1])


def test_ol_30_it_leaves_when_most_answers_begin_to_come() -> None:
    assert favourite_minute(AT_10_20, DAY) == 10 * 60 + 20


def test_ol_30_nothing_moves_on_less_than_the_evidence_stated() -> None:
    few = {31: FEWEST_ANSWERS - 1}
    assert favourite_minute(few, DAY) is None
    assert favourite_minute({31: FEWEST_ANSWERS}, DAY) is not None
    assert favourite_minute({**few, 2: 50, 60: 50}, DAY) is None


def test_ol_30_answers_that_come_at_any_hour_say_nothing() -> None:
    assert favourite_minute(dict.fromkeys(range(72), 10), DAY) is None


def test_ol_30_the_whole_day_of_the_mailbox_still_fits() -> None:
    evening = {50: 40}
    assert favourite_minute(evening, DAY) == 16 * 60
    assert favourite_minute(evening, Hours(first_hour=9, last_hour=18, sending_s=200 * 90)) is None


@given(slots, hours)
def test_a_ol_7_never_earlier_never_outside_the_window_always_the_same(
    answers: dict[int, int], of: tuple[int, int, int]
) -> None:
    window = Hours(first_hour=of[0], last_hour=of[1], sending_s=of[2])
    found = favourite_minute(answers, window)
    assert found == favourite_minute(dict(reversed(answers.items())), window)
    if found is not None:
        assert of[0] * 60 < found
        assert found * 60 + max(3600, of[2]) <= of[1] * 3600


@settings(deadline=None)
@given(st.integers(0, 1439), st.integers(0, 700 * 1440))
def test_a_ol_7_the_policy_only_moves_later_within_the_day(minute: int, later: int) -> None:
    now = NINE + timedelta(minutes=later)
    due, facts = programme(favourite_minute=minute)(DUE, FREE)
    without, moved = decide(DUE, FREE, now), decide(due, facts, now)
    if isinstance(moved, Postpone):
        assert WINDOW.is_open(moved.until)
        assert moved.until > now
        if isinstance(without, Allow):
            assert WINDOW.local_day(moved.until) == WINDOW.local_day(now)
        elif isinstance(without, Postpone):
            assert moved.until >= without.until
        if isinstance(without, Allow):
            assert isinstance(decide(due, facts, moved.until), Allow)


def answers(campaign: Campaign, count: int, *, at: datetime) -> None:
    for i in range(count):
        event = ReplyReceived(message_id=uuid7())
        publish(event, at=at + timedelta(minutes=i % 60), origin_id=campaign.id)


@pytest.fixture
def running(workspace: object) -> Campaign:
    return make_campaign(state=CampaignState.ACTIVE, mailbox=make_mailbox(daily_cap=20, spacing_s=30))


def test_ol_30_a_campaign_follows_its_own_answers_in_its_own_zone(running: Campaign, clock: VirtualClock) -> None:
    answers(running, FEWEST_ANSWERS - 1, at=clock.now() - timedelta(days=3) + timedelta(hours=2, minutes=20))
    assert refresh_hours(now=clock.now()) == 0
    answers(running, 60, at=clock.now() - timedelta(days=4) + timedelta(hours=2, minutes=20))
    assert follow_the_answers() == 1
    running.refresh_from_db()
    assert running.favourite_minute == 10 * 60 + 20
    Campaign.objects.update(time_zone="Indian/Reunion")
    refresh_hours(now=clock.now())
    running.refresh_from_db()
    assert running.favourite_minute == 13 * 60 + 20


def test_ol_30_a_new_campaign_follows_those_of_the_workspace(running: Campaign, clock: VirtualClock) -> None:
    answers(running, 60, at=clock.now() - timedelta(days=3) + timedelta(hours=2, minutes=20))
    fresh = make_campaign(state=CampaignState.PENDING, mailbox=running.mailbox)
    off = make_campaign(state=CampaignState.PENDING, mailbox=running.mailbox, adaptive=False)
    assert refresh_hours(now=clock.now()) == 2
    fresh.refresh_from_db()
    off.refresh_from_db()
    assert (fresh.favourite_minute, off.favourite_minute) == (10 * 60 + 20, None)


@pytest.mark.usefixtures("workspace")
def test_ol_30_messages_wait_for_the_hour_and_say_why(clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now(), favourite_minute=620)
        clock.move_to(NINE)
        turns(campaign, clock)
        assert peer.messages == []
        (stored,) = Action.objects.get().reasons
        assert sentence({"code": stored["code"], "from": stored["from"], "to": stored["to"]}) == (
            "Décalé à 10:20 : vos réponses arrivent surtout entre 10:20 et 11:20"
        )
        (answer,) = explain(person.id, now=clock.now()).answers
        assert answer.next_at == NINE + timedelta(minutes=80)
        clock.move_to(NINE + timedelta(minutes=80))
        turns(campaign, clock)
        assert len(peer.messages) == 1


@pytest.mark.usefixtures("workspace")
def test_a_ol_7_the_day_before_already_says_the_hour(clock: VirtualClock) -> None:
    person = make_contact()
    launched([person], peer=None, now=clock.now(), favourite_minute=620)
    (answer,) = explain(person.id, now=clock.now()).answers
    assert answer.next_at == NINE + timedelta(minutes=80)
    assert [reason.code for reason in answer.reasons] == ["before_start", "better_hour"]


@pytest.mark.usefixtures("workspace")
def test_ol_30_the_switch_of_the_campaign_turns_it_off(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        campaign = launched([make_contact()], peer=peer, now=clock.now(), favourite_minute=620)
        set_schedule(campaign.id, Schedule(mailbox_id=campaign.mailbox_id, adaptive=False), now=clock.now())
        clock.move_to(NINE)
        turns(campaign, clock)
        assert len(peer.messages) == 1
