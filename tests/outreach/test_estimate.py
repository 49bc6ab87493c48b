from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from filon.actions.calendar import Window
from filon.outreach.estimate import Estimate, Pace, estimate

WEEK = Window(frozenset(range(5)), 9, 18, ZoneInfo("Europe/Paris"))
TUESDAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
PACE = Pace(people=100, waits=(0,), new_per_day=50, cap=200, spacing_s=0)


def test_one_email_each_at_fifty_a_day() -> None:
    assert estimate(WEEK, TUESDAY, PACE) == Estimate(NINE, date(2026, 11, 25), date(2026, 11, 25), 100, 50)


def test_follow_ups_come_after_their_delay_in_sending_days() -> None:
    found = estimate(WEEK, TUESDAY, replace(PACE, people=50, waits=(0, 3)))
    assert found == Estimate(NINE, TUESDAY, date(2026, 11, 27), 100, 50)


def test_the_mailbox_s_cap_is_shared_with_follow_ups_which_go_first() -> None:
    found = estimate(WEEK, TUESDAY, replace(PACE, people=20, waits=(0, 1), new_per_day=10, cap=10))
    assert found is not None
    assert (found.last_new_on, found.last_on, found.daily) == (date(2026, 11, 26), date(2026, 11, 27), 10)


def test_the_distance_between_messages_limits_a_day() -> None:
    found = estimate(WEEK, TUESDAY, replace(PACE, people=19, spacing_s=3600, new_per_day=None, cap=None))
    assert found is not None
    assert (found.daily, found.last_on) == (9, date(2026, 11, 26))


def test_nobody_or_no_day_is_nothing_to_estimate() -> None:
    assert estimate(WEEK, TUESDAY, replace(PACE, people=0)) is None
    assert estimate(replace(WEEK, days=frozenset()), TUESDAY, PACE) is None


def test_what_takes_years_has_no_end() -> None:
    found = estimate(WEEK, TUESDAY, replace(PACE, people=10**6, new_per_day=1))
    assert found is not None
    assert found.last_on is None


@given(
    people=st.integers(1, 300),
    waits=st.lists(st.integers(0, 6), min_size=1, max_size=4),
    new_per_day=st.one_of(st.none(), st.integers(1, 80)),
    cap=st.one_of(st.none(), st.integers(1, 120)),
)
def test_no_day_exceeds_a_limit_and_more_room_never_ends_later(
    people: int, waits: list[int], new_per_day: int | None, cap: int | None
) -> None:
    pace = Pace(people=people, waits=waits, new_per_day=new_per_day, cap=cap, spacing_s=0)
    found = estimate(WEEK, TUESDAY, pace)
    assert found is not None
    assert found.last_on is not None
    assert found.last_new_on is not None
    assert cap is None or found.daily <= cap
    assert found.last_new_on <= found.last_on
    assert found.emails == people * len(waits)
