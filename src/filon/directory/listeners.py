"""What the directory does when a company changes. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from filon.directory.events import CompanyChanged
from filon.directory.parks.site_looks import forget_looks
from filon.timeline.events import Published, subscribe


@subscribe(CompanyChanged)
def read_the_new_site(batch: Sequence[Published]) -> None:
    """The week between two looks is of one site: a corrected address is another."""
    moved = [
        published.company_id
        for published in batch
        if published.company_id and isinstance(published.event, CompanyChanged) and "website" in published.event.fields
    ]
    if moved:
        forget_looks(moved)
