"""The one function: bytes in, verdict out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from .automatic import read_automatic
from .bounce import read_report, read_words
from .bulk import read_bulk
from .challenges import read_challenge
from .feedback import read_complaint
from .letter import Letter
from .meetings import read_meeting
from .mime import Message
from .receipts import read_receipt, read_receipt_words
from .removal import read_list_removal, read_removal
from .returning import return_date
from .verdict import Finding, Kind, Verdict

# The order is the meaning: machine formats before words, what stops us before what merely informs.
_RULES: tuple[Callable[[Letter], Finding | None], ...] = (
    read_complaint,
    read_receipt,
    read_report,
    read_meeting,
    read_list_removal,
    read_challenge,
    read_words,
    read_receipt_words,
    read_automatic,
    read_bulk,
    read_removal,
)


_ENGLISH = re.compile(r"\b(?:the|will|until|and|my|please)\b")
_PEOPLE = frozenset({Kind.HUMAN, Kind.AUTO_REPLY, Kind.UNSUBSCRIBE})
"""What they attach is not what they answer."""


def classify(raw: bytes, *, now: datetime | None = None) -> Verdict:
    """What the message in `raw` is (RFC 3464, 3834, 5546, 5965, 8098, and what servers and people do instead).

    Never raises, whatever the bytes. `now` stands in for a Date header that says nothing, to place a date of return.
    """
    letter = Letter.from_bytes(raw)
    finding = _first(letter) or Finding(Kind.HUMAN, "human", "no sign of a machine")
    day = None
    if finding.kind is Kind.AUTO_REPLY:
        sent = letter.headers.date() or now or datetime.now(UTC)
        said = f"{letter.headers.text('subject')}\n{letter.text}"
        day = return_date(said, sent=sent.date(), month_first=_writes_month_first(sent, letter.said))
    return Verdict(
        kind=finding.kind,
        reason=finding.reason,
        status=finding.status,
        recipient=finding.recipient,
        return_on=day,
        text=letter.text,
        message_ids=_message_ids(letter.message, finding),
        evidence=finding.evidence,
    )


def _writes_month_first(sent: datetime, said: str) -> bool:
    """English from a clock of the Americas: `12/01` is the first of December there."""
    offset = sent.utcoffset()
    return offset is not None and timedelta(hours=-10) <= offset <= timedelta(hours=-4) and bool(_ENGLISH.search(said))


def _first(letter: Letter) -> Finding | None:
    for rule in _RULES:
        finding = rule(letter)
        if finding is not None:
            return finding
    return None


def _message_ids(message: Message, finding: Finding) -> tuple[str, ...]:
    """What the message answers, nearest first: the returned one, In-Reply-To, References from the last."""
    original = message.original()
    returned = original.message_ids("message-id") if original and finding.kind not in _PEOPLE else ()
    headers = message.headers
    replied = headers.message_ids("in-reply-to") + tuple(reversed(headers.message_ids("references")))
    return tuple(dict.fromkeys((*finding.message_ids, *returned, *replied)))[:100]
