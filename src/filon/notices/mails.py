"""The e-mail of notices: one for all that waits, in the user's language, as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from filon.notices import queries
from filon.notices.models import Notice
from filon.tenants.mails import absolute
from filon.tenants.models import Member

MOST_LISTED = 25
"""Notices that one e-mail tells of; the others are counted, and stand under the flag."""
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def written(notices: Sequence[Notice], *, to: Member) -> EmailMessage:
    """The e-mail that tells ``to`` of these notices, in the scope of the workspace and read for them."""
    with translation.override(to.user.language), timezone.override(to.user.time_zone):
        listed = [
            (told, absolute(reverse("notices:open", args=[told.notice.id])))
            for told in queries.told(notices[:MOST_LISTED], since=notices[0].at)
        ]
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


def _sender() -> str:
    """The workspace's name for it, before the address of the installation (A-CO-33)."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((queries.sender_name() or name, address))
