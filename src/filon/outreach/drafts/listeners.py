"""What drafts do when something happens to the people they are for."""

from __future__ import annotations

from collections.abc import Sequence

from filon.crm.events import ContactErased
from filon.crm.traces import traces_of
from filon.outreach.drafts.operations import forget_drafts
from filon.timeline.events import Published, subscribe


@subscribe(ContactErased)
def forget_in_drafts(batch: Sequence[Published]) -> None:
    """Drafts keep nothing of somebody who asked to be erased (RGPD, art. 17)."""
    gone = traces_of(batch)
    companies = {each.company_id for each in batch if each.company_id}
    forget_drafts(gone.contact_ids, company_ids=companies, are_in=gone.are_in)
