"""Rules that hold for whatever is done: the person, the programme, the moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from filon.actions.policy.decision import LANE_RETRY, Reason
from filon.actions.situation import ActionFacts, Due
from filon.actions.states import Channel


def suppressed(action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """On the workspace's opposition list: by address, by domain or by company (compliance §4.1)."""
    return Reason("suppressed", params=_how(action)) if facts.person.suppressed else None


def not_public(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """Its company may not be used for prospecting: SIRENE says of it anything but "O" (compliance §4.5)."""
    return Reason("not_public") if facts.person.masked else None


def not_engaged(action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """Taken out of the programme, or at its end (OL-78, OL-79)."""
    return None if facts.enrolled else Reason("not_engaged", params=_how(action))


def not_due_yet(action: Due, _facts: ActionFacts, now: datetime) -> Reason | None:
    """Its step comes later: the delay of the sequence, an absence, a retry."""
    return Reason("not_due_yet", action.wanted_at) if now < action.wanted_at else None


def outside_days(action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Nothing leaves on a day that is not selected (OL-32)."""
    window = facts.programme.window
    day = window.local_day(now)
    return None if window.selects(day) else Reason("outside_days", window.opening_after(day), _how(action))


def public_holiday(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Nothing leaves on a public holiday."""
    window = facts.programme.window
    day = window.local_day(now)
    return Reason("public_holiday", window.opening_after(day)) if window.is_holiday(day) else None


def outside_hours(action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Too early or too late in the day, or in its break."""
    window = facts.programme.window
    day = window.local_day(now)
    ahead = [opens for opens, closes in window.spans(day) if now < closes]
    if ahead and ahead[0] <= now:
        return None
    if not ahead:
        return Reason("outside_hours", window.opening_after(day), _how(action))
    return Reason("outside_hours", window.next_open(ahead[0]), _how(action))


def lane_broken(code: str, facts: ActionFacts, now: datetime) -> Reason | None:
    """The mailbox or the trunk does not work: its room's own rule says under which code."""
    if facts.lane.working:
        return None
    retry_at = facts.lane.retry_at
    return Reason(code, now + LANE_RETRY if retry_at is None or retry_at <= now else retry_at)


def _how(action: Due) -> Mapping[str, Any]:
    """What is not an email says so, for the sentence."""
    return {} if action.channel == Channel.EMAIL else {"channel": str(action.channel)}
