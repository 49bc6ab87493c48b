"""Writes of this room, by subject: guards that refuse in a sentence, one transaction, an entry of the audit log."""

from __future__ import annotations

from filon.tenants.operations.address_requests import (
    ask_for_address,
    dismiss_address_request,
    withdraw_address_request,
)
from filon.tenants.operations.addresses import cancel_email_change, confirm_email_change, request_email_change
from filon.tenants.operations.invitations import (
    accept_as_new,
    accept_invitation,
    cancel_invitation,
    invite,
    resend_invitation,
)
from filon.tenants.operations.keys import create_api_key, note_key_use, revoke_api_key
from filon.tenants.operations.members import add_member, change_role, remove_member
from filon.tenants.operations.plans import set_plan
from filon.tenants.operations.profile import remove_photo, rename_user, set_photo, update_preferences
from filon.tenants.operations.users import create_user
from filon.tenants.operations.workspaces import (
    create_workspace,
    move_clock,
    open_another,
    set_up,
    update_workspace,
    workspaces_are_open,
)

__all__ = [
    "accept_as_new",
    "accept_invitation",
    "add_member",
    "ask_for_address",
    "cancel_email_change",
    "cancel_invitation",
    "change_role",
    "confirm_email_change",
    "create_api_key",
    "create_user",
    "create_workspace",
    "dismiss_address_request",
    "invite",
    "move_clock",
    "note_key_use",
    "open_another",
    "remove_member",
    "remove_photo",
    "rename_user",
    "request_email_change",
    "resend_invitation",
    "revoke_api_key",
    "set_photo",
    "set_plan",
    "set_up",
    "update_preferences",
    "update_workspace",
    "withdraw_address_request",
    "workspaces_are_open",
]
