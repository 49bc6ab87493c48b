"""What the worker does again and again about campaigns."""

from __future__ import annotations

from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.outreach.ending import finish_silent
from filon.outreach.newsletters.models import Issue
from filon.outreach.newsletters.operations import settle
from filon.outreach.newsletters.states import IssueState
from filon.outreach.operations.hours import refresh_hours
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

EVERY_FIVE_MINUTES_S = 300.0
ONCE_AN_HOUR_S = 3600.0
EVERY_SIX_HOURS_S = 21600.0


@loop("sequences without reply", every=ONCE_AN_HOUR_S)
def end_silent_sequences() -> int:
    """End the way of those who have had every step and did not answer (A-CO-26); answers how many."""
    ended = 0
    for workspace in Workspace.objects.all():
        with scope(workspace.id):
            ended += finish_silent(now=clock_for(workspace).now())
    return ended


@loop("hours of answers", every=EVERY_SIX_HOURS_S)
def follow_the_answers() -> int:
    """Find out at which hour the campaigns of each workspace are answered most (OL-30); how many moved."""
    moved = 0
    for workspace in Workspace.objects.all():
        with scope(workspace.id):
            moved += refresh_hours(now=clock_for(workspace).now())
    return moved


@loop("issues of newsletters", every=EVERY_FIVE_MINUTES_S)
def close_issues() -> int:
    """Call sent the issues whose last mails were cancelled one by one, which no worker notices; how many."""
    closed = 0
    for workspace in Workspace.objects.all():
        with scope(workspace.id):
            planned = list(Issue.objects.filter(state=IssueState.PLANNED).values_list("id", flat=True))
            if planned:
                closed += settle(planned, now=clock_for(workspace).now())
    return closed
