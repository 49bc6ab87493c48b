"""Whom the policy would not let a draft go to, asked before it is planned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from filon.actions import facts
from filon.actions.policy import Reason, Refuse, decide
from filon.actions.situation import Due
from filon.actions.states import Channel
from filon.actions.why import deciding, lanes_of
from filon.crm.queries import names
from filon.kernel.ids import uuid7
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.origin import LETTER, STEP

BEING_WRITTEN = "not_launched"
"""What the policy has against every message that is not handed over yet."""


@dataclass(frozen=True)
class Held:
    """Somebody who would not receive it, and every reason."""

    contact_id: UUID
    name: str
    reasons: tuple[Reason, ...]


def held_back(draft: Draft, contact_ids: Collection[UUID], *, now: datetime) -> list[Held]:
    """Those of these recipients whom the policy refuses at this moment, by name; what only has to wait is not refused.

    The draft is asked as it is stored, in a number of queries that does not grow with the people.
    """
    if draft.mailbox_id is None:
        return []
    rounds = dict(draft.recipients.filter(contact__in=contact_ids).values_list("contact_id", "round"))
    dues = [_due(draft, contact_id, occurrence=n, now=now) for contact_id, n in rounds.items()]
    told = names(rounds)
    held = []
    for case in facts.load(dues, lanes=lanes_of(dues, now=now), now=now):
        decision = decide(case.due, case.facts, now)
        refused = deciding(decision) if isinstance(decision, Refuse) else ()
        if reasons := tuple(reason for reason in refused if _is_about_them(reason)):
            held.append(Held(case.due.subject_id, told.get(case.due.subject_id, ""), reasons))
    return sorted(held, key=lambda each: each.name)


def _is_about_them(reason: Reason) -> bool:
    """A missing subject is the matter of the message, not of its people."""
    return reason.until is None and reason.code != BEING_WRITTEN and reason.params.get("variables") != ["subject"]


def _due(draft: Draft, contact_id: UUID, *, occurrence: int, now: datetime) -> Due:
    assert draft.mailbox_id is not None
    return Due(
        id=uuid7(),
        channel=Channel.EMAIL,
        origin_kind=LETTER,
        origin_id=draft.id,
        step=STEP,
        subject_id=contact_id,
        lane_id=draft.mailbox_id,
        wanted_at=now,
        company_id=draft.company_id,
        occurrence=occurrence,
    )
