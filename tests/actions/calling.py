"""Situations of a call: one in which nothing blocks, and one change for each reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.actions.situations import DUE, MONDAY, PARIS, Change, facts, lane, person, window

from filon.actions.calendar import Window
from filon.actions.situation import ActionFacts, Lane, Line, Person, Programme

OFFICE = Window(frozenset(range(5)), 9, 18, PARIS, "FR", breaks=((12, 14),))
CALL = replace(DUE, channel="call", step="light", occurrence=1, opening=False)
CALLABLE = ActionFacts(person=Person(), programme=Programme(window=OFFICE), lane=Lane(zone=PARIS))


def line(**changes: object) -> Change:
    return lambda due, before: (due, replace(before, line=replace(Line(), **changes)))


CALL_CAUSES: dict[str, Change] = {
    "suppressed": person(suppressed=True),
    "not_public": person(masked=True),
    "not_engaged": facts(enrolled=False),
    "attempts_used": line(attempts_made=3),
    "calls_stopped": line(stopped=True),
    "calls_paused": line(paused=True),
    "not_due_yet": lambda due, before: (replace(due, wanted_at=MONDAY + timedelta(hours=1)), before),
    "attempt_too_soon": line(attempts_made=1, last_ended_at=MONDAY - timedelta(minutes=119)),
    "outside_days": window(days=frozenset({1, 3})),
    "public_holiday": window(country="US", days=frozenset(range(7))),
    "outside_hours": window(breaks=((10, 14),)),
    "line_engaged": line(engaged=True),
    "no_credit": line(paid=False),
    "caller_number": line(caller_ok=False),
    "trunk_broken": lane(working=False),
    "trunk_paused": lane(paused=True),
    "trunk_full": line(trunk_live=30, trunk_cap=30),
    "campaign_full": line(campaign_live=5, campaign_cap=5),
    "trunk_pace": line(next_dial_at=MONDAY + timedelta(seconds=1)),
}
