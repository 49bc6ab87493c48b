"""What becomes of people in a campaign once their message has ended, one way or another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from filon.actions.outcomes import Outcome as Ended
from filon.actions.policy import FOR_GOOD, Refuse
from filon.actions.situation import Due
from filon.actions.states import State
from filon.kernel import bulk
from filon.mail.delivery.outgoing import Delivered, Outgoing
from filon.outreach.ending import finish
from filon.outreach.models import Step
from filon.outreach.operations.launching import mark_started
from filon.outreach.planning import Following, plan_next
from filon.outreach.states import Outcome

PLACES = """
select e.campaign_id, e.contact_id, e.id, e.version_id
from unnest(%b::uuid[], %b::uuid[]) row (campaign_id, contact_id)
join outreach_enrolment e on e.campaign_id = row.campaign_id and e.contact_id = row.contact_id
"""
ADVANCE = """
update outreach_enrolment e set
    state = 'running', next_position = row.position + 1, last_sent_at = moment, last_message_id = row.message_id,
    thread_id = row.thread_id
from (select %b::timestamptz moment) clock,
     unnest(%b::uuid[], %b::int[], %b::text[], %b::uuid[]) row (id, position, message_id, thread_id)
where e.id = row.id and e.state in ('waiting', 'running') and e.next_position <= row.position
returning e.campaign_id, e.contact_id, e.company_id, e.version_id, e.next_position, e.round
"""


def advance(outcomes: Sequence[Ended], *, now: datetime) -> int:
    """Move those whose message was sent to the next step and plan it; end the way of those whose message failed.

    An uncertain message holds its person where they are until somebody settles the doubt. Answers how many have a next
    step. A person who answered, left or was stopped meanwhile is past moving: nothing is planned for them.
    """
    sent = [ended for ended in outcomes if ended.state is State.DONE]
    for campaign_id, contact_ids in _by_campaign([e.due for e in outcomes if e.state is State.FAILED]).items():
        finish(contact_ids, origin_id=campaign_id, outcome=Outcome.FAILURE, reason="undeliverable", now=now)
    if not sent:
        return 0
    mark_started({ended.due.origin_id for ended in sent}, now=now)
    moved = bulk.run(ADVANCE, now, *bulk.columns(_rows(sent), 4))
    return plan_next([Following(*row) for row in moved], now=now)


def refuse(refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
    """Reasons that hold for good end a person's way as a failure; the others leave them where they are."""
    for code in sorted(FOR_GOOD):
        people = [due for due, decision in refused if any(reason.code == code for reason in decision.reasons)]
        for campaign_id, contact_ids in _by_campaign(people).items():
            finish(contact_ids, origin_id=campaign_id, outcome=Outcome.FAILURE, reason=code, now=now)


def _rows(sent: Sequence[Ended]) -> list[tuple[object, ...]]:
    """(enrolment, position of the step sent, Message-ID, thread) of those who are in the campaign and whose step is."""
    pairs = [(ended.due.origin_id, ended.due.subject_id) for ended in sent]
    places = {row[:2]: row[2:] for row in bulk.run(PLACES, *bulk.columns(pairs, 2))}
    versions = {version_id for _enrolment, version_id in places.values()}
    steps = {(s.version_id, s.key): s.position for s in Step.objects.filter(version_id__in=versions)}
    found: list[tuple[object, ...]] = []
    for pair, ended in zip(pairs, sent, strict=True):
        enrolment_id, version_id = places.get(pair, (None, None))
        position = steps.get((version_id, ended.due.step))
        if position is not None:
            found.append((enrolment_id, position, *_name(ended)))
    return found


def _name(ended: Ended) -> tuple[str, UUID | None]:
    """The Message-ID and the thread of what was sent."""
    sent = ended.detail.outgoing if isinstance(ended.detail, Delivered) else ended.detail
    return (sent.message_id, sent.thread_id) if isinstance(sent, Outgoing) else ("", None)


def _by_campaign(dues: Sequence[Due]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for due in dues:
        found.setdefault(due.origin_id, []).append(due.subject_id)
    return found
