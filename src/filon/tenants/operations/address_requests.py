"""Where addresses are reserved to the managers, a member asks for another one (ST-5, A-ST-19)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import audit
from filon.tenants.models import AddressRequest, User, Workspace
from filon.tenants.operations.users import login_address
from filon.tenants.queries import open_address_request, reserving_workspace


def ask_for_address(user: User, *, email: str, at: datetime) -> AddressRequest:
    """Write to those who may change the address. Raises Refused, or Conflict while an earlier request is open.

    It is a request of the workspace that reserves addresses, whichever one is on the screen.
    """
    address = login_address(email)
    if address == user.email.lower():
        raise Refused(_("C’est déjà votre adresse."), field="email", code="same_email")
    workspace = reserving_workspace(user)
    if workspace is None:
        raise Refused(_("Changez votre adresse vous-même, depuis votre profil."), code="not_locked")
    from filon.tenants.jobs import send_address_request  # noqa: PLC0415 the job needs the models of the mails

    with transaction.atomic(), scope(workspace.id):
        Workspace.objects.select_for_update().get(id=workspace.id)
        if AddressRequest.objects.filter(user=user, closed_at=None).exists():
            raise Conflict(_("Votre demande est déjà partie ; une réponse est attendue."), code="already_asked")
        asked = AddressRequest.objects.create(user=user, new_email=address, asked_at=at)
        audit.record("user.address_asked", address, at=at, actor=user)
        send_address_request.defer(request_id=asked.id)
    return asked


def withdraw_address_request(user: User, *, at: datetime) -> None:
    """The member thinks better of it; nothing happens when no request is open."""
    asked = open_address_request(user)
    if asked is None:
        return
    with transaction.atomic(), scope(asked.workspace_id):
        if AddressRequest.objects.filter(id=asked.id, closed_at=None).update(closed_at=at):
            audit.record("user.address_withdrawn", asked.new_email, at=at, actor=user)


def dismiss_address_request(asked: AddressRequest, *, by: User, at: datetime) -> None:
    """A manager says no. Raises Conflict when the request is closed already."""
    with transaction.atomic():
        if not AddressRequest.objects.filter(id=asked.id, closed_at=None).update(closed_at=at):
            raise Conflict(_("Cette demande est déjà close."), code="request_closed")
        audit.record("user.address_dismissed", asked.user.name, at=at, actor=by, wanted=asked.new_email)


def close_granted(user: User, *, at: datetime) -> None:
    """A manager has set the change of address going: what was asked for in the open workspace is done."""
    AddressRequest.objects.filter(user=user, closed_at=None).update(closed_at=at)
