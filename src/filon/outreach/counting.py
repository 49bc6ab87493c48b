"""What a campaign counts of whom, and the addresses that its messages to them carry for it (OL-11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from filon.actions.people import Recipient
from filon.consent import tracking
from filon.consent.tracking import Measure, may_count
from filon.mail.links.address import MOST_LINKS, CountedLink, address_of
from filon.mail.rendering import CompiledMessage
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks


class Counted(NamedTuple):
    """What is counted of a person; what the message must say depends on it."""

    clicks: bool = False
    opens: bool = False


NOTHING = Counted()


def countable(people: Collection[Recipient], *, workspace: Workspace) -> Mapping[UUID, Counted]:
    """What may be counted now of those of whom anything may, in one query; none while the workspace counts nothing."""
    if workspace.counts_clicks == CountedClicks.NOBODY and not workspace.counts_opens:
        return {}
    said = tracking.answers(person.email for person in people)
    found = {}
    for person in people:
        answer, country = said.get(person.email), person.country or ""
        found[person.id] = Counted(
            clicks=may_count(Measure.CLICK, workspace=workspace, answer=answer, country=country),
            opens=may_count(Measure.OPEN, workspace=workspace, answer=answer, country=country),
        )
    return {key: counted for key, counted in found.items() if counted != NOTHING}


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
