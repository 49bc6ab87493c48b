"""Mailboxes: added, changed, checked, paused, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.values import InvalidValue, parse_email
from filon.mail.checking import Report, check
from filon.mail.delivery.mailboxes import break_down, mend
from filon.mail.events import MailboxMended
from filon.mail.models import DAILY_CAP, SPACING_S, Mailbox
from filon.mail.rendering import is_sendable
from filon.mail.states import MailboxState, Security, Trouble
from filon.timeline.events import publish

HIGHEST_CAP = 20_000
LONGEST_SPACING_S = 3600
SECRETS = ("smtp_password", "imap_password")


@dataclass(frozen=True, kw_only=True)
class MailboxFields:
    """A mailbox as somebody describes it. An empty password keeps the one that is stored; without an IMAP user or
    password those of SMTP are used. No IMAP host: the mailbox only sends.
    """

    email: str
    smtp_host: str
    from_name: str = ""
    signature: str = ""
    smtp_port: int = 587
    smtp_security: str = Security.STARTTLS
    smtp_user: str = ""
    smtp_password: str = ""
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = Security.TLS
    imap_user: str = ""
    imap_password: str = ""
    daily_cap: int = DAILY_CAP
    spacing_s: int = SPACING_S

    def columns(self) -> dict[str, Any]:
        """Column → value; passwords that were left empty are not there. Raises Refused, with the field to mend."""
        email = _address(self.email)
        for name in ("smtp_port", "imap_port"):
            if not 0 < getattr(self, name) < 65536:
                raise Refused(_("Un port est un nombre de 1 à 65535."), field=name, code="port_invalid")
        if not self.smtp_host.strip():
            raise Refused(_("Indiquez le serveur d’envoi (SMTP)."), field="smtp_host", code="host_missing")
        if not 1 <= self.daily_cap <= HIGHEST_CAP:
            raise Refused(_("Indiquez entre 1 et 20 000 messages par jour."), field="daily_cap", code="cap_invalid")
        if not 0 <= self.spacing_s <= LONGEST_SPACING_S:
            raise Refused(_("L’écart va de 0 à 3600 secondes."), field="spacing_s", code="spacing_invalid")
        columns = {
            **vars(self),
            "email": email,
            "smtp_host": self.smtp_host.strip(),
            "imap_host": self.imap_host.strip(),
        }
        columns["smtp_user"] = self.smtp_user.strip() or email
        columns["imap_user"] = self.imap_user.strip() or columns["smtp_user"]
        columns["imap_password"] = self.imap_password or self.smtp_password
        return {name: value for name, value in columns.items() if value or name not in SECRETS}


def create_mailbox(fields: MailboxFields, *, now: datetime, by: int | None = None) -> Mailbox:
    """Add a mailbox, to be checked. Raises Refused for a faulty field or an address that has a mailbox already."""
    mailbox = Mailbox(**fields.columns(), owner_id=by, created_at=now)
    _save(mailbox)
    return mailbox


def update_mailbox(mailbox_id: UUID, fields: MailboxFields) -> Mailbox:
    """Change a mailbox; one whose way of connecting changed is to be checked again. Raises as ``create_mailbox``."""
    columns = fields.columns()
    with transaction.atomic():
        mailbox = Mailbox.objects.select_for_update().get(id=mailbox_id)
        changed = {name for name, value in columns.items() if getattr(mailbox, name) != value}
        for name in changed:
            setattr(mailbox, name, columns[name])
        connects_otherwise = any(name.startswith(("smtp_", "imap_")) or name == "email" for name in changed)
        if connects_otherwise and mailbox.state == MailboxState.CONNECTED:
            mailbox.state = MailboxState.NEW
        _save(mailbox)
    return mailbox


def check_mailbox(mailbox_id: UUID, *, now: datetime) -> Report:
    """Try the mailbox now (network, bounded) and keep what came of it: connected, or broken and why."""
    mailbox = Mailbox.objects.get(id=mailbox_id)
    report = check(mailbox)
    if failed := report.failed:
        detail = failed.said or str(failed.sentence)
        break_down(mailbox.id, trouble=failed.trouble or Trouble.CONNECTION, detail=detail, now=now)
        return report
    _works(mailbox.id, now=now)
    return report


def pause(mailbox_id: UUID) -> None:
    """Send nothing from this mailbox until it is resumed; what is planned waits."""
    Mailbox.objects.filter(id=mailbox_id).update(state=MailboxState.PAUSED)


def unpause(mailbox_id: UUID, *, now: datetime) -> None:
    """Send again; what waited is decided anew at once."""
    with transaction.atomic():
        back = Mailbox.objects.filter(id=mailbox_id, state=MailboxState.PAUSED).update(state=MailboxState.CONNECTED)
        if back:
            publish(MailboxMended(mailbox_id=mailbox_id), at=now)


def delete_mailbox(mailbox_id: UUID) -> None:
    """Take a mailbox away, with its messages. Raises Refused while campaigns send from it."""
    try:
        Mailbox.objects.filter(id=mailbox_id).delete()
    except ProtectedError:
        raise Refused(
            _("Des campagnes envoient depuis cette boîte : mettez-la en pause, ou changez d’abord leur boîte."),
            code="in_use",
        ) from None


def _works(mailbox_id: UUID, *, now: datetime) -> None:
    if not mend(mailbox_id, now=now):
        rows = Mailbox.objects.filter(id=mailbox_id)
        rows.update(checked_at=now)
        rows.filter(state=MailboxState.NEW).update(state=MailboxState.CONNECTED)


def _address(text: str) -> str:
    try:
        email = parse_email(text).key
    except InvalidValue as fault:
        raise Refused(str(fault.message), field="email", code=fault.code) from None
    if not is_sendable(email):
        raise Refused(_("Cette adresse ne peut pas servir d’expéditeur."), field="email", code="email_invalid")
    return email


def _save(mailbox: Mailbox) -> None:
    try:
        with transaction.atomic():
            mailbox.save()
    except IntegrityError as error:
        if "one_mailbox_per_email" not in str(error):
            raise
        raise Refused(_("Cette boîte mail est déjà connectée."), field="email", code="mailbox_known") from None
