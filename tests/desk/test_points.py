"""The order of the list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.crm.follow_ups.states import Priority
from filon.desk.lines import Gesture, Line, minutes, ordered
from filon.desk.lines.follow_ups import PER_DEGREE
from filon.desk.points import WEIGHTS, Kind, points, whole_days

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
kinds = st.sampled_from(list(Kind))


def line(kind: Kind, *, units: int = 0, since: datetime = NOW, number: int = 1) -> Line:
    return Line(
        kind=kind,
        id=UUID(int=number),
        title="",
        url="",
        context=(),
        why="",
        since=since,
        points=points(kind, units=units),
        done=Gesture(label="", icon="", url=""),
    )


@given(kinds, st.integers(0, 10_000))
def test_the_points_shown_are_the_score_and_growth_is_capped(kind: Kind, units: int) -> None:
    made = line(kind, units=units)
    weight = WEIGHTS[kind]
    assert made.score == sum(point.value for point in made.points)
    assert weight.base <= made.score <= weight.base + weight.growth.most
    assert all(point.value > 0 and str(point.because) for point in made.points)


@given(st.lists(st.tuples(kinds, st.integers(0, 50), st.integers(0, 90)), max_size=12), st.randoms())
def test_the_same_lines_always_give_the_same_order(rows: list[tuple[Kind, int, int]], chance: object) -> None:
    lines = [
        line(kind, units=units, since=NOW - timedelta(hours=hours), number=index)
        for index, (kind, units, hours) in enumerate(rows)
    ]
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    result = ordered(shuffled)
    assert result == ordered(lines)
    assert [made.score for made in result] == sorted((made.score for made in lines), reverse=True)


@pytest.mark.parametrize(
    ("kind", "units", "score"),
    [
        (Kind.REPLY, 0, 60),
        (Kind.REPLY, 2, 80),
        (Kind.REPLY, 9, 90),
        (Kind.MAILBOX, 5, 75),
        (Kind.CAMPAIGN, 9, 40),
        (Kind.CAMPAIGN, 84, 48),
        (Kind.CHALLENGE, 0, 50),
        (Kind.UNCERTAIN, 1, 40),
        (Kind.IMPORT, 0, 20),
    ],
)
def test_what_each_kind_is_worth(kind: Kind, units: int, score: int) -> None:
    assert line(kind, units=units).score == score


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_co_175_no_delay_brings_a_suspect_before_a_follow_up_nor_one_before_an_opportunity(
    engaged: int, plain: int, suspects: int
) -> None:
    most = (Priority.LOW - Priority.HIGH) * PER_DEGREE
    assert line(Kind.OPPORTUNITY, units=engaged).score > line(Kind.FOLLOW_UP, units=plain).score + most
    assert line(Kind.FOLLOW_UP, units=plain).score > line(Kind.SUSPECTS, units=suspects).score


def test_of_two_equal_lines_the_older_comes_first() -> None:
    old, new = line(Kind.REPLY, since=NOW - timedelta(hours=5), number=2), line(Kind.REPLY, number=1)
    assert ordered([new, old]) == [old, new]


def test_a_whole_day_has_passed_after_24_hours() -> None:
    assert whole_days(NOW - timedelta(hours=23, minutes=59), NOW) == 0
    assert whole_days(NOW - timedelta(hours=24), NOW) == 1
    assert whole_days(NOW + timedelta(days=3), NOW) == 0


def test_minutes_add_up() -> None:
    assert minutes([line(Kind.REPLY), line(Kind.CHALLENGE)]) == 4
