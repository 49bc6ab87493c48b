"""What makes a visitor of a site known: a ticket in the address to which a click in one of our mails leads.

It names a message, is sealed, and holds for half a year. Nothing is stored for it, here or in the browser, before the
person has agreed on the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from filon.kernel.seals import opened, sealed

NAME = "filon"
"""Of the parameter, and of what the script keeps in the browser of who agreed."""
HOLDS = timedelta(days=180)
"""CNIL: an agreement is asked for again after six months."""
KIND = "site visitor"
FIRST_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Ticket:
    """For the site of a workspace, given on a day to who received a message."""

    workspace_id: UUID
    site_id: UUID
    message_id: UUID
    given_on: date


def written(ticket: Ticket) -> str:
    """As it stands in an address."""
    days = (ticket.given_on - FIRST_DAY).days
    named = ticket.workspace_id.bytes + ticket.site_id.bytes + ticket.message_id.bytes + days.to_bytes(4, "big")
    return sealed(KIND, named)


def read(text: str, *, now: datetime) -> Ticket | None:
    """The ticket, or None for anything that is not ours or holds no more."""
    named = opened(KIND, text, length=52)
    if named is None:
        return None
    given_on = FIRST_DAY + timedelta(days=int.from_bytes(named[48:], "big"))
    if now.astimezone(UTC).date() - given_on > HOLDS:
        return None
    return Ticket(UUID(bytes=named[:16]), UUID(bytes=named[16:32]), UUID(bytes=named[32:48]), given_on)


def added_to(url: str, ticket: Ticket) -> str:
    """The address with the ticket: behind ``#``, where no server reads it, unless that place is taken.

    >>> added_to("https://a.example/x", ticket)
    'https://a.example/x#filon=…'
    """
    address, mark, fragment = url.partition("#")
    said = f"{NAME}={written(ticket)}"
    if not mark:
        return f"{address}#{said}"
    return f"{address}{'&' if '?' in address else '?'}{said}#{fragment}"
