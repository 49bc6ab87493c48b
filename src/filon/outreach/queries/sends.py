"""Where the emails of a campaign stand: each step of the sequence, what was sent last, what is in doubt (OL-53, OL-54).
What will leave is in ``queries.upcoming``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from filon.actions.models import Action
from filon.actions.states import State
from filon.kernel.listing import ListSpec, Sort
from filon.mail.delivery.mailboxes import Standing
from filon.mail.models import Message
from filon.mail.states import Direction, MessageState
from filon.outreach.access import hidden
from filon.outreach.models import Campaign, Enrolment, Step
from filon.outreach.states import EnrolmentState

SENT = ListSpec(sorts={"at": Sort("at", desc=True)}, default_sort="at")


@dataclass(frozen=True)
class StepState:
    """A step of the sequence and where its emails stand (OL-54). ``replied`` people had it as their last email."""

    step: Step
    planned: int
    done: int
    stopped: int
    uncertain: int
    replied: int = 0


def turns(
    rows: Sequence[dict[str, Any]], lane: Standing | None, *, now: datetime
) -> Iterable[tuple[datetime, dict[str, Any]]]:
    """When each planned action of a mailbox has its turn: no sooner than it is due, one after the other with its
    spacing, and none beyond its cap.
    """
    if lane is None or not lane.working or lane.paused:
        return
    spacing, free_at, sent = lane.spacing, now, lane.sent
    if lane.last_sent_at is not None:
        free_at = max(now, lane.last_sent_at + spacing)
    for row in rows:
        if lane.cap is not None and sent >= lane.cap:
            return
        at = max(row["due_at"], free_at)
        yield at, row
        free_at, sent = at + spacing, sent + 1


def step_states(campaign: Campaign) -> list[StepState]:
    """Each step of the campaign's version with its emails, in three queries."""
    if campaign.version_id is None:
        return []
    rows = Action.objects.filter(origin_id=campaign.id).order_by().values("step")
    counted = rows.annotate(
        planned=Count("id", filter=Q(state__in=[State.PLANNED, State.CLAIMED])),
        done=Count("id", filter=Q(state=State.DONE)),
        stopped=Count("id", filter=Q(state__in=[State.CANCELLED, State.SKIPPED, State.FAILED])),
        uncertain=Count("id", filter=Q(state=State.UNCERTAIN)),
    )
    found = {row[0]: row[1:] for row in counted.values_list("step", "planned", "done", "stopped", "uncertain")}
    steps = Step.objects.filter(version_id=campaign.version_id).order_by("position")
    replied = _replied(campaign.id)
    return [StepState(step, *found.get(step.key, (0, 0, 0, 0)), replied.get(step.position, 0)) for step in steps]


def _replied(campaign_id: UUID) -> dict[int, int]:
    """How many people answered after which step, by its position."""
    rows = Enrolment.objects.filter(campaign_id=campaign_id, outcome_reason="replied").order_by()
    return {n - 1: count for n, count in rows.values_list("next_position").annotate(n=Count("id")) if n}


def available(campaign_id: UUID) -> int:
    """New contacts who have not been written to yet (OL-45)."""
    return Enrolment.objects.filter(campaign_id=campaign_id, state=EnrolmentState.WAITING).count()


def sent_messages(campaign_id: UUID | None = None) -> QuerySet[Message]:
    """Messages that left or may have left, for a list newest first (OL-53)."""
    left = [MessageState.SENDING, MessageState.SENT, MessageState.UNCERTAIN, MessageState.FAILED]
    rows = Message.objects.filter(direction=Direction.OUT, state__in=left)
    if campaign_id is not None:
        rows = rows.filter(origin_id=campaign_id)
    return rows.select_related("contact__company", "mailbox").defer("text", "verdict", "mailbox__signature")


def uncertain_messages(campaign_id: UUID | None = None) -> QuerySet[Message]:
    """Messages of which nobody knows whether they left, in the campaigns that the reader may see; a person decides."""
    rows = Message.objects.filter(direction=Direction.OUT, state=MessageState.UNCERTAIN)
    if campaign_id is not None:
        rows = rows.filter(origin_id=campaign_id)
    elif concealed := hidden():
        rows = rows.exclude(origin_id__in=concealed)
    return rows.select_related("contact__company", "mailbox").defer("text", "verdict").order_by("at", "id")
