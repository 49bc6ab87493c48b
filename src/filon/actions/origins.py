"""The programmes that plan actions, known by name: this room cannot import them, they register themselves here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window
from filon.actions.outcomes import Outcome
from filon.actions.people import Recipient
from filon.actions.policy import Refuse
from filon.actions.situation import COMPLETE, NO_LINE, Content, Due, Line, Person, Programme
from filon.actions.states import Channel

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class OriginFacts:
    """What a programme says of one action. ``material`` is what its channel will need to do it.

    ``person`` is given where the subject is no contact but a row of the programme.
    """

    programme: Programme
    enrolled: bool = True
    content: Content = COMPLETE
    material: Any = None
    person: Person | None = None
    line: Line = NO_LINE


GONE = OriginFacts(
    Programme(window=Window(EVERY_DAY, 0, 24, ZoneInfo("UTC")), stopped=True),
    enrolled=False,
)
"""Of an action whose programme no longer exists."""


class Origin(Protocol):
    """A kind of programme. Every method costs the same number of queries for one action as for five hundred."""

    def facts(
        self, batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime
    ) -> Mapping[UUID, OriginFacts]:
        """The facts of each action, by its id; none for an action whose programme is gone."""

    def ended(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """These came to an end: go on with the next step. In the transaction that records them."""

    def refused(self, refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
        """The policy refused these. In the transaction that records it."""

    def engagements(self, subject_id: UUID, *, now: datetime) -> Sequence[Engagement]:
        """Every programme of this kind in which the person is, for the page that says why."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A person in a programme, or the company of that person. ``next`` is what would be done next, planned or not; None
    once all is done. ``said`` is what came of it in words, where ``outcome`` is no word of a campaign of messages."""

    origin_id: UUID
    title: str
    next: Due | None
    finished: bool = False
    outcome: str = ""
    channel: str = Channel.EMAIL
    said: str = ""


_origins: dict[str, Origin] = {}


def register(kind: str, origin: Origin) -> None:
    """Make a kind of programme known. Raises TypeError when another one has the name."""
    if _origins.setdefault(kind, origin) is not origin:
        raise TypeError(f"two origins are called {kind!r}")


def known() -> Mapping[str, Origin]:
    return _origins


def by_kind(batch: Sequence[Due]) -> Mapping[str, list[Due]]:
    """The batch, sorted out by kind of programme."""
    groups: dict[str, list[Due]] = {}
    for due in batch:
        groups.setdefault(due.origin_kind, []).append(due)
    return groups


def facts_of(batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime) -> dict[UUID, OriginFacts]:
    """The facts of a mixed batch, each kind asked once."""
    found: dict[UUID, OriginFacts] = {}
    for kind, dues in by_kind(batch).items():
        if origin := _origins.get(kind):
            found.update(origin.facts(dues, people=people, now=now))
    return found
