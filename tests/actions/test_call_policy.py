from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.calling import CALL, CALL_CAUSES, CALLABLE
from tests.actions.situations import PARIS, moment_of

from filon.actions.calendar import Window, public_holidays
from filon.actions.policy import CALL_RULES, Allow, Postpone, Reason, decide
from filon.actions.reasons import SENTENCES, sentence
from filon.actions.situation import ActionFacts, Lane, Line, Person, Programme

ZONES = ("Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "Pacific/Noumea", "America/New_York")
NIGHTS = (date(2026, 3, 29), date(2026, 10, 25))
"""On which the clocks of France change."""
HOLIDAYS = sorted(public_holidays("FR", "", 2026))
SLOTS = ((9, 12), (14, 18))

LONG_DUE = replace(CALL, wanted_at=datetime(2025, 1, 1, tzinfo=UTC))

near_special_days = st.builds(
    lambda day, shift: datetime.combine(day, time(0), tzinfo=UTC) + shift,
    st.sampled_from([*NIGHTS, *HOLIDAYS]),
    st.timedeltas(timedelta(days=-2), timedelta(days=3)),
)
any_time = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 bounds are naive


@st.composite
def situations(draw: st.DrawFn) -> tuple[datetime, ActionFacts]:
    now = draw(near_special_days | any_time)
    ended = draw(st.none() | st.timedeltas(timedelta(0), timedelta(hours=80)).map(lambda ago: now - ago))
    return now, replace(
        CALLABLE,
        programme=Programme(
            window=Window(
                draw(st.frozensets(st.integers(0, 6), min_size=1)),
                9,
                18,
                ZoneInfo(draw(st.sampled_from(ZONES))),
                "FR",
                breaks=((12, 14),),
            )
        ),
        line=Line(
            attempts_made=draw(st.integers(0, 4)),
            attempts_allowed=draw(st.integers(1, 3)),
            last_ended_at=ended,
            delay=timedelta(hours=draw(st.integers(1, 72))),
        ),
    )


def may_be_called(now: datetime, facts: ActionFacts) -> bool:
    """The requirement in other words than the rules'."""
    line, window = facts.line, facts.programme.window
    local = now.astimezone(window.zone)
    rested = line.last_ended_at is None or now - line.last_ended_at >= line.delay
    in_slot = any(first <= local.hour < last for first, last in SLOTS)
    working_day = local.weekday() in window.days and local.date() not in public_holidays("FR", "", local.year)
    return line.attempts_made < min(3, line.attempts_allowed) and rested and in_slot and working_day


@given(situations())
def test_st_87_allowed_exactly_within_a_slot_after_the_delay_and_never_a_fourth_time(
    situation: tuple[datetime, ActionFacts],
) -> None:
    now, facts = situation
    assert isinstance(decide(LONG_DUE, facts, now), Allow) == may_be_called(now, facts)


@given(situations())
def test_st_87_what_waits_comes_back_at_a_moment_at_which_it_may_be_called(
    situation: tuple[datetime, ActionFacts],
) -> None:
    now, facts = situation
    decision = decide(LONG_DUE, facts, now)
    if isinstance(decision, Postpone):
        assert decision.until > now
        assert may_be_called(decision.until, facts)


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize("hour", range(24))
def test_st_87_on_both_nights_when_the_clocks_change(night: date, hour: int) -> None:
    """Every hour of the night before and of the day after, which are Sundays that this campaign selects."""
    facts = replace(CALLABLE, programme=Programme(window=replace(CALLABLE.programme.window, days=frozenset(range(7)))))
    now = datetime.combine(night, time(hour), tzinfo=UTC)
    assert isinstance(decide(LONG_DUE, facts, now), Allow) == may_be_called(now, facts)


@pytest.mark.parametrize("day", HOLIDAYS)
def test_a_st_8_nobody_is_called_on_a_public_holiday(day: date) -> None:
    facts = replace(CALLABLE, programme=Programme(window=replace(CALLABLE.programme.window, days=frozenset(range(7)))))
    noon = datetime.combine(day, time(10), tzinfo=PARIS)
    assert [reason.code for reason in decide(LONG_DUE, facts, noon).reasons] == ["public_holiday"]


@pytest.mark.parametrize("rule", CALL_RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_cause_that_makes_it_the_only_reason(rule: object) -> None:
    code = rule.__name__
    due, facts = CALL_CAUSES[code](CALL, CALLABLE)
    now = moment_of(code)
    assert isinstance(decide(CALL, CALLABLE, now), Allow)
    decision = decide(due, facts, now)
    assert [reason.code for reason in decision.reasons] == [code]
    assert code in SENTENCES
    assert "%(" not in sentence(decision.reasons[0], zone=PARIS)


def test_the_lunch_break_ends_at_two() -> None:
    noon = datetime(2026, 11, 23, 12, 10, tzinfo=PARIS)
    decision = decide(CALL, CALLABLE, noon)
    assert isinstance(decision, Postpone)
    assert decision.until == datetime(2026, 11, 23, 14, tzinfo=PARIS)


def test_a_call_is_spoken_of_as_a_call() -> None:
    closed = ActionFacts(Person(suppressed=True), CALLABLE.programme, Lane(zone=PARIS))
    said = [sentence(reason) for reason in decide(CALL, closed, moment_of("suppressed")).reasons]
    assert said == [sentence(Reason("suppressed", params={"channel": "call"}))]
    assert said != [sentence(Reason("suppressed"))]
