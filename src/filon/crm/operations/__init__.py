"""Writes to contacts and opportunities. Every one publishes what happened in its own transaction."""

from __future__ import annotations

from filon.crm.fields import ContactFields
from filon.crm.operations.contacts import create_contact, mark_informed, mark_left, restore, update_contact
from filon.crm.operations.opportunities import open_opportunities, turn_off, turn_on
from filon.crm.operations.opposition import mark_opposed, opt_in, opt_out, opt_out_many
from filon.crm.operations.removal import delete_contacts, erase_contact, remove_email

__all__ = [
    "ContactFields",
    "create_contact",
    "delete_contacts",
    "erase_contact",
    "mark_informed",
    "mark_left",
    "mark_opposed",
    "open_opportunities",
    "opt_in",
    "opt_out",
    "opt_out_many",
    "remove_email",
    "restore",
    "turn_off",
    "turn_on",
    "update_contact",
]
