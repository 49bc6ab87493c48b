"""Reading mailboxes over IMAP."""

from __future__ import annotations

from filon.mail.imap.folders import Folder, Role
from filon.mail.imap.reader import Batch, Fetched, ImapReader, Position, Start
from filon.mail.imap.settings import ImapFailure, ImapSettings, Reason

__all__ = [
    "Batch",
    "Fetched",
    "Folder",
    "ImapFailure",
    "ImapReader",
    "ImapSettings",
    "Position",
    "Reason",
    "Role",
    "Start",
]
