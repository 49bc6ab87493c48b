"""Reads of the sandbox: the list of mails, and one of them opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.demo.behaviours import Kind
from filon.demo.behaviours.clicks import CLICK
from filon.demo.models import SandboxAccount, SandboxMail, SandboxReaction
from filon.demo.servers.store import INBOX, SENT
from filon.kernel.listing import ListSpec, Sort
from filon.kernel.tenancy import scope_or_none

MORNING = time(9)

KINDS: dict[str, str | Promise] = {
    Kind.INTERESTED: _("Réponse intéressée"),
    Kind.QUESTION: _("Question"),
    Kind.NOT_INTERESTED: _("Refus"),
    Kind.ABSENCE: _("Absence"),
    Kind.HARD_BOUNCE: _("Adresse inconnue"),
    Kind.SOFT_BOUNCE: _("Boîte pleine"),
    Kind.REMOVAL: _("Demande de retrait"),
    Kind.CHALLENGE: _("Vérification humaine"),
    CLICK: _("Clic"),
}
TONES: dict[str, str] = {
    Kind.INTERESTED: "ok",
    Kind.QUESTION: "ok",
    Kind.ABSENCE: "info",
    Kind.HARD_BOUNCE: "bad",
    Kind.SOFT_BOUNCE: "warn",
    Kind.REMOVAL: "bad",
    Kind.CHALLENGE: "warn",
    CLICK: "ok",
}
BOXES = {"sent": SENT, "received": INBOX}


def _in_box(rows: QuerySet[SandboxMail], value: str) -> QuerySet[SandboxMail]:
    return rows.filter(folder=BOXES[value]) if value in BOXES else rows


def _about(words: str) -> Q:
    every = Q()
    for word in words.split():
        every &= Q(subject__icontains=word) | Q(recipient__icontains=word) | Q(sender__icontains=word)
    return every


MAILS = ListSpec(
    sorts={"received": Sort("received_at", _("Reçu"), desc=True)},
    default_sort="received",
    filters={"box": _in_box},
    search=_about,
)


def has_sandbox() -> bool:
    """Whether the open scope has an account on the sandbox servers; outside every scope there is none."""
    return scope_or_none() is not None and SandboxAccount.objects.exists()


def mails() -> QuerySet[SandboxMail]:
    """Every mail of the open scope, without content, with what will come back for it."""
    reactions = SandboxReaction.objects.only("mail_id", "kind", "due_at", "delivered_at").order_by("due_at")
    return SandboxMail.objects.defer("raw").prefetch_related(Prefetch("reactions", queryset=reactions))


@dataclass(frozen=True, slots=True)
class Opened:
    """A mail as people read it. ``html`` is as the sender wrote it: hostile."""

    text: str
    html: str
    headers: list[tuple[str, str]]


def opened(raw: bytes) -> Opened:
    """Read a mail; whatever cannot be read is left out."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Opened(_part(message, "plain"), _part(message, "html"), _headers(message))


def tomorrow_morning(now: datetime, *, time_zone: str) -> datetime:
    """Nine o'clock of the next day, where the workspace is."""
    local = now.astimezone(ZoneInfo(time_zone))
    return datetime.combine(local.date() + timedelta(days=1), MORNING, tzinfo=local.tzinfo)


def _part(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""


def _headers(message: EmailMessage) -> list[tuple[str, str]]:
    try:
        return [(name, str(value)) for name, value in message.items()]
    except (LookupError, ValueError, TypeError, AttributeError):
        return []
