"""Rules for calls: the number, the attempts, the company, the trunk and what it may carry."""

from __future__ import annotations

from datetime import datetime, timedelta

from filon.actions.policy.decision import LANE_RETRY, Reason, Rule
from filon.actions.policy.shared import (
    lane_broken,
    not_due_yet,
    not_engaged,
    not_public,
    outside_days,
    outside_hours,
    public_holiday,
    suppressed,
)
from filon.actions.situation import ActionFacts, Due

LINE_RETRY = timedelta(seconds=60)
"""What waits for somebody to hang up is looked at again this much later."""
CAP_RETRY = timedelta(seconds=5)
"""The same for a place on a trunk or in a campaign."""
ALARM_CALLS = 50
"""Of so many of the last calls of a campaign, or of a trunk, it is counted how many were refused."""
ALARM_AFTER = 20
"""With fewer calls a share says nothing."""
ALARM_SHARE = 0.3
"""From this share on calling ends: operators block numbers of which so many calls are refused (403, 603, 607, 608)."""


def attempts_used(action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """Called as often as the campaign allows, three times at most (ST-23, ST-87)."""
    allowed = facts.line.attempts_allowed
    if facts.line.attempts_made < allowed and action.occurrence <= allowed:
        return None
    return Reason("attempts_used", params={"count": allowed})


def attempt_too_soon(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The delay since the end of the attempt before is not over (ST-24, ST-87)."""
    ended = facts.line.last_ended_at
    if ended is None or now >= ended + facts.line.delay:
        return None
    hours = facts.line.delay.total_seconds() / 3600
    return Reason("attempt_too_soon", ended + facts.line.delay, {"hours": round(hours, 1)})


def line_engaged(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Filon is on the phone with this number, or with this company: one call at a time."""
    return Reason("line_engaged", now + LINE_RETRY) if facts.line.engaged else None


def calls_stopped(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """The kill switch of the workspace."""
    return Reason("calls_stopped") if facts.line.stopped else None


def calls_paused(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """The campaign is paused, as every one is to begin with (ST-40, ST-95)."""
    return Reason("calls_paused") if facts.line.paused else None


def no_credit(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """More was used than there is (ST-14)."""
    return None if facts.line.paid else Reason("no_credit", now + LANE_RETRY)


def caller_number(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The number shown is not one that automated calls may show (compliance §4.4)."""
    return None if facts.line.caller_ok else Reason("caller_number", now + LANE_RETRY)


def trunk_broken(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The trunk has no line to give for now. Nothing is lost: it is called later."""
    return lane_broken("trunk_broken", facts, now)


def trunk_paused(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The trunk is set up wrongly, or somebody paused it."""
    return Reason("trunk_paused", now + LANE_RETRY) if facts.lane.paused else None


def trunk_full(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The trunk carries as many calls as it may."""
    line = facts.line
    if line.trunk_live < line.trunk_cap:
        return None
    return Reason("trunk_full", now + CAP_RETRY, {"count": line.trunk_cap})


def campaign_full(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The campaign has as many calls at once as it may (ST-31)."""
    line = facts.line
    if line.campaign_live < line.campaign_cap:
        return None
    return Reason("campaign_full", now + CAP_RETRY, {"count": line.campaign_cap})


def trunk_pace(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Too soon after the last call of the same trunk: calls a second."""
    at = facts.line.next_dial_at
    return Reason("trunk_pace", at) if at is not None and now < at else None


def burns_the_number(*, calls: int, refused: int) -> bool:
    """Whether so many of the last calls were refused that to go on would have the number shown blocked.

    ``calls`` ended since somebody last let them begin, ``refused`` of them by the operator or by who was called.
    """
    return calls >= ALARM_AFTER and refused >= ALARM_SHARE * calls


CALL_RULES: tuple[Rule, ...] = (
    suppressed,
    not_public,
    not_engaged,
    attempts_used,
    calls_stopped,
    calls_paused,
    not_due_yet,
    attempt_too_soon,
    outside_days,
    public_holiday,
    outside_hours,
    line_engaged,
    no_credit,
    caller_number,
    trunk_broken,
    trunk_paused,
    trunk_full,
    campaign_full,
    trunk_pace,
)

CALLS_MENDED_BY_HAND = frozenset({"no_credit", "caller_number", "trunk_paused"})
"""Reasons with a date that go only when a person does something; the date is when Filon looks again."""
