"""The change of a login address: asked by its owner, agreed to by both mailboxes (A-ST-19)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import audit
from filon.tenants.models import EmailChange, User
from filon.tenants.operations.address_requests import close_granted
from filon.tenants.operations.users import login_address
from filon.tenants.queries import email_is_locked, memberships

CHANGE_LASTS = timedelta(days=2)
Side = Literal["old", "new"]
SIDES: tuple[Side, Side] = ("old", "new")


def link_of(change: EmailChange, *, side: Side) -> str:
    """The secret that only this side's mailbox receives."""
    return _signer().sign(f"{change.id}.{side}")


def change_of(token: str) -> tuple[EmailChange, Side]:
    """Which change, and which of its mailboxes, a link speaks for. Raises EmailChange.DoesNotExist for a wrong link."""
    try:
        number, _dot, side = _signer().unsign(token).partition(".")
        change = EmailChange.objects.select_related("user").get(id=UUID(number))
    except (BadSignature, ValueError) as forged:
        raise EmailChange.DoesNotExist from forged
    return change, "old" if side == "old" else "new"


def request_email_change(user: User, *, email: str, by: User, at: datetime) -> EmailChange:
    """Ask both addresses to agree; an earlier wish is dropped. Raises Refused.

    ``by`` is the user, or a manager on the user's behalf, which alone works where addresses are locked (ST-5). An
    address that has an account already is told so by mail and gets no link: the page says nothing about it.
    """
    if by.pk == user.pk and email_is_locked(user):
        raise Refused(_("Dans votre espace, demandez à un responsable de changer votre adresse."), code="email_locked")
    address = login_address(email)
    if address == user.email.lower():
        raise Refused(_("C’est déjà votre adresse."), field="email", code="same_email")
    from filon.tenants.jobs import send_email_change  # noqa: PLC0415 the job needs link_of

    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        EmailChange.objects.filter(user=user, done_at=None, cancelled_at=None).update(cancelled_at=at)
        change = EmailChange.objects.create(
            user=user, old_email=user.email, new_email=address, created_at=at, expires_at=at + CHANGE_LASTS
        )
        if by.pk != user.pk:
            close_granted(user, at=at)
        for side in SIDES:
            send_email_change.defer(change_id=change.id, side=side)
    return change


def confirm_email_change(token: str, *, at: datetime) -> EmailChange:
    """One mailbox agrees; with the second one the address changes. Raises Refused for a link that is over.

    Using a link twice changes nothing more.
    """
    found, side = change_of(token)
    with transaction.atomic():
        change = EmailChange.objects.select_for_update(of=("self",)).select_related("user").get(id=found.id)
        if change.cancelled_at or (change.done_at is None and change.expires_at <= at):
            raise Refused(_("Ce lien n’est plus valable. Recommencez depuis votre profil."), code="link_over")
        if change.done_at is None:
            setattr(change, f"{side}_confirmed_at", getattr(change, f"{side}_confirmed_at") or at)
            change.save(update_fields=[f"{side}_confirmed_at"])
            if change.old_confirmed_at and change.new_confirmed_at:
                _apply(change, at=at)
    return change


def cancel_email_change(user: User, *, at: datetime) -> None:
    """Drop the pending change: its links stop working."""
    EmailChange.objects.filter(user=user, done_at=None, cancelled_at=None).update(cancelled_at=at)


def _apply(change: EmailChange, *, at: datetime) -> None:
    user = User.objects.select_for_update().get(pk=change.user_id)
    if User.objects.filter(email=change.new_email).exists() or user.email != change.old_email:
        raise Conflict(_("Ce changement n’est plus possible. Recommencez depuis votre profil."), code="email_taken")
    user.email = change.new_email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=change.new_email, verified=True, primary=True)
    change.done_at = at
    change.save(update_fields=["done_at"])
    for member in memberships(user):
        with scope(member.workspace_id):
            audit.record("user.email_changed", user.name, at=at, actor=user)


def _signer() -> Signer:
    return Signer(salt="filon.email-change")
