"""What servers say, by the reason it gives; in the order tried, the particular before the general."""

from __future__ import annotations

from .addresses import ADDRESSES, WORDS
from .refusals import REFUSALS
from .transport import TRANSPORT

_ALL = {**ADDRESSES, **REFUSALS, **TRANSPORT}
_ORDER = (
    "mailbox_full",
    "rate_limited",
    "sender_refused",
    "domain_unknown",
    "moved",
    "account_disabled",
    "user_unknown",
    "authentication",
    "greylisted",
    "blocked",
    "content",
    "spam",
    "loop",
    "relay",
    "network",
    "expired",
    "too_big",
    "mailbox_unavailable",
    "policy",
    "system",
)
SAID: dict[str, tuple[str, ...]] = {reason: _ALL[reason] for reason in _ORDER}

__all__ = ["SAID", "WORDS"]
