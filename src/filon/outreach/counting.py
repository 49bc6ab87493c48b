"""Whose clicks a campaign counts, and the addresses that its messages to them carry instead of the pages (OL-11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from filon.actions.people import Recipient
from filon.consent import tracking
from filon.consent.tracking import Measure, may_count
from filon.mail.links.address import MOST_LINKS, CountedLink, address_of
from filon.mail.rendering import CompiledMessage
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks


def countable(people: Collection[Recipient], *, workspace: Workspace) -> frozenset[UUID]:
    """Those whose clicks may be counted now, in one query at most: none while the workspace counts nobody's."""
    if workspace.counts_clicks == CountedClicks.NOBODY:
        return frozenset()
    said = tracking.answers(person.email for person in people)
    return frozenset(
        person.id
        for person in people
        if may_count(Measure.CLICK, workspace=workspace, answer=said.get(person.email), country=person.country or "")
    )


def counted_links(
    message: CompiledMessage, variables: Mapping[str, str], *, workspace_id: UUID, action_id: UUID
) -> dict[int, str]:
    """The counted address of every link of a message that may have one, by its number."""
    pages = message.countable(variables)
    return {
        number: address_of(CountedLink(workspace_id, action_id, number, page))
        for number, page in pages.items()
        if number < MOST_LINKS
    }
