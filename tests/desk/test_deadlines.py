"""Until when a person should have had an answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.desk.deadlines import office, reply_by
from filon.tenants.models import Workspace

PARIS = ZoneInfo("Europe/Paris")
DAYS = office(Workspace(time_zone="Europe/Paris", country="FR"))


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[arg-type, misc]  # year to minute


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (paris(2026, 11, 23, 10, 42), paris(2026, 11, 24, 10, 42)),  # a Monday
        (paris(2026, 11, 27, 15), paris(2026, 11, 30, 15)),  # a Friday: over the weekend
        (paris(2026, 11, 28, 3, 7), paris(2026, 11, 30, 9)),  # a Saturday night: when the office opens
        (paris(2026, 11, 23, 21), paris(2026, 11, 24, 18)),  # in the evening: before it closes
        (paris(2026, 11, 10, 11), paris(2026, 11, 12, 11)),  # the 11th of November is a holiday
    ],
)
def test_an_answer_is_due_on_the_next_working_day_in_office_hours(since: datetime, until: datetime) -> None:
    assert reply_by(since, days=DAYS) == until


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_it_is_always_later_and_always_when_people_work(minutes: int) -> None:
    since = paris(2026, 1, 1) + timedelta(minutes=minutes)
    until = reply_by(since, days=DAYS)
    local = until.astimezone(PARIS)
    assert since < until <= since + timedelta(days=6)
    assert local.weekday() < 5
    assert 9 <= local.hour <= 18
