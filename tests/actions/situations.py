"""Situations for the policy: one in which nothing blocks, and one change for each reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window
from filon.actions.situation import ActionFacts, Due, Lane, Person, Programme

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=PARIS).astimezone(UTC)
TODAY = date(2026, 11, 23)

WINDOW = Window(frozenset(range(5)), 9, 18, PARIS, "FR")
DUE = Due(
    id=UUID(int=1),
    channel="email",
    origin_kind="campaign",
    origin_id=UUID(int=2),
    step="one",
    subject_id=UUID(int=3),
    lane_id=UUID(int=4),
    wanted_at=MONDAY - timedelta(hours=1),
    opening=True,
)
FREE = ActionFacts(person=Person(), programme=Programme(window=WINDOW), lane=Lane(zone=PARIS))

Case = tuple[Due, ActionFacts]
Change = Callable[[Due, ActionFacts], Case]


def person(**changes: bool) -> Change:
    return lambda due, facts: (due, replace(facts, person=replace(facts.person, **changes)))


def programme(**changes: object) -> Change:
    return lambda due, facts: (due, replace(facts, programme=replace(facts.programme, **changes)))


def lane(**changes: object) -> Change:
    return lambda due, facts: (due, replace(facts, lane=replace(facts.lane, **changes)))


def facts(**changes: object) -> Change:
    return lambda due, before: (due, replace(before, **changes))


def content(**changes: tuple[str, ...]) -> Change:
    return lambda due, before: (due, replace(before, content=replace(before.content, **changes)))


def window(**changes: object) -> Change:
    def change(due: Due, before: ActionFacts) -> Case:
        changed = replace(before.programme.window, **changes)
        return due, replace(before, programme=replace(before.programme, window=changed))

    return change


CAUSES: dict[str, Change] = {
    "suppressed": person(suppressed=True),
    "not_public": person(masked=True),
    "unsubscribed_from_campaign": person(unsubscribed=True),
    "contact_left": person(left=True),
    "no_email": person(has_email=False),
    "bounced": person(bounced=True),
    "not_engaged": facts(enrolled=False),
    "opportunity_off": facts(automation_on=False),
    "campaign_stopped": programme(stopped=True),
    "not_launched": programme(launched=False),
    "not_approved": programme(approved=False),
    "before_start": programme(starts_on=TODAY + timedelta(days=3)),
    "not_due_yet": lambda due, before: (replace(due, wanted_at=MONDAY + timedelta(days=2)), before),
    "outside_days": window(days=frozenset({1, 3})),
    "public_holiday": window(country="US", days=frozenset(range(7))),
    "outside_hours": window(first_hour=14),
    "better_hour": programme(favourite_minute=14 * 60 + 20),
    "new_contacts_budget": programme(new_per_day=50, new_on=TODAY, new_count=50),
    "daily_cap": lane(cap=200, sent=200, sent_on=TODAY),
    "spacing": lane(spacing=timedelta(seconds=90), last_at=MONDAY - timedelta(seconds=30)),
    "mailbox_broken": lane(working=False),
    "mailbox_paused": lane(paused=True),
    "missing_variable": content(missing=("first_name",)),
    "unedited_marker": content(markers=("XX Nom XX",)),
}
"""What makes each reason true on MONDAY when nothing else blocks; ``public_holiday`` is tried on THANKSGIVING."""

THANKSGIVING = datetime(2026, 11, 26, 10, 30, tzinfo=PARIS).astimezone(UTC)


def moment_of(code: str) -> datetime:
    return THANKSGIVING if code == "public_holiday" else MONDAY
