"""Why a message was not delivered, and whether the address is dead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from filon.mail.classify.phrases import LANGUAGES, compiled
from filon.mail.classify.wording import folded

from .codes import best_status, is_vague
from .diagnostics import SAID, WORDS
from .meaning import BY_REPLY, status_reason

MAX_DIAGNOSTIC = 6000

HARD = frozenset(
    {"user_unknown", "account_disabled", "domain_unknown", "moved", "address_invalid", "mailbox_unavailable"}
)
"""Reasons that say the address is dead; every other refusal may be lifted and must not cost the contact."""
_SURE = frozenset({"mailbox_full", "rate_limited", "sender_refused", *HARD}) - {"mailbox_unavailable"}
_ABOUT_US = frozenset({"authentication", "blocked", "content", "spam", "too_big", "greylisted"})
"""Words on the message or on our server, which a code for a dead address does not outweigh."""
GENERIC = frozenset({"undelivered", "refused", "protocol", "system", "mailbox_unavailable", "policy"})
"""Reasons that more words may better."""

_BEFORE_RECIPIENT = re.compile(
    r"(?:after |in reply to |response to )(?:pipelined |sending )?(?:the )?(?:mail from|ehlo|helo|initial connection)"
)
_AFTER_RECIPIENT = re.compile(
    r"(?:after |in reply to |response to |>>> ?)(?:pipelined |sending )?(?:the )?(?:end of data|data\b)"
)
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
_ACCESS_DENIED = re.compile(r"recipient address(?:es)? rejected ?: access denied")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a message was not delivered; `words` are the server's own that told it, when words did."""

    reason: str
    hard: bool
    words: str = ""


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    local = [language.delivery.failures for language in LANGUAGES]
    return tuple(
        (reason, compiled((*phrases, *(phrase for table in local for phrase in table.get(reason, ()))), words=WORDS))
        for reason, phrases in SAID.items()
    )


def said_reason(diagnostic: str) -> tuple[str, str]:
    """The reason that the words of a server give, and those words; two empty strings when they give none."""
    text = folded(diagnostic[:MAX_DIAGNOSTIC])
    page = _GOOGLE_HELP.search(text)
    if page and page[1] in _GOOGLE_PAGES:
        return _GOOGLE_PAGES[page[1]], page[0]
    for reason, pattern in _said():
        found = pattern.search(text)
        if found:
            return reason, found[0]
    return "", ""


def explain(diagnostic: str, *, status: str, reply: str = "") -> Failure:
    """The reason of a failure, from the server's words first, from its codes when they say nothing.

    `status` is what the report says, `reply` the SMTP code. Of two enhanced codes the one in the server's own words
    counts. A code of class 4 is temporary whatever the words (RFC 3463 §2): the address is kept.
    """
    own = best_status(diagnostic)
    judged = own if not is_vague(own) else status
    said, words = said_reason(diagnostic)
    reason = _weighed(said, status=judged) or ("" if not is_vague(judged) else BY_REPLY.get(reply, ""))
    reason = _at_its_phase(reason, folded(diagnostic[:MAX_DIAGNOSTIC]), status=judged)
    if not reason:
        reason = f"dsn_{status}" if status else "undelivered"
    temporary = judged.startswith("4") or (is_vague(judged) and (reply.startswith("4") or judged.startswith("4")))
    return Failure(reason.removesuffix("_for_now"), hard=reason in HARD and not temporary, words=words[:120])


def _weighed(said: str, *, status: str) -> str:
    """Words against code: sure words win, then a code that says the address is dead, then the other words."""
    coded = "" if is_vague(status) else status_reason(status)
    if said in _SURE or not coded:
        return said
    if coded in HARD and said not in _ABOUT_US:
        return coded
    return said if said and said not in GENERIC else coded


def _at_its_phase(reason: str, text: str, *, status: str) -> str:
    """A refusal before or after the recipient was named is not about the recipient (RFC 5321 §3.3)."""
    if status == "5.4.1" and _ACCESS_DENIED.search(text):
        return "user_unknown"  # how Exchange Online refuses unknown recipients at its edge
    if reason in HARD and _BEFORE_RECIPIENT.search(text):
        return "sender_refused"
    return (
        "refused" if reason in {"mailbox_unavailable", "domain_unknown"} and _AFTER_RECIPIENT.search(text) else reason
    )
