"""A click that ended somebody's place in a campaign, taken back within the hour: as if nothing had happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Value, When

from filon.actions.operations import revive
from filon.crm.events import ContactRestored, OptedIn
from filon.outreach.models import Enrolment
from filon.outreach.states import EnrolmentState, Outcome
from filon.timeline.events import Published, subscribe

UNDO_WITHIN = timedelta(hours=1)
"""Later it is a new decision: the person may be contacted again, but nothing old goes on by itself."""


@subscribe(ContactRestored)
def go_on_with_the_person(batch: Sequence[Published]) -> None:
    """[A quitté la société] was ticked by mistake (CO-38)."""
    for back in batch:
        _reopen(back, reason="contact_left")


@subscribe(OptedIn)
def go_on_at_their_wish(batch: Sequence[Published]) -> None:
    """[Ne plus contacter] was pressed by mistake."""
    for back in batch:
        _reopen(back, reason="unsubscribed")


def _reopen(back: Published, *, reason: str) -> None:
    if back.contact_id is None:
        return
    for campaign_id in _places(back.contact_id, reason=reason, since=back.at - UNDO_WITHIN, origin_id=back.origin_id):
        revive(now=back.at, codes=[reason], origin_id=campaign_id, subject_ids=[back.contact_id])


def _places(contact_id: UUID, *, reason: str, since: datetime, origin_id: UUID | None) -> list[UUID]:
    """Give back the places that ended for this reason since then; answers their campaigns."""
    ended = Enrolment.objects.filter(
        contact_id=contact_id, state=EnrolmentState.FINISHED, outcome_reason=reason, finished_at__gte=since
    )
    if origin_id is not None:
        ended = ended.filter(campaign_id=origin_id)
    campaigns = list(ended.values_list("campaign_id", flat=True))
    before = Case(When(last_sent_at=None, then=Value(EnrolmentState.WAITING)), default=Value(EnrolmentState.RUNNING))
    ended.update(state=before, outcome=Outcome.NONE, outcome_reason="", finished_at=None)
    return campaigns
