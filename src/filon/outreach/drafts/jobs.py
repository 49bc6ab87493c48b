"""The jobs of drafts."""

from __future__ import annotations

from uuid import UUID

from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.outreach.access import seen_by
from filon.outreach.drafts.models import Draft
from filon.outreach.ending import ALIVE
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations.enrolling import disengage
from filon.tenants.clock import clock_for
from filon.tenants.models import Member, Workspace
from filon.tenants.reader import Reader, reading
from filon.tenants.states import Role


@job()
def end_sequences(*, draft_id: UUID, contact_id: UUID) -> None:
    """Take who received a message by hand out of the sequences that its author may see. Twice is the same as once."""
    draft = Draft.objects.filter(id=draft_id).first()
    if draft is None or draft.author_id is None:
        return
    now = clock_for(Workspace.objects.get(id=current_workspace())).now()
    author = Member.objects.filter(user_id=draft.author_id, left_at=None)
    with reading(Reader(draft.author_id, author.filter(role=Role.MANAGER).exists())):
        running = Enrolment.objects.filter(contact_id=contact_id, state__in=ALIVE)
        seen = seen_by(Campaign.objects.filter(id__in=running.values("campaign_id")))
        for campaign_id in seen.order_by("id").values_list("id", flat=True):
            disengage(campaign_id, [contact_id], now=now, by=draft.author_id)
