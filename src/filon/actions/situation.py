"""What the policy looks at: plain facts about a planned action, loaded for a whole batch by ``facts``.

Nothing here reads a clock or a database, so that the scheduler, the page that says why and a simulator decide alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window


@dataclass(frozen=True, slots=True)
class Due:
    """The planned action itself. ``opening``: the first thing this person receives from its programme (OL-46)."""

    id: UUID
    channel: str
    origin_kind: str
    origin_id: UUID
    step: str
    subject_id: UUID
    lane_id: UUID
    wanted_at: datetime
    company_id: UUID | None = None
    occurrence: int = 0
    opening: bool = False
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """The contact. The two opt-outs are looked up by hash of the address, of its domain and of the company's SIREN.

    ``masked``: the company has not left public what the directory says of it (art. R. 123-232-1 C. com.).
    """

    has_email: bool = True
    left: bool = False
    bounced: bool = False
    suppressed: bool = False
    masked: bool = False
    unsubscribed: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """The campaign. ``starts_on`` is the first day on which it may send: never that of the launch (OL-27, OL-29).

    ``favourite_minute`` of its day is when its messages are best sent (OL-30); None: as soon as the day opens.
    """

    window: Window
    launched: bool = True
    stopped: bool = False
    approved: bool = True
    starts_on: date | None = None
    new_per_day: int | None = None
    new_on: date | None = None
    new_count: int = 0
    favourite_minute: int | None = None

    def after_opening(self, moment: datetime) -> Programme:
        """The same once one more new person has been written to."""
        day = self.window.local_day(moment)
        return replace(self, new_on=day, new_count=self.new_count + 1 if day == self.new_on else 1)


@dataclass(frozen=True, slots=True)
class Lane:
    """What is rate-limited: a mailbox. ``sent`` messages left on ``sent_on``, a day of ``zone``; no cap: None."""

    zone: ZoneInfo
    working: bool = True
    paused: bool = False
    retry_at: datetime | None = None
    cap: int | None = None
    spacing: timedelta = timedelta(0)
    sent_on: date | None = None
    sent: int = 0
    last_at: datetime | None = None

    @property
    def limited(self) -> bool:
        """Whether it matters what has left before."""
        return self.cap is not None or bool(self.spacing)

    def after(self, moment: datetime) -> Lane:
        """The same once something has left at ``moment``, or the slot there is taken."""
        day = moment.astimezone(self.zone).date()
        last_at = moment if self.last_at is None else max(moment, self.last_at)
        return replace(self, sent_on=day, sent=self.sent + 1 if day == self.sent_on else 1, last_at=last_at)


@dataclass(frozen=True, slots=True)
class Content:
    """What the message lacks for this person: variables without a value, places left to fill in by hand (A-CO-21)."""

    missing: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()


COMPLETE = Content()


@dataclass(frozen=True, slots=True)
class Line:
    """What a call depends on, counted as things are. ``last_ended_at`` is the end of the attempt before.

    ``engaged``: the number, or somebody of the company, is on the phone with Filon. ``next_dial_at`` is when the trunk
    may place its next call. ``paid``: the row was debited and nothing is owed. ``stopped``: the workspace calls nobody.
    """

    attempts_made: int = 0
    attempts_allowed: int = 3
    last_ended_at: datetime | None = None
    delay: timedelta = timedelta(hours=2)
    engaged: bool = False
    caller_ok: bool = True
    paid: bool = True
    stopped: bool = False
    paused: bool = False
    campaign_live: int = 0
    campaign_cap: int = 1
    trunk_live: int = 0
    trunk_cap: int = 1
    next_dial_at: datetime | None = None


NO_LINE = Line()


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """Everything that a decision rests on."""

    person: Person
    programme: Programme
    lane: Lane
    content: Content = COMPLETE
    automation_on: bool = True
    enrolled: bool = True
    line: Line = NO_LINE
