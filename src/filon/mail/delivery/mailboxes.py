"""What a mailbox may send now, and what becomes of it when its server says no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count

from filon.kernel.tenancy import current_workspace
from filon.mail.delivery.outgoing import Account
from filon.mail.events import MailboxBroken, MailboxMended
from filon.mail.models import Mailbox, Message
from filon.mail.smtp import SmtpSettings
from filon.mail.states import Direction, MailboxState, MessageState, Trouble
from filon.tenants.models import Workspace
from filon.timeline.events import publish

PROBE_EVERY = {
    Trouble.CONNECTION: timedelta(minutes=2),
    Trouble.SECURITY: timedelta(minutes=30),
    Trouble.SENDER: timedelta(hours=1),
    Trouble.AUTH: timedelta(hours=1),
}
"""A server that is away comes back by itself; a password that is refused again and again gets the account locked."""

LEFT = (MessageState.SENDING, MessageState.SENT, MessageState.UNCERTAIN)
"""Messages that count for the day: those that may have left do, so that a cap is never exceeded."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A mailbox as the policy must know it; ``sent`` messages left on ``day``, a day of the workspace."""

    zone: ZoneInfo
    working: bool
    paused: bool
    cap: int | None
    spacing: timedelta
    day: date
    sent: int
    last_sent_at: datetime | None


def standings(ids: Iterable[UUID], *, now: datetime) -> dict[UUID, Standing]:
    """The standing of these mailboxes, in three queries. Without limits in a workspace whose limits are off."""
    workspace = Workspace.objects.only("time_zone", "limits_off").get(id=current_workspace())
    zone = ZoneInfo(workspace.time_zone)
    today = now.astimezone(zone).date()
    mailboxes = Mailbox.objects.filter(id__in=list(ids)).defer("smtp_password", "imap_password", "signature")
    sent = {} if workspace.limits_off else _sent_since(ids, datetime.combine(today, time(0), tzinfo=zone))
    return {
        m.id: Standing(
            zone=zone,
            working=m.state != MailboxState.BROKEN,
            paused=m.state == MailboxState.PAUSED,
            cap=None if workspace.limits_off else m.daily_cap,
            spacing=timedelta(0) if workspace.limits_off else timedelta(seconds=m.spacing_s),
            day=today,
            sent=sent.get(m.id, 0),
            last_sent_at=m.last_sent_at,
        )
        for m in mailboxes
    }


def accounts(ids: Iterable[UUID]) -> dict[UUID, Mailbox]:
    """The mailboxes with their passwords."""
    return {m.id: m for m in Mailbox.objects.filter(id__in=list(ids)).select_related("owner")}


def account(mailbox: Mailbox, *, hurried: bool = False) -> Account:
    """How to send through a mailbox; one without password does not sign in. ``hurried``: try again within seconds."""
    settings = SmtpSettings(
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        security=mailbox.smtp_security,  # type: ignore[arg-type]  # the choices of the column are those words
        user=mailbox.smtp_user if mailbox.smtp_password else "",
        password=mailbox.smtp_password,
    )
    return Account(mailbox.id, mailbox.email, settings, max(1, mailbox.connections), hurried)


def touch(ids: Iterable[UUID], *, now: datetime) -> None:
    """These mailboxes are sending now: the next message keeps its distance from this moment."""
    Mailbox.objects.filter(id__in=list(ids)).update(last_sent_at=now)


def break_down(mailbox_id: UUID, *, trouble: Trouble, detail: str, now: datetime) -> bool:
    """The server does not let this mailbox send: say why. What it should have sent stays planned.

    False when it was known already.
    """
    with transaction.atomic():
        rows = Mailbox.objects.filter(id=mailbox_id).exclude(state=MailboxState.PAUSED)
        fresh = rows.exclude(state=MailboxState.BROKEN).update(state=MailboxState.BROKEN)
        rows.update(trouble=trouble, state_detail=detail, checked_at=now)
        if fresh:
            publish(MailboxBroken(mailbox_id=mailbox_id, code=trouble), at=now)
    return bool(fresh)


def mend(mailbox_id: UUID, *, now: datetime) -> bool:
    """It works again; listeners wake what waited for it. False when it was not broken."""
    with transaction.atomic():
        mended = Mailbox.objects.filter(id=mailbox_id, state=MailboxState.BROKEN).update(
            state=MailboxState.CONNECTED, trouble="", state_detail="", checked_at=now
        )
        if mended:
            publish(MailboxMended(mailbox_id=mailbox_id), at=now)
    return bool(mended)


def needs_probe(mailbox: Mailbox, *, now: datetime) -> bool:
    """Whether a broken mailbox has been left alone for long enough. One that cannot be read is tried by the reader."""
    if mailbox.state != MailboxState.BROKEN or mailbox.trouble in ("", Trouble.READING):
        return False
    return mailbox.checked_at is None or now - mailbox.checked_at >= PROBE_EVERY[Trouble(mailbox.trouble)]


def _sent_since(ids: Iterable[UUID], start: datetime) -> dict[UUID, int]:
    rows = Message.objects.filter(mailbox_id__in=list(ids), direction=Direction.OUT, state__in=LEFT, at__gte=start)
    return dict(rows.values("mailbox_id").annotate(n=Count("id")).values_list("mailbox_id", "n"))
