"""The e-mail of notices: one for all that waits, in the user's language, as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import formataddr, parseaddr
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from filon.notices import queries
from filon.notices.models import Notice
from filon.notices.queries import Told
from filon.tenants.mails import absolute
from filon.tenants.models import Member

MOST_LISTED = 25
"""Notices that one e-mail tells of; the others are counted, and stand under the flag."""
ELSEWHERE = "espace"
"""The parameter of a link that names its workspace."""
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def written(notices: Sequence[Notice], *, to: Member) -> EmailMessage:
    """The e-mail that tells ``to`` of these notices, in the scope of the workspace and read for them."""
    with translation.override(to.user.language), timezone.override(to.user.time_zone):
        listed = [(told, _link(told, to=to)) for told in queries.told(notices[:MOST_LISTED], since=notices[0].at)]
        context = {
            "listed": listed,
            "first": listed[0][0],
            "count": len(notices),
            "more": len(notices) - len(listed),
            "workspace": to.workspace,
            "history": absolute(reverse("notices:list")),
            "settings": absolute(reverse("notices:settings")),
        }
        subject = " ".join(render_to_string("notices/mail.subject.txt", context).split())
        body = render_to_string("notices/mail.txt", context).strip() + "\n"
    return EmailMessage(subject, body, _sender(), [to.user.email], headers=HEADERS)


def _link(told: Told, *, to: Member) -> str:
    """To the record, by way of the notice. It says which workspace it is of: the reader may be in another of theirs."""
    return absolute(f"{reverse('notices:open', args=[told.notice.id])}?{urlencode({ELSEWHERE: str(to.workspace_id)})}")


def _sender() -> str:
    """The workspace's name for it, before the address of the installation (A-CO-33)."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((queries.sender_name() or name, address))
