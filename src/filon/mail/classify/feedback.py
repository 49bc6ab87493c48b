"""Complaints: RFC 5965 feedback reports, and the plain forwards that some providers send instead."""

from __future__ import annotations

import re

from .bounce.addresses import clean, failed_in_text
from .letter import Letter
from .mime import Headers, Message
from .verdict import Finding, Kind
from .wording import folded

_TYPES = ("message/feedback-report", "text/feedback-report")
_NOT_COMPLAINTS = frozenset({"auth-failure", "dmarc", "not-spam", "dkim", "spf", "miscategorized"})
_REMOVALS = frozenset({"opt-out", "opt-out-list"})
_MICROSOFT = re.compile(r"complaint about message from \[?[\d.:a-f]+")
_ABUSE_SENDER = re.compile(r"(?:staff|fbl|feedback(?:loop)?|abuse|complaints?|scomp)[\w.-]*@")
_ABUSE_WORDS = re.compile(
    "(?:abuse|spam|feedback|complaint) (?:report|complaint|loop)|(?:marked|"
    r"reported)(?: \w+){0,6} as (?:spam|junk|abuse)|this is an? (?:e-?mail )?abuse report"
)


def read_complaint(letter: Letter) -> Finding | None:
    """A complaint of a recipient, or a report of another matter in the same format; None when it is neither."""
    message = letter.message
    part = message.find(*_TYPES)
    if part is None:
        return _plain_complaint(letter)
    fields = Headers.parse(part.body)
    what = fields.text("feedback-type").lower() or "abuse"
    original = message.original()
    ids = original.message_ids("message-id") if original else ()
    evidence = f"feedback report: {what}"
    recipient = _complainant(message, fields)
    if what in _NOT_COMPLAINTS:
        return Finding(Kind.OTHER, f"arf_{what.replace('-', '_')}", evidence, "", recipient, ids)
    if what in _REMOVALS:
        return Finding(Kind.UNSUBSCRIBE, "arf_opt_out", evidence, "", recipient, ids)
    return Finding(Kind.COMPLAINT, "arf", evidence, "", recipient, ids)


def _complainant(message: Message, fields: Headers) -> str:
    named = (
        clean(value)
        for name in ("original-rcpt-to", "removal-recipient", "x-hmxmroriginalrecipient")
        for value in fields.all(name)
    )
    address = next(filter(None, named), "")
    original = message.original()
    if address or original is None:
        return address
    hidden = next(filter(None, map(clean, original.all("x-hmxmroriginalrecipient"))), "")
    return hidden or next(iter(original.addresses("to")), "")


def _plain_complaint(letter: Letter) -> Finding | None:
    """Providers that forward the message a person reported, without the machine part."""
    message, subject = letter.message, letter.subject
    sender = message.headers.raw("from").lower()
    original = message.original()
    forwarded = original is not None
    said = folded(letter.body[:1500])
    told = _ABUSE_WORDS.search(subject) or (forwarded and _ABUSE_WORDS.search(said))
    if not _MICROSOFT.search(subject) and not (told and _ABUSE_SENDER.search(sender)):
        return None
    ids = original.message_ids("message-id") if original else ()
    recipient = _complainant(message, Headers([])) or failed_in_text(said, not_these=message.headers.addresses("to"))
    return Finding(Kind.COMPLAINT, "abuse_report", f"abuse report: {subject[:100]}", "", recipient, ids)
