"""Message-IDs that follow from the action: the same action always gives the same one, and can be found again.

Everywhere but in the mail itself an identifier is kept without its angle brackets.
"""

from __future__ import annotations

import re
from uuid import UUID

_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_OURS = re.compile(r"([0-9a-f]{32})@[A-Za-z0-9.-]+")


def message_id(action_id: UUID, domain: str) -> str:
    """The Message-ID of the mail sent for ``action_id``, on the sender's (ASCII) domain, without brackets."""
    if not _DOMAIN.fullmatch(domain):
        raise ValueError("the domain of a Message-ID must be ASCII letters, digits, dots and hyphens")
    return f"{action_id.hex}@{domain.lower()}"


def bare(identifier: str) -> str:
    """``identifier`` without blanks and angle brackets."""
    return identifier.strip().removeprefix("<").removesuffix(">")


def action_of(identifier: str) -> UUID | None:
    """The action behind a Message-ID of ours, or None for anybody else's."""
    match = _OURS.fullmatch(bare(identifier))
    return UUID(hex=match[1]) if match else None
