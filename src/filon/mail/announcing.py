"""Who is told of what happens to mail: the sender alone (CO-178), and whoever's mailbox stopped working (CO-179)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.kernel.tenancy import current_workspace
from filon.mail.events import MailboxBroken, MailClicked, MailHandled, MailOpened, ReplyReceived
from filon.mail.models import Mailbox, Message
from filon.mail.states import Trouble
from filon.notices import kinds
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence, notify, settle
from filon.tenants.models import Member
from filon.tenants.states import Role
from filon.timeline.events import Published, subscribe

Data = Mapping[str, Any]


def register() -> None:
    kinds.register(
        Kind(
            key=ReplyReceived.kind,
            label=gettext_lazy("Réponse reçue"),
            hint=gettext_lazy("À un e-mail dont vous êtes l’expéditeur."),
            icon="reply",
            order=10,
            tell=lambda data: _("Réponse reçue"),
            by_default=kinds.BOTH,
        ),
        Kind(
            key=MailClicked.kind,
            label=gettext_lazy("Lien cliqué"),
            icon="mouse-pointer-click",
            order=20,
            tell=lambda data: _("Lien cliqué"),
            by_default=kinds.APP,
        ),
        Kind(
            key=MailOpened.kind,
            label=gettext_lazy("E-mail ouvert"),
            icon="mail-open",
            order=30,
            tell=lambda data: _("E-mail ouvert"),
            by_default=kinds.NOWHERE,
        ),
        Kind(
            key=MailboxBroken.kind,
            label=gettext_lazy("Boîte mail désynchronisée"),
            hint=gettext_lazy("Rien ne part ni n’est lu tant qu’elle n’est pas reconnectée."),
            icon="unplug",
            order=100,
            tell=broken,
            by_default=kinds.EVERYWHERE,
            technical=True,
            page=lambda data: reverse("mail:mailboxes"),
        ),
    )


@subscribe(ReplyReceived, MailClicked, MailOpened)
def tell_the_sender(batch: Sequence[Published]) -> None:
    """Of an answer, a click or an open, whoever's mailbox the message had left from; nobody else (CO-178)."""
    senders = senders_of({key for published in batch if (key := _ours(published))})
    notify(
        Occurrence(
            kind=published.event.kind,
            key=_key(published),
            user_ids=[senders[ours]],
            at=published.at,
            company_id=published.company_id,
            contact_id=published.contact_id,
            origin_id=published.origin_id,
        )
        for published in batch
        if (ours := _ours(published)) in senders
    )


@subscribe(MailboxBroken)
def tell_of_a_broken_mailbox(batch: Sequence[Published]) -> None:
    """The mailbox's owner; without one, the managers, who may mend it."""
    for published in batch:
        event = published.event
        assert isinstance(event, MailboxBroken)
        mailbox = Mailbox.objects.only("owner_id", "email").get(id=event.mailbox_id)
        told = Occurrence(
            kind=event.kind,
            key=published.id or mailbox.id,
            user_ids=[mailbox.owner_id] if mailbox.owner_id else _managers(),
            at=published.at,
            data={"mailbox": str(mailbox.id), "code": event.code},
        )
        notify([told])


@subscribe(MailHandled)
def settle_what_was_handled(batch: Sequence[Published]) -> None:
    """Whoever deals with an answer on their day has dealt with its notice, and with those of what came before it."""
    for published in batch:
        event = published.event
        assert isinstance(event, MailHandled)
        if published.actor_id is not None:
            with_it = Q(contact_id=published.contact_id, contact__isnull=False, handled_at=published.at)
            keys = Message.objects.filter(Q(id=event.message_id) | with_it).values_list("id", flat=True)
            settle(ReplyReceived.kind, keys, user_id=published.actor_id, now=published.at)


def senders_of(message_ids: set[UUID]) -> dict[UUID, int]:
    """Message → the user whose mailbox it left from, where there is one."""
    rows = Message.objects.filter(id__in=message_ids).exclude(mailbox__owner=None)
    return dict(rows.values_list("id", "mailbox__owner_id")) if message_ids else {}


def broken(data: Data) -> str:
    code = data.get("code", "")
    reason = str(Trouble(code).label).lower() if code in Trouble.values else code
    return _("Boîte mail désynchronisée : %(reason)s") % {"reason": reason}


def _ours(published: Published) -> UUID | None:
    """The message of ours that was answered, opened or clicked; the answer's own mailbox is the one it came to."""
    event = published.event
    if isinstance(event, ReplyReceived):
        return event.answers or event.message_id
    return event.message_id if isinstance(event, MailClicked | MailOpened) else None


def _key(published: Published) -> UUID:
    """Told once a message, clicks once a link."""
    event = published.event
    assert isinstance(event, ReplyReceived | MailClicked | MailOpened)
    return published.id if isinstance(event, MailClicked) and published.id else event.message_id


def _managers() -> list[int]:
    here = Member.objects.filter(workspace=current_workspace(), left_at=None, role=Role.MANAGER)
    return list(here.values_list("user_id", flat=True))
