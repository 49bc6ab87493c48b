"""What the rooms count for the page of the plan (`tenants.usage`)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from filon.crm.models import Contact, Import
from filon.crm.states import ContactStatus
from filon.directory.models import Company
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MessageState
from filon.tenants.queries import workspace
from filon.tenants.usage import Meter, bytes_of, photo_bytes


def contacts(_since: datetime) -> int:
    """Those who left their company are kept for the history and cost nothing (CO-37)."""
    return Contact.objects.exclude(status=ContactStatus.LEFT).count()


def companies(_since: datetime) -> int:
    return Company.objects.count()


def mails_sent(since: datetime) -> int:
    """Accepted by the mailboxes' servers since then; the index of each mailbox serves it."""
    boxes = list(Mailbox.objects.values_list("id", flat=True))
    sent = Message.objects.filter(mailbox__in=boxes, direction=Direction.OUT, state=MessageState.SENT, at__gte=since)
    return sent.count()


def files(_since: datetime) -> int:
    """Bytes of the imported files that are still kept, and of the photos."""
    imported = bytes_of(each.file for each in Import.objects.exclude(file="").only("file"))
    return imported + photo_bytes(workspace(current_workspace()))


METERS = (
    Meter(label=_("Contacts"), count=contacts),
    Meter(label=_("Sociétés"), count=companies),
    Meter(label=_("E-mails envoyés"), count=mails_sent, monthly=True),
    Meter(label=_("Fichiers gardés"), count=files, is_bytes=True),
)
