from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from filon.actions.calendar import Window, public_holidays, region_of

PARIS = ZoneInfo("Europe/Paris")
WORKING_DAYS = frozenset(range(5))
ZONES = ("Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago", "Europe/London")

moments = st.integers(0, 6 * 366 * 86400).map(lambda s: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first = draw(st.integers(0, 23))
    return Window(
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        first_hour=first,
        last_hour=draw(st.integers(first + 1, 24)),
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        country=draw(st.sampled_from(["", "FR"])),
        region=draw(st.sampled_from(["", "57"])),
    )


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS).astimezone(UTC)


@given(windows(), moments)
def test_the_next_open_instant_is_open_and_none_before_it_is(window: Window, moment: datetime) -> None:
    found = window.next_open(moment)
    assert found is not None
    assert found >= moment
    assert window.is_open(found)
    assert (
        found == moment
        or not window.is_open(found - timedelta(microseconds=1))
        or found - moment < timedelta(seconds=1)
    )


@given(windows(), moments)
def test_an_open_instant_is_on_a_selected_working_day_within_the_hours(window: Window, moment: datetime) -> None:
    if window.is_open(moment):
        local = moment.astimezone(window.zone)
        assert local.weekday() in window.days
        assert not (window.country and local.date() in public_holidays("FR", window.region, local.year))
        assert window.first_hour <= local.hour < window.last_hour


def test_nine_o_clock_is_nine_o_clock_on_the_wall_before_and_after_both_clock_changes() -> None:
    window = Window(frozenset(range(7)), 9, 18, PARIS)
    assert window.opening_on(date(2026, 3, 28)) == datetime(2026, 3, 28, 8, tzinfo=UTC)
    assert window.opening_on(date(2026, 3, 29)) == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert window.opening_on(date(2026, 10, 24)) == datetime(2026, 10, 24, 7, tzinfo=UTC)
    assert window.opening_on(date(2026, 10, 25)) == datetime(2026, 10, 25, 8, tzinfo=UTC)


def test_an_hour_that_the_spring_night_skips_opens_on_the_next_day() -> None:
    window = Window(frozenset(range(7)), 2, 3, PARIS)
    assert window.next_open(paris(2026, 3, 29, 0)) == paris(2026, 3, 30, 2)


def test_an_hour_that_the_autumn_night_repeats_is_open_both_times() -> None:
    window = Window(frozenset(range(7)), 2, 3, PARIS)
    opens, closes = window.hours(date(2026, 10, 25))
    assert closes - opens == timedelta(hours=2)


def test_good_friday_is_a_holiday_in_alsace_moselle_only() -> None:
    good_friday = date(2026, 4, 3)
    assert good_friday in public_holidays("FR", region_of("FR", "67000"), 2026)
    assert good_friday not in public_holidays("FR", region_of("FR", "75001"), 2026)


def test_an_unknown_country_or_region_has_no_local_holidays() -> None:
    assert public_holidays("ZZ", "", 2026) == frozenset()
    assert public_holidays("FR", "no such region", 2026) == public_holidays("FR", "", 2026)


def test_no_day_selected_is_never_open() -> None:
    assert Window(frozenset(), 9, 18, PARIS).next_open(paris(2026, 11, 23, 10)) is None


def test_sending_days_are_counted_without_holidays_and_weekends() -> None:
    window = Window(WORKING_DAYS, 9, 18, PARIS, "FR")
    assert window.nth_open_day(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert window.nth_open_day(date(2026, 12, 23), 0) == date(2026, 12, 23)
