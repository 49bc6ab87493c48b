"""The address a report is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from filon.mail.classify.mime import Headers, Message

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,80}@(?:[\w-]{1,63}\.)+[a-z][a-z0-9-]{1,30}", re.IGNORECASE)
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_ROBOTS = re.compile(
    "^(?:mailer-?daemon|postmaster|mail-?daemon|no-?reply|abuse|support|helpdesk|microsoftexchange|"
    "bounces?|root|imceaex)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?:.{0,20}\b(?:final-recipient|original-recipient|to|recipient|rcpt to|recipient address|"
    "delivered-to|destinataire|an|"
    r"empf.nger|destinatario|para|a|email|addresses?)\b[^\n:]{0,20}:\s*|\s*<"
    r"|\s*(?:failed to deliver to|could not be delivered to|wasn't delivered to|not delivered to:?)\s+)",
    re.IGNORECASE,
)
_LIST_FOLLOWS = re.compile(
    r"did not reach the following|following (?:recipient|address|user|destinat|empf.nger|destinatari)[^\n]{0,60}"
    "|failed recipients|(?:adresses?|destinataires?) suivante?s?|folgende[nr]? (?:empf.nger|adresse)|"
    "siguientes? destinatari",
    re.IGNORECASE,
)


def clean(value: str) -> str:
    """The address in a `Final-Recipient` value (`rfc822; j@x`, `<j@x>`, xtext), lower case, or ""."""
    text = value.rpartition(";")[2].strip()
    if "@" not in text and "+40" in text:
        text = _XTEXT.sub(lambda match: chr(int(match[1], 16)), text)
    match = _ADDRESS.search(text)
    return match[0].strip("'.").lower() if match and not match[0].upper().startswith("IMCEA") else ""


def returned_to(message: Message) -> list[str]:
    """Whom the message given back was written to."""
    original = message.original()
    return original.addresses("to") if original else []


def failed_headers(headers: Headers) -> list[str]:
    """The addresses that Exim and Gmail name in the headers of a report."""
    values = (
        headers.all("x-failed-recipients")
        + headers.all("x-mailer-daemon-recipients")
        + headers.all("x-postfix-failed-recipients")
    )
    return [address for value in values for address in map(clean, value.split(",")) if address]


def failed_in_text(text: str, *, not_these: Iterable[str]) -> str:
    """The address that the words of a report are about, or "": neither ours nor a robot's.

    Those named after `the following recipients` come first, then those that stand alone or with a label.
    """
    ours = {address.lower() for address in not_these}
    listed = _LIST_FOLLOWS.search(text)
    for words in (text[listed.start() :] if listed else "", text):
        found = _best_in(words, ours)
        if found:
            return found
    return ""


def _best_in(text: str, ours: set[str]) -> str:
    plain = ""
    for line in text.split("\n")[:400]:
        for match in _ADDRESS.finditer(line[:1000]):
            address = match[0].strip("'.").rpartition("=")[2].lower()
            if address in ours or _ROBOTS.match(address):
                continue
            if _LABELLED.match(line) or line.strip().lower().strip("<>:;.,*- ") == address:
                return address
            plain = plain or address
    return plain
