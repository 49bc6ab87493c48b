"""Mails of this room, sent by a worker: the link is computed here, so that no queue ever holds it."""

from __future__ import annotations

from uuid import UUID

from filon.kernel.jobs import job
from filon.tenants import mails
from filon.tenants.models import AddressRequest, EmailChange, Invitation, User
from filon.tenants.operations.addresses import Side, link_of
from filon.tenants.operations.invitations import token_of
from filon.tenants.queries import managers


@job(queue="mail")
def send_invitation(*, invitation_id: UUID) -> None:
    """Write to the invited address, unless the invitation was closed meanwhile."""
    invitation = Invitation.objects.select_related("workspace", "invited_by").get(id=invitation_id)
    if invitation.accepted_at is None and invitation.cancelled_at is None:
        mails.invitation(invitation, token=token_of(invitation))


@job(queue="mail")
def send_email_change(*, change_id: UUID, side: Side) -> None:
    """Ask one of the two mailboxes; a new address that has an account already is told so instead."""
    change = EmailChange.objects.select_related("user").get(id=change_id)
    if change.cancelled_at or change.done_at:
        return
    if side == "new" and User.objects.filter(email=change.new_email).exists():
        mails.email_taken(change)
        return
    mails.email_change(change, side=side, token=link_of(change, side=side))


@job(queue="mail")
def send_address_request(*, request_id: UUID) -> None:
    """Tell those who may change a reserved address what a member asks for, unless it was answered meanwhile."""
    asked = AddressRequest.objects.select_related("user", "workspace").get(id=request_id)
    if asked.closed_at is None:
        mails.address_request(asked, managers=[each.user for each in managers(asked.workspace)])
