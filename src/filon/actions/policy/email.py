"""Rules for messages: the address, the campaign, the mailbox, the text."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

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

FAVOURITE_MINUTES = 60
"""The stretch of the day that a favourite minute begins."""


def unsubscribed_from_campaign(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """Asked not to receive this programme any more (OL-81)."""
    return Reason("unsubscribed_from_campaign") if facts.person.unsubscribed else None


def contact_left(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """No longer works there (CO-33)."""
    return Reason("contact_left") if facts.person.left else None


def no_email(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """There is nowhere to write to."""
    return None if facts.person.has_email else Reason("no_email")


def bounced(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """The address was refused for good (OL-60)."""
    return Reason("bounced") if facts.person.bounced else None


def opportunity_off(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """Somebody of the company answered, or a user turned the robot off (OL-22, OL-88)."""
    return None if facts.automation_on else Reason("opportunity_off")


def campaign_stopped(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """A user stopped the programme (OL-42)."""
    return Reason("campaign_stopped") if facts.programme.stopped else None


def not_launched(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """Still a draft."""
    return None if facts.programme.launched else Reason("not_launched")


def not_approved(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Waits for approval; what is approved today leaves on the next sending day (OL-28, OL-29)."""
    if facts.programme.approved:
        return None
    window = facts.programme.window
    return Reason("not_approved", window.opening_after(window.local_day(now)))


def before_start(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The start date, or the day after launch, has not come (OL-27)."""
    window, starts_on = facts.programme.window, facts.programme.starts_on
    if starts_on is None or window.local_day(now) >= starts_on:
        return None
    return Reason("before_start", window.opening_on(starts_on))


def better_hour(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Answers come later in the day: it waits for that hour, never beyond the day's window (OL-30, A-OL-7)."""
    window, minute = facts.programme.window, facts.programme.favourite_minute
    if minute is None:
        return None
    day = window.local_day(now)
    opens, closes = window.hours(day)
    at = datetime.combine(day, time(*divmod(minute, 60)), tzinfo=window.zone).astimezone(UTC)
    if not (opens <= at < closes and now < at):
        return None
    return Reason("better_hour", at, {"from": clock_face(minute), "to": clock_face(minute + FAVOURITE_MINUTES)})


def clock_face(minute: int) -> str:
    """A minute of the day as a clock shows it: 620 is 10:20."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def new_contacts_budget(action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Enough new people for today; follow-ups are not counted (OL-46)."""
    programme = facts.programme
    if not action.opening or programme.new_per_day is None or programme.new_count < programme.new_per_day:
        return None
    today = programme.window.local_day(now)
    if today != programme.new_on:
        return None
    until = programme.window.opening_after(today)
    return Reason("new_contacts_budget", until, {"count": programme.new_per_day})


def daily_cap(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The mailbox has sent what it may in a day."""
    lane = facts.lane
    if lane.cap is None or lane.sent < lane.cap:
        return None
    today = now.astimezone(lane.zone).date()
    if today != lane.sent_on:
        return None
    midnight = datetime.combine(today + timedelta(days=1), time(0), tzinfo=lane.zone)
    return Reason("daily_cap", midnight.astimezone(UTC), {"count": lane.cap})


def spacing(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """Too soon after the last message of the same mailbox."""
    lane = facts.lane
    if not lane.spacing or lane.last_at is None:
        return None
    free_at = lane.last_at + lane.spacing
    return Reason("spacing", free_at, {"seconds": int(lane.spacing.total_seconds())}) if now < free_at else None


def mailbox_broken(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """The mailbox does not work. Nothing is lost: it leaves once the mailbox is mended."""
    return lane_broken("mailbox_broken", facts, now)


def mailbox_paused(_action: Due, facts: ActionFacts, now: datetime) -> Reason | None:
    """A user paused the mailbox."""
    return Reason("mailbox_paused", now + LANE_RETRY) if facts.lane.paused else None


def missing_variable(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """The text needs a fact that this person lacks and gives nothing to say instead."""
    missing = facts.content.missing
    return Reason("missing_variable", params={"variables": list(missing)}) if missing else None


def unedited_marker(_action: Due, facts: ActionFacts, _now: datetime) -> Reason | None:
    """The text still holds a place to fill in by hand, such as ``XX Nom XX`` (A-CO-21)."""
    markers = facts.content.markers
    return Reason("unedited_marker", params={"markers": list(markers)}) if markers else None


EMAIL_RULES: tuple[Rule, ...] = (
    suppressed,
    not_public,
    unsubscribed_from_campaign,
    contact_left,
    no_email,
    bounced,
    not_engaged,
    opportunity_off,
    campaign_stopped,
    not_launched,
    not_approved,
    before_start,
    not_due_yet,
    outside_days,
    public_holiday,
    outside_hours,
    better_hour,
    new_contacts_budget,
    daily_cap,
    spacing,
    mailbox_broken,
    mailbox_paused,
    missing_variable,
    unedited_marker,
)
