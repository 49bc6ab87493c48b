"""A mail comes in by SMTP: it is filed, delivered inside the sandbox, and the people it is for react later."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.demo.behaviours import Kind, Reaction, react, reply_as
from filon.demo.behaviours.clicks import CLICK, reading
from filon.demo.behaviours.replies import Received
from filon.demo.logins import CATCH_ALL
from filon.demo.models import SandboxMail, SandboxReaction
from filon.demo.operations.accounts import Account, Filing, file_mail, find_account
from filon.demo.operations.clicking import noted
from filon.demo.servers.store import INBOX, SEEN, SENT
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace, scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

SEED = 33
"""The same people in every sample workspace, reset or not; this draw shows every behaviour in the sample market."""

NOT_READ = (Kind.HARD_BOUNCE, Kind.SOFT_BOUNCE, Kind.CHALLENGE)

logger = logging.getLogger(__name__)


def catch(raw: bytes, *, sender: str, recipients: Sequence[str], account: str) -> None:
    """Take over a mail. ``account`` is who signed in to send it, ``""`` when nobody did.

    It is filed as sent with the sender's account (or the catch-all one, for what Filon sends itself), once for each
    recipient. A recipient who has an account receives it; any other is a sample prospect, who reacts.
    """
    owner = find_account(account or sender) or find_account(CATCH_ALL)
    if owner is None:
        logger.warning("the sandbox has no account at all: run `filon demo ensure`")
        return
    with scope(owner.workspace_id), transaction.atomic():
        now = _now(owner.workspace_id)
        for recipient in recipients:
            filing = Filing(raw, now, sender, recipient, (SEEN,))
            mail = file_mail(owner.account_id, SENT, filing=filing)
            _hand_over(mail, owner, now=now)


def answer_as_prospect(mail_id: UUID, *, text: str, now: datetime) -> None:
    """The person who plays the prospect writes back at once, in the prospect's name. Refused when the mail names
    nobody to answer."""
    mail = SandboxMail.objects.select_related("account").get(id=mail_id, folder=SENT)
    try:
        reaction = reply_as(bytes(mail.raw), recipient=mail.recipient, text=text, at=now)
    except ValueError:
        raise Refused(_("Ce message n’a pas d’expéditeur à qui répondre."), code="no_sender") from None
    deliver(mail, reaction, at=now)


def deliver(mail: SandboxMail, reaction: Reaction, *, at: datetime) -> None:
    """Put what came back for ``mail`` into the inbox of the account it is for, else of the one that sent."""
    owner = find_account(reaction.to)
    local = owner is not None and owner.workspace_id == current_workspace()
    account_id = owner.account_id if owner is not None and local else mail.account_id
    file_mail(account_id, INBOX, filing=Filing(reaction.raw, at, mail.recipient, reaction.to))


def _hand_over(mail: SandboxMail, owner: Account, *, now: datetime) -> None:
    to = find_account(mail.recipient)
    if to is not None:
        with scope(to.workspace_id):
            received_at = _now(to.workspace_id)
            file_mail(to.account_id, INBOX, filing=Filing(bytes(mail.raw), received_at, mail.sender, mail.recipient))
        return
    SandboxReaction.objects.bulk_create(
        SandboxReaction(
            mail=mail,
            account_id=owner.account_id,
            kind=reaction.kind,
            due_at=now + reaction.delay,
            raw=reaction.raw,
        )
        for reaction in react(bytes(mail.raw), recipient=mail.recipient, now=now, seed=SEED)
    )
    _will_click(mail, owner, now=now)


def _will_click(mail: SandboxMail, owner: Account, *, now: datetime) -> None:
    """Some follow a link besides, where their workspace counts it; nobody whose server does not deliver the mail."""
    if SandboxReaction.objects.filter(mail=mail, kind__in=NOT_READ).exists():
        return
    if found := reading(Received.of(bytes(mail.raw), mail.recipient), seed=SEED):
        SandboxReaction.objects.create(
            mail=mail,
            account_id=owner.account_id,
            kind=CLICK,
            due_at=now + found.delay,
            raw=noted(found.url, found.paths),
        )


def _now(workspace_id: UUID) -> datetime:
    return clock_for(Workspace.objects.get(id=workspace_id)).now()
