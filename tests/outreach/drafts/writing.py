"""A message written by hand, and turns of the mailbox that it leaves from."""

from __future__ import annotations

from uuid import UUID

from tests.factories import make_mailbox, make_user
from tests.mail.peers import SmtpPeer

from filon.actions import scheduler
from filon.actions.lanes import LaneRef
from filon.crm.models import Contact
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.operations import UNDO_WITHIN, DraftFields, Hand, save_draft

SUBJECT, BODY = "Votre atelier", "Bonjour {{ prenom }},\n\nPouvons-nous en parler jeudi ?"


def written(people: list[Contact], *, clock: VirtualClock, mailbox: Mailbox | None = None, **fields: object) -> Draft:
    """A draft to these people of one company, by a user of its own, from a mailbox without spacing."""
    box = mailbox or make_mailbox(spacing_s=0, smtp_port=9)
    tab = uuid7()
    hand = Hand(user_id=make_user().pk, tab=tab, seen=tab)
    given = {"subject": SUBJECT, "body": BODY, "mailbox_id": box.id, "contact_ids": tuple(p.id for p in people)}
    company_id = people[0].company_id
    assert company_id is not None
    return save_draft(uuid7(), DraftFields(**{**given, **fields}), company_id=company_id, hand=hand, now=clock.now())


def from_peer(peer: SmtpPeer, **fields: object) -> Mailbox:
    return make_mailbox(**{"smtp_port": peer.port, "spacing_s": 0, **fields})


def turns(mailbox: Mailbox, clock: VirtualClock) -> int:
    """Turns of the mailbox until nothing is due."""
    lane = LaneRef(current_workspace(), "email", UUID(str(mailbox.id)))
    done = 0
    while amount := scheduler.turn(lane, clock=clock):
        done += amount
    return done


def after_the_undo(clock: VirtualClock) -> None:
    """The moment from which a message that was sent at once cannot be called back any more."""
    clock.advance(UNDO_WITHIN)
