from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.situations import CAUSES, DUE, FREE, MONDAY, PARIS, TODAY, lane, moment_of, programme, window
from tests.actions.test_calendar import moments, paris, windows

from filon.actions.policy import ALLOW, RULES, Allow, Postpone, Refuse, decide
from filon.actions.situation import ActionFacts, Due, Lane, Person, Programme


def codes(decision: Allow | Postpone | Refuse) -> list[str]:
    return [reason.code for reason in decision.reasons]


@st.composite
def situations(draw: st.DrawFn) -> tuple[Due, ActionFacts]:
    spot = draw(moments)
    day = st.none() | st.dates(spot.date() - timedelta(days=3), spot.date() + timedelta(days=3))
    some = draw(st.sampled_from([0, 0, 0, 1]))
    due = replace(DUE, wanted_at=spot, opening=draw(st.booleans()))
    return due, ActionFacts(
        person=Person(suppressed=bool(some)),
        programme=Programme(
            window=draw(windows()),
            approved=draw(st.booleans()),
            starts_on=draw(day),
            new_per_day=draw(st.none() | st.integers(1, 3)),
            new_on=draw(day),
            new_count=draw(st.integers(0, 4)),
        ),
        lane=Lane(
            zone=PARIS,
            working=draw(st.booleans()),
            paused=draw(st.booleans()),
            cap=draw(st.none() | st.integers(1, 3)),
            spacing=timedelta(seconds=draw(st.sampled_from([0, 90, 4000]))),
            sent_on=draw(day),
            sent=draw(st.integers(0, 4)),
            last_at=draw(st.none() | st.just(spot)),
        ),
    )


nearby = st.timedeltas(timedelta(days=-4), timedelta(days=4))


def test_nothing_against_it_is_allowed() -> None:
    assert decide(DUE, FREE, MONDAY) is ALLOW


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_cause_that_makes_it_the_only_reason(rule: object) -> None:
    code = rule.__name__
    due, facts = CAUSES[code](DUE, FREE)
    decision = decide(due, facts, moment_of(code))
    assert codes(decision) == [code]
    assert isinstance(decide(DUE, FREE, moment_of(code)), Allow), "removing exactly that cause allows it"


@given(st.sets(st.sampled_from(sorted(set(CAUSES) - {"public_holiday"})), max_size=6))
def test_every_cause_that_is_there_is_reported_and_no_other(present: set[str]) -> None:
    due, facts = DUE, FREE
    for code in sorted(present):
        due, facts = CAUSES[code](due, facts)
    assert set(codes(decide(due, facts, MONDAY))) == present


@given(situations(), nearby)
def test_what_is_allowed_is_within_the_window(case: tuple[Due, ActionFacts], shift: timedelta) -> None:
    due, facts = case
    now = due.wanted_at + shift
    if isinstance(decide(due, facts, now), Allow):
        assert facts.programme.window.is_open(now)


@given(situations(), nearby)
def test_a_postponed_action_comes_back_later_at_an_open_instant(
    case: tuple[Due, ActionFacts], shift: timedelta
) -> None:
    due, facts = case
    now = due.wanted_at + shift
    decision = decide(due, facts, now)
    if isinstance(decision, Postpone):
        assert decision.until > now
        assert facts.programme.window.is_open(decision.until)
        assert decision.until >= max(r.until for r in decision.reasons if r.until)


@given(situations(), nearby)
def test_waiting_ends_or_goes_on_for_another_reason_never_in_a_circle(
    case: tuple[Due, ActionFacts], shift: timedelta
) -> None:
    due, facts = case
    facts = replace(facts, lane=replace(facts.lane, working=True, paused=False))
    facts = replace(facts, programme=replace(facts.programme, approved=True))
    now = due.wanted_at + shift
    decision = decide(due, facts, now)
    for _ in range(12):
        if not isinstance(decision, Postpone):
            break
        now = decision.until
        decision = decide(due, facts, now)
    assert isinstance(decision, Allow | Refuse)


def test_ol_32_nothing_on_a_day_not_selected_even_the_start_date() -> None:
    due, facts = window(days=frozenset({1}))(DUE, FREE)
    _, facts = programme(starts_on=TODAY)(due, facts)
    assert decide(due, facts, MONDAY) == Postpone(paris(2026, 11, 24, 9), decide(due, facts, MONDAY).reasons)


def test_ol_27_the_first_email_waits_for_nine_o_clock_of_the_next_selected_day() -> None:
    due, facts = programme(starts_on=date(2026, 11, 28))(DUE, FREE)
    decision = decide(due, facts, paris(2026, 11, 27, 16))
    assert isinstance(decision, Postpone)
    assert decision.until == paris(2026, 11, 30, 9)


def test_ol_46_follow_ups_do_not_count_against_the_new_contacts_of_the_day() -> None:
    due, facts = CAUSES["new_contacts_budget"](DUE, FREE)
    assert isinstance(decide(due, facts, MONDAY), Postpone)
    assert isinstance(decide(replace(due, opening=False), facts, MONDAY), Allow)


def test_ol_46_a_new_day_has_its_own_new_contacts() -> None:
    due, facts = CAUSES["new_contacts_budget"](DUE, FREE)
    assert isinstance(decide(due, facts, MONDAY + timedelta(days=1)), Allow)


def test_the_latest_date_wins_and_is_moved_into_the_window() -> None:
    due, facts = lane(cap=10, sent=10, sent_on=TODAY)(DUE, FREE)
    due, facts = lane(spacing=timedelta(seconds=90), last_at=MONDAY)(due, facts)
    decision = decide(due, facts, MONDAY)
    assert isinstance(decision, Postpone)
    assert codes(decision) == ["daily_cap", "spacing"]
    assert decision.until == paris(2026, 11, 24, 9)


def test_a_reason_without_a_date_wins_over_those_with_one() -> None:
    due, facts = CAUSES["spacing"](*CAUSES["opportunity_off"](DUE, FREE))
    decision = decide(due, facts, MONDAY)
    assert isinstance(decision, Refuse)
    assert codes(decision) == ["opportunity_off", "spacing"]


def test_no_open_day_ahead_is_said_and_not_waited_for() -> None:
    due, facts = window(days=frozenset())(*CAUSES["spacing"](DUE, FREE))
    decision = decide(due, facts, MONDAY)
    assert isinstance(decision, Refuse)
    assert "outside_days" in codes(decision)


def test_a_lane_counts_what_leaves_and_starts_again_on_another_day() -> None:
    today = Lane(zone=PARIS).after(MONDAY).after(MONDAY)
    assert (today.sent, today.sent_on, today.last_at) == (2, TODAY, MONDAY)
    tomorrow = today.after(MONDAY + timedelta(days=1))
    assert (tomorrow.sent, tomorrow.sent_on) == (1, TODAY + timedelta(days=1))


@pytest.mark.parametrize("hour", [9, 17])
def test_the_first_and_last_hours_are_open(hour: int) -> None:
    assert isinstance(
        decide(replace(DUE, wanted_at=MONDAY - timedelta(days=1)), FREE, paris(2026, 11, 23, hour)), Allow
    )


def test_closing_time_is_closed() -> None:
    closing: datetime = paris(2026, 11, 23, 18)
    assert codes(decide(DUE, FREE, closing)) == ["outside_hours"]
