"""May this be done now? One pure function, and one small rule for each reason not to.

A rule gives nothing when it has nothing against, a reason with a date when the action must wait until then, a reason
without one when it must not be done as things are (or when there is no open day to wait for). All the rules are asked,
so that a person who asks "why?" reads everything that blocks and not only what was met first. No channel decides for
itself, and no rule lives elsewhere.
"""

from __future__ import annotations

from datetime import datetime

from filon.actions.policy.calls import (
    ALARM_AFTER,
    ALARM_CALLS,
    ALARM_SHARE,
    CALL_RULES,
    CALLS_MENDED_BY_HAND,
    burns_the_number,
)
from filon.actions.policy.decision import ALLOW, LANE_RETRY, Allow, Decision, Postpone, Reason, Refuse, Rule
from filon.actions.policy.email import EMAIL_RULES, FAVOURITE_MINUTES, clock_face
from filon.actions.situation import ActionFacts, Due
from filon.actions.states import Channel

__all__ = [
    "ALARM_AFTER", "ALARM_CALLS", "ALARM_SHARE", "ALLOW", "CALLS_MENDED_BY_HAND", "CALL_RULES", "FAVOURITE_MINUTES",
    "FOR_GOOD", "LANE_RETRY", "ON_THE_CARD",
    "RULES", "Allow", "Decision", "Postpone", "Reason", "Refuse", "Rule", "burns_the_number",
    "clock_face", "decide",
]  # fmt: skip

RULES = EMAIL_RULES
BY_CHANNEL: dict[str, tuple[Rule, ...]] = {Channel.EMAIL: EMAIL_RULES, Channel.CALL: CALL_RULES}


def decide(action: Due, facts: ActionFacts, now: datetime) -> Decision:
    """The decision and every reason for it. ``now`` is aware."""
    reasons = tuple([reason for rule in BY_CHANNEL[action.channel] if (reason := rule(action, facts, now)) is not None])
    if not reasons:
        return ALLOW
    dates = [reason.until for reason in reasons if reason.until is not None]
    if len(dates) < len(reasons):
        return Refuse(reasons)
    until = facts.programme.window.next_open(max(dates))
    return Refuse((*reasons, Reason("no_sending_day"))) if until is None else Postpone(until, reasons)


FOR_GOOD = frozenset({"suppressed", "not_public", "unsubscribed_from_campaign", "contact_left", "bounced"})
"""Reasons that end the person's place in the programme, as a failure (A-CO-26). The others can be mended."""

ON_THE_CARD = frozenset({"missing_variable", "unedited_marker", "no_email", "email_unusable"})
"""Reasons that lie in what a card or a text says, and go when somebody writes it."""
