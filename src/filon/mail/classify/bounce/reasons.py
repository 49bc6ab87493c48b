"""What a server's words mean, whether the address is dead, and what a bare code says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from filon.mail.classify.phrases import LANGUAGES, compiled
from filon.mail.classify.wording import folded

from .codes import is_vague
from .diagnostics import SAID, WORDS

MAX_DIAGNOSTIC = 6000

HARD = frozenset(
    {"user_unknown", "account_disabled", "domain_unknown", "moved", "address_invalid", "mailbox_unavailable"}
)
"""Reasons that say the address is dead; every other refusal may be lifted and must not cost the contact."""
_SURE = frozenset({"mailbox_full", "rate_limited", "sender_refused", *HARD}) - {"mailbox_unavailable"}

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
_BY_REPLY = {
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
_GOOGLE_HELP = re.compile(r"support\.google\.com/(?:a|mail)/?\S{0,20}[?&]p=(\w+)")
_GOOGLE_PAGES = {
    "nosuchuser": "user_unknown",
    "disableduser": "account_disabled",
    "overquotatemp": "mailbox_full",
    "overquotaperm": "mailbox_full",
    "receivingrate": "rate_limited",
    "unauthenticatedemail": "authentication",
    "unsolicitedmessageerror": "spam",
    "baddomain": "domain_unknown",
}
_ACCESS_DENIED = re.compile(r"recipient address rejected: access denied")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message was not delivered."""

    reason: str
    hard: bool


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    local = [language.delivery.failures for language in LANGUAGES]
    return tuple(
        (reason, compiled((*phrases, *(phrase for table in local for phrase in table.get(reason, ()))), words=WORDS))
        for reason, phrases in SAID.items()
    )


def said_reason(diagnostic: str) -> str:
    """What these words of a server say, or ""."""
    text = folded(diagnostic[:MAX_DIAGNOSTIC])
    page = _GOOGLE_HELP.search(text)
    if page and page[1] in _GOOGLE_PAGES:
        return _GOOGLE_PAGES[page[1]]
    return next((reason for reason, pattern in _said() if pattern.search(text)), "")


def explain(diagnostic: str, *, status: str, reply: str = "") -> Failure:
    """The reason of a failure, from the server's words first, from its codes when they say nothing.

    A code of class 4 is temporary whatever the words (RFC 3463 §2): the address is kept.
    """
    reason = _weighed(said_reason(diagnostic), status=status, folded_diagnostic=folded(diagnostic[:MAX_DIAGNOSTIC]))
    if not reason:
        reason = status_reason(status) if not is_vague(status) else _BY_REPLY.get(reply, "")
    temporary = status.startswith("4") or (not status and reply.startswith("4"))
    if not reason:
        reason = f"dsn_{status}" if status else "undelivered"
    return Failure(reason.removesuffix("_for_now"), hard=reason in HARD and not temporary)


def _weighed(said: str, *, status: str, folded_diagnostic: str) -> str:
    """Words against code: words that are sure win; a code that says the address is dead wins over vague words."""
    coded = "" if is_vague(status) else status_reason(status)
    if status == "5.4.1" and _ACCESS_DENIED.search(folded_diagnostic):
        return "user_unknown"  # how Exchange Online refuses unknown recipients at its edge
    if said in _SURE or not coded:
        return said
    if coded in HARD and status != "5.1.0":
        return coded
    return said if said and said not in {"policy", "system"} else coded


def status_reason(status: str) -> str:
    """What an enhanced code says by itself (RFC 3463 §3, and the codes Exchange adds)."""
    if not re.fullmatch(r"[45]\.\d\.\d{1,3}", status):
        return ""
    _, _, detail = status.partition(".")
    subject = detail.split(".")[0]
    return _BY_STATUS.get(detail) or _BY_SUBJECT.get(subject, "")
