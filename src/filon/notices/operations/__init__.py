"""Writes of this room."""

from __future__ import annotations

from filon.notices.operations.choosing import choose, name_sender, set_delay
from filon.notices.operations.handling import handle, handle_all, reopen, settle, visit
from filon.notices.operations.mailing import mail_waiting
from filon.notices.operations.telling import Occurrence, notify

__all__ = [
    "Occurrence",
    "choose",
    "handle",
    "handle_all",
    "mail_waiting",
    "name_sender",
    "notify",
    "reopen",
    "set_delay",
    "settle",
    "visit",
]
