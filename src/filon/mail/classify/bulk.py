"""Mail that answers nothing: newsletters, notifications, advertising, and the empty."""

from __future__ import annotations

import re

from .automatic import NO_REPLY, answers_something
from .letter import Letter
from .phrases import any_language, each
from .verdict import Finding, Kind

_LISTS = (
    "list-id",
    "list-post",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mailer-recptid",
    "feedback-id",
    "x-mc-user",
    "x-csa-complaints",
    "x-mailgun-sid",
    "x-sg-eid",
    "x-report-abuse",
    "x-mailing-list",
    "x-google-group-id",
    "x-github-reason",
    "x-notifications",
    "x-linkedin-class",
    "x-facebook-notify",
)
_SPAM_SUBJECT = re.compile(r"^[\[*{( ]*(?:spam|junk|suspected spam|spam detected|probable spam|bulk)[\]*}):! ]")
_SHOUT = re.compile(r"\b[A-ZÀ-Þ]{4,}\b")
_ENOUGH = 3  # points of advertising that a person's first mail does not reach
_MANY_LINKS = 3


def read_bulk(letter: Letter) -> Finding | None:
    """Why nobody waits for an answer to this; None when it may be a person's mail."""
    headers, subject, message = letter.headers, letter.subject, letter.message
    carries = len(message.own) > 1 and any(
        part.attached or part.kind.startswith(("image/", "application/")) for part in message.own
    )
    if not letter.text and not subject and not carries:
        return Finding(Kind.OTHER, "empty", "no subject and no text")
    if answers_something(headers, subject) and not _is_list_traffic(letter):
        return None
    flagged = (
        headers.raw("x-spam-flag").lower().startswith("yes")
        or headers.raw("x-spam-status").lower().startswith("yes")
        or bool(_SPAM_SUBJECT.match(subject))
    )
    if flagged:
        return Finding(Kind.OTHER, "spam", "marked as spam, and answers nothing")
    mark = next((name for name in _LISTS if name in headers), "")
    if mark:
        return Finding(Kind.OTHER, "bulk", f"{mark} header")
    return _unaddressed(letter)


def _is_list_traffic(letter: Letter) -> bool:
    """Threads of mailing lists and notifications answer, but not us; nor does a mailing that begins by `Re:`."""
    headers = letter.headers
    threaded = "in-reply-to" in headers or "references" in headers
    return (
        "list-id" in headers
        or (not threaded and any(name in headers for name in _LISTS))
        or "x-github-reason" in headers
        or any(NO_REPLY.match(address) for address in headers.addresses("from"))
    )


def _unaddressed(letter: Letter) -> Finding | None:
    headers = letter.headers
    if headers.raw("auto-submitted").lower().startswith(("auto-generated", "auto-notified")):
        return Finding(Kind.OTHER, "notification", f"Auto-Submitted: {headers.raw('auto-submitted')[:40]}")
    if headers.raw("precedence").lower() in {"bulk", "list", "junk"}:
        return Finding(Kind.OTHER, "bulk", f"Precedence: {headers.raw('precedence')[:20]}")
    sender = next((address for address in headers.addresses("from") if NO_REPLY.match(address)), "")
    if sender:
        return Finding(Kind.OTHER, "notification", f"sent by {sender.partition('@')[0]}@")
    points, words = _advertising(letter)
    if points >= _ENOUGH:
        return Finding(Kind.OTHER, "advertising", f"speaks as advertising does: {words}")
    return None


def _advertising(letter: Letter) -> tuple[int, str]:
    """How much a mail that answers nothing sounds like advertising, and its first words that do."""
    pitches = [found[0] for found in (pattern.search(letter.said) for pattern in each("pitch")) if found]
    footer = any_language("footer").search(letter.said)
    shouts = len(_SHOUT.findall(letter.text[:2000])) >= 5
    scam = any_language("scam").search(letter.said)
    points = len(pitches) + (2 if footer else 0) + (2 if scam else 0)
    if points:
        points += (letter.text.count("!") >= 3) + shouts + (len(letter.links) >= _MANY_LINKS)
    return points, (footer[0] if footer else "; ".join(pitches[:3]))[:120]
