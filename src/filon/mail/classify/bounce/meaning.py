"""What a reply code means by itself (RFC 5321 §4.2.2, RFC 3463 §3, and the codes Exchange and Google add)."""

from __future__ import annotations

import re

_BY_STATUS = {
    "1.0": "mailbox_unavailable",
    "1.1": "user_unknown",
    "1.2": "domain_unknown",
    "1.3": "address_invalid",
    "1.4": "user_unknown",
    "1.6": "moved",
    "1.7": "sender_refused",
    "1.8": "sender_refused",
    "1.9": "content",
    "1.10": "user_unknown",
    "1.90": "rate_limited",
    "1.351": "user_unknown",
    "1.20": "user_unknown",
    "2.1": "account_disabled",
    "2.2": "mailbox_full",
    "2.3": "too_big",
    "2.4": "policy",
    "2.0": "mailbox_unavailable_for_now",
    "3.1": "mailbox_full",
    "3.2": "system",
    "3.3": "system",
    "3.4": "too_big",
    "3.5": "system",
    "4.0": "network",
    "4.1": "network",
    "4.2": "network",
    "4.3": "network",
    "4.4": "domain_unknown",
    "4.5": "network",
    "4.6": "loop",
    "4.7": "expired",
    "4.310": "domain_unknown",
    "4.14": "loop",
    "4.300": "expired",
    "4.316": "expired",
    "4.317": "network",
    "4.312": "network",
    "7.23": "authentication",
    "7.24": "authentication",
    "7.25": "blocked",
    "7.26": "authentication",
    "7.27": "authentication",
    "7.20": "authentication",
    "7.21": "authentication",
    "7.22": "authentication",
    "7.508": "blocked",
    "7.606": "blocked",
    "7.511": "blocked",
    "7.509": "authentication",
    "7.515": "authentication",
    "7.30": "authentication",
    "7.28": "rate_limited",
    "7.233": "rate_limited",
}
_BY_SUBJECT = {
    "1": "user_unknown",
    "2": "mailbox_unavailable_for_now",
    "3": "system",
    "4": "network",
    "5": "protocol",
    "6": "content",
    "7": "policy",
}
BY_REPLY = {
    "550": "mailbox_unavailable",
    "551": "mailbox_unavailable",
    "553": "mailbox_unavailable",
    "556": "domain_unknown",
    "521": "domain_unknown",
    "552": "mailbox_full",
    "554": "refused",
    "421": "network",
    "450": "mailbox_unavailable_for_now",
    "451": "system",
    "452": "mailbox_full",
}


def status_reason(status: str) -> str:
    """The reason an enhanced code gives, or ""; `…_for_now` when it is not sure that the address is dead."""
    if not re.fullmatch(r"[45]\.\d\.\d{1,3}", status):
        return ""
    _, _, detail = status.partition(".")
    return _BY_STATUS.get(detail) or _BY_SUBJECT.get(detail.split(".")[0], "")
