"""What Filon itself writes to people about their account, in their language, as plain text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from filon.tenants.models import AddressRequest, EmailChange, Invitation, User
from filon.tenants.operations.addresses import Side


def invitation(invited: Invitation, *, token: str) -> None:
    """The link that lets the address in, in the workspace's language."""
    link = absolute(reverse("tenants:invitation", args=[token]))
    context = {"invitation": invited, "link": link, "host": settings.PUBLIC_URL}
    send("invitation", invited.email, language=invited.workspace.language, context=context)


def email_change(change: EmailChange, *, side: Side, token: str) -> None:
    """To one of the two mailboxes: agree to the change, or leave it."""
    link = absolute(reverse("tenants:email_confirm", args=[token]))
    to = change.old_email if side == "old" else change.new_email
    send(f"email_change_{side}", to, language=change.user.language, context={"change": change, "link": link})


def email_taken(change: EmailChange) -> None:
    """To the owner of an account whose address somebody else wanted for theirs."""
    link = absolute(reverse("account_login"))
    send("email_taken", change.new_email, language=change.user.language, context={"change": change, "link": link})


def address_request(asked: AddressRequest, *, managers: list[User]) -> None:
    """To the support address of this installation, else to the workspace's managers, each in their language."""
    link = absolute(reverse("tenants:team"))
    support = settings.FILON_SUPPORT_EMAIL
    to = [(support, asked.workspace.language)] if support else [(each.email, each.language) for each in managers]
    for address, language in to:
        send("address_request", address, language=language, context={"asked": asked, "link": link})


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def send(name: str, to: str, *, language: str, context: dict[str, Any]) -> None:
    """Render `tenants/mail/NAME.subject.txt` and `.txt`, and hand the mail to the server of this installation."""
    with translation.override(language):
        subject = " ".join(render_to_string(f"tenants/mail/{name}.subject.txt", context).split())
        body = render_to_string(f"tenants/mail/{name}.txt", context).strip() + "\n"
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers={"Auto-Submitted": "auto-generated"}).send()
