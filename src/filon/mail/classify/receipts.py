"""Receipts: RFC 8098 disposition notifications, and the same said in words."""

from __future__ import annotations

import re

from .bounce.addresses import clean
from .bounce.reasons import explain, said_reason
from .letter import Letter
from .mime import Headers
from .phrases import any_language
from .verdict import Finding, Kind
from .wording import folded

_TYPES = ("message/disposition-notification", "message/global-disposition-notification")
_DISPOSITION = re.compile(r";\s*([a-z-]+)")
_REJECTED = re.compile(r"(?:automatically )?rejected|could not be delivered|was refused")
_SHORT = 900  # characters: a receipt in words says little


def read_receipt(letter: Letter) -> Finding | None:
    """What became of our message on the other side, by its machine part."""
    part = letter.message.find(*_TYPES)
    if part is None:
        return None
    fields = Headers.parse(part.body)
    recipient = clean(fields.text("original-recipient")) or clean(fields.text("final-recipient"))
    ids = fields.message_ids("original-message-id")
    found = _DISPOSITION.search(fields.text("disposition").lower())
    what = found[1] if found else "displayed"
    if what in {"deleted", "failed", "denied", "error"}:
        refused = _refused(letter, recipient=recipient, ids=ids)
        if refused:
            return refused
    return Finding(
        Kind.RECEIPT,
        "mdn_deleted" if what == "deleted" else "mdn",
        f"disposition notification: {what}",
        "",
        recipient,
        ids,
    )


def _refused(letter: Letter, *, recipient: str, ids: tuple[str, ...]) -> Finding | None:
    """A full mailbox that old servers announce as a disposition: the words tell."""
    said = letter.body[:2000]
    if not _REJECTED.search(folded(said)) or said_reason(said)[0] != "mailbox_full":
        return None
    failure = explain(said, status="")
    return Finding(
        Kind.BOUNCE_SOFT, failure.reason, "disposition notification that says the mailbox is full", "", recipient, ids
    )


def read_receipt_words(letter: Letter) -> Finding | None:
    """A receipt without machine part: a subject that only receipts have, and the sentence that goes with it."""
    if not any_language("read_subject").match(letter.subject + " "):
        return None
    said = folded(letter.body)
    if len(said) > _SHORT or not any_language("read").search(said):
        return None
    return Finding(Kind.RECEIPT, "mdn_words", f"receipt in words: {letter.subject[:100]}")
