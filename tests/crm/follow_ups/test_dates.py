"""How late a follow-up is, in colour and in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.crm.follow_ups.dates import OFFERS, Lateness, distance, lateness, offers

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "colour", "said"),
    [
        (-365, Lateness.COMING, "dans 365 jours"),
        (-2, Lateness.COMING, "dans 2 jours"),
        (-1, Lateness.COMING, "demain"),
        (0, Lateness.TODAY, "aujourd’hui"),
        (1, Lateness.LATE, "en retard de 1 jour"),
        (3, Lateness.LATE, "en retard de 3 jours"),
        (4, Lateness.VERY_LATE, "en retard de 4 jours"),
    ],
)
def test_a_co_19_co_169_the_colour_grows_with_the_delay_and_words_say_the_same(
    days: int, colour: Lateness, said: str
) -> None:
    day = TODAY - timedelta(days=days)
    assert (lateness(day, today=TODAY), distance(day, today=TODAY)) == (colour, said)


@given(st.dates(), st.dates(), st.dates())
def test_a_day_is_never_less_late_than_one_after_it(one: date, other: date, today: date) -> None:
    order = list(Lateness)
    first, second = sorted((one, other))
    assert order.index(lateness(first, today=today)) >= order.index(lateness(second, today=today))


def test_co_165_a_low_priority_is_one_click_from_a_year_or_two_ahead() -> None:
    assert [offer.days for offer in OFFERS][-2:] == [365, 730]
    assert [day for _label, day in offers(TODAY)][:2] == [TODAY, TODAY + timedelta(days=1)]
