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
from filon.mail.rendering import VARIABLES
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.origin import LETTER, STEP
from filon.outreach.drafts.wording import FRENCH

OF_THE_WORDS = frozenset({"not_launched", "unedited_marker"})
"""What the policy has against a message for whomever it is: that it is being written still."""
OF_THE_MESSAGE = frozenset(variable.name for variable in VARIABLES if variable.owner != "recipient")
"""Variables that have the same value for everybody."""


@dataclass(frozen=True)
class Held:
    """Somebody who would not receive it, and every reason."""

    contact_id: UUID
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Judged:
    """``held`` would not receive it; ``lacking`` are variables of the message itself that have no value, by the names
    that texts use."""

    held: tuple[Held, ...] = ()
    lacking: tuple[str, ...] = ()


def judge(draft: Draft, contact_ids: Collection[UUID], *, now: datetime) -> Judged:
    """Whom of these recipients the policy refuses at this moment, by name; what only has to wait is not refused.

    The draft is asked as it is stored, in a number of queries that does not grow with the people.
    """
    if draft.mailbox_id is None:
        return Judged()
    rounds = dict(draft.recipients.filter(contact__in=contact_ids).values_list("contact_id", "round"))
    dues = [_due(draft, contact_id, occurrence=n, now=now) for contact_id, n in rounds.items()]
    told = names(rounds)
    held, lacking = [], set[str]()
    for case in facts.load(dues, lanes=lanes_of(dues, now=now), now=now):
        decision = decide(case.due, case.facts, now)
        refused = deciding(decision) if isinstance(decision, Refuse) else ()
        lacking |= {FRENCH[name] for name in case.facts.content.missing if name in OF_THE_MESSAGE}
        if reasons := tuple(theirs for reason in refused if (theirs := _about_them(reason))):
            held.append(Held(case.due.subject_id, told.get(case.due.subject_id, ""), reasons))
    return Judged(tuple(sorted(held, key=lambda each: each.name)), tuple(sorted(lacking)))


def _about_them(reason: Reason) -> Reason | None:
    """As much of a reason as lies in the person: a marker or the subject is the matter of the message."""
    if reason.until is not None or reason.code in OF_THE_WORDS:
        return None
    if reason.code != "missing_variable":
        return reason
    theirs = [name for name in reason.params["variables"] if name not in OF_THE_MESSAGE and name != "subject"]
    return Reason(reason.code, params={"variables": theirs}) if theirs else None


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
