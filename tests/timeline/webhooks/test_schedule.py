from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.timeline.webhooks import schedule

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_a_st_22_ten_attempts_over_three_days_and_no_more() -> None:
    moments = [NOW]
    for made in range(1, 10):
        following = schedule.next_attempt(made, now=moments[-1], chance=0)
        assert following is not None
        moments.append(following)
    assert moments[-1] - NOW == timedelta(hours=75, minutes=35, seconds=5)
    assert schedule.next_attempt(10, now=NOW, chance=0) is None


@given(st.integers(1, 9), st.floats(0, 1), st.timedeltas(timedelta(0), timedelta(days=400)))
def test_never_sooner_than_scheduled_and_never_later_than_a_day_and_its_jitter(
    made: int, chance: float, asked: timedelta
) -> None:
    following = schedule.next_attempt(made, now=NOW, chance=chance, asked=asked)
    assert following is not None
    assert schedule.WAITS[made - 1] <= following - NOW <= timedelta(hours=24) * (1 + schedule.JITTER)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Mon, 23 Nov 2026 08:00:00 GMT", timedelta(hours=1)),
        ("Mon, 23 Nov 2020 08:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("", None),
        ("9" * 400, None),
        ("²", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, wait: timedelta | None) -> None:
    assert schedule.retry_after(value, now=NOW) == wait


@given(st.text(max_size=40))
def test_no_header_of_a_receiver_breaks_the_reading(value: str) -> None:
    wait = schedule.retry_after(value, now=NOW)
    assert wait is None or wait >= timedelta(0)


def test_only_an_endpoint_that_is_overloaded_or_silent_is_left_alone() -> None:
    assert schedule.rest(code=500, now=NOW, asked=None) is None
    assert schedule.rest(code=204, now=NOW, asked=None) is None
    assert schedule.rest(code=429, now=NOW, asked=timedelta(minutes=5)) == NOW + timedelta(minutes=5)
    assert schedule.rest(code=None, now=NOW, asked=None) == NOW + schedule.REST
