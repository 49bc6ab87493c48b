"""A newsletter that people have subscribed to, and turns of its mailbox at the times a test chooses."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from tests.factories import MADE_AT, make_mailbox
from tests.mail.peers import SmtpPeer

from filon.actions import scheduler
from filon.actions.lanes import LaneRef
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox
from filon.outreach.newsletters import operations
from filon.outreach.newsletters.models import Issue, Newsletter

_number = count(1)
BODY = "Bonjour {{ prenom | à vous }},\n\nVoici nos nouvelles."
NINE = timedelta(hours=1)
"""From the beginning of a test to the opening of the day."""


def make_newsletter(**fields: Any) -> Newsletter:
    """An active newsletter."""
    given = {"name": f"Nouvelles {next(_number)}", "active": True, "created_at": MADE_AT, "updated_at": MADE_AT}
    return Newsletter.objects.create(**{**given, **fields})


def make_issue(newsletter: Newsletter, **fields: Any) -> Issue:
    given = {"subject": f"Numéro {next(_number)}", "body": BODY, "created_at": MADE_AT, "updated_at": MADE_AT}
    return Issue.objects.create(newsletter=newsletter, **{**given, **fields})


def box(peer: SmtpPeer | None = None, **fields: Any) -> Mailbox:
    """A mailbox without caps."""
    return make_mailbox(smtp_port=peer.port if peer else 9, spacing_s=0, daily_cap=100_000, **fields)


def subscribed(newsletter: Newsletter, people: list[Contact], *, mailbox: Mailbox, now: datetime) -> None:
    done = operations.subscribe(newsletter.id, [p.id for p in people], mailbox_id=mailbox.id, now=now)
    assert done.fresh == len(people)


def turns(mailbox: Mailbox, clock: VirtualClock, *, most: int = 500) -> int:
    """Turns of the mailbox until nothing is due."""
    lane = LaneRef(current_workspace(), "email", UUID(str(mailbox.id)))
    done = 0
    while amount := scheduler.turn(lane, clock=clock, most=most):
        done += amount
    return done
