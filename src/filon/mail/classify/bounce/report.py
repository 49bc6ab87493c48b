"""RFC 3464 delivery status notifications."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filon.mail.classify.letter import Letter
from filon.mail.classify.mime import Headers, Part
from filon.mail.classify.verdict import Finding, Kind

from .addresses import clean, failed_headers, failed_in_text, returned_to
from .codes import best_status, is_vague, reply_code
from .reasons import Failure, explain
from .senders import has_null_path, is_daemon

_GROUPS = re.compile(r"\n[ \t]*\n")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_SUCCESS = frozenset({"delivered", "relayed", "expanded", "deliverable"})
_SILENT = frozenset({"undelivered", "refused", "protocol", "system"})
"""Reasons that say so little that the human part of the report is asked too."""
_KINDS = ("message/delivery-status", "message/global-delivery-status")
MAX_GROUPS = 100


@dataclass(frozen=True, slots=True)
class _Recipient:
    """One per-recipient group of the report."""

    address: str
    action: str
    status: str
    diagnostic: str

    @property
    def failure(self) -> Failure:
        """What the status and the diagnostic mean."""
        return explain(self.diagnostic, status=self.status, reply=reply_code(self.diagnostic))


def read_report(letter: Letter) -> Finding | None:
    """What the machine part of a delivery report says; None when the message has none of its own."""
    part = letter.message.find(*_KINDS) or _wrapped(letter)
    if part is None:
        return None
    groups = _groups(part)
    failed = [one for one in groups if one.action == "failed"]
    if failed:
        return _failed(letter, failed)
    late = next((one for one in groups if one.action == "delayed"), None)
    if late:
        evidence = f"delivery report: delayed, {late.status or 'no status'}"
        return Finding(Kind.DELAYED, late.failure.reason, evidence, late.status, late.address or _address(letter))
    done = next((one for one in groups if one.action in _SUCCESS), None)
    if done:
        evidence = f"delivery report: {done.action}"
        return Finding(Kind.RECEIPT, f"dsn_{done.action}", evidence, done.status, done.address or _address(letter))
    return None


def _wrapped(letter: Letter) -> Part | None:
    """A report inside a message, when a server passes it on without a word; a person who forwards one writes to us."""
    part = next((part for part in letter.message.parts if part.kind in _KINDS), None)
    if part is None or not (is_daemon(letter.headers) or has_null_path(letter.headers)):
        return None
    return part if not letter.text else None


def _failed(letter: Letter, failed: list[_Recipient]) -> Finding:
    """The worst of the failed recipients: a dead address before one that only refused."""
    judged = [(one, one.failure) for one in failed]
    one, failure = next(((one, failure) for one, failure in judged if failure.hard), judged[0])
    if failure.reason in _SILENT or failure.reason.startswith("dsn_"):
        said = letter.body[:4000]
        status = one.status if not is_vague(one.status) else best_status(said) or one.status
        told = explain(
            f"{one.diagnostic}\n{_near(said, one.address)}",
            status=status,
            reply=reply_code(one.diagnostic) or reply_code(said),
        )
        one, failure = _Recipient(one.address, one.action, status, one.diagnostic), told
    kind = Kind.BOUNCE_HARD if failure.hard else Kind.BOUNCE_SOFT
    evidence = f"delivery report: failed, {one.status or 'no status'}, {one.diagnostic[:200] or 'no diagnostic'}"
    return Finding(kind, failure.reason, evidence, one.status, one.address or _address(letter))


def _near(text: str, address: str) -> str:
    """The words of the human part that speak of this address: the rest is what the server tells everybody."""
    position = text.lower().find(address) if address else -1
    return text[max(position, 0) : max(position, 0) + 700]


def _address(letter: Letter) -> str:
    """When the report names no address: the one its words name, else whom we had written to."""
    ours = letter.headers.addresses("to")
    named = failed_headers(letter.headers) or returned_to(letter.message)
    return named[0] if named else failed_in_text(letter.body, not_these=ours)


def _groups(part: Part) -> list[_Recipient]:
    found = []
    for block in _GROUPS.split(part.text.strip("\n"))[:MAX_GROUPS]:
        fields = Headers.parse(block.encode("utf-8", "replace"))
        if "action" in fields or "final-recipient" in fields or "status" in fields:
            found.append(_recipient(fields))
    return found


def _recipient(fields: Headers) -> _Recipient:
    addresses = [
        clean(fields.text(name))
        for name in ("original-recipient", "final-recipient", "x-actual-recipient", "x-original-to")
    ]
    diagnostic = " ".join(fields.all("diagnostic-code") + fields.all("x-diagnostic-code") + fields.all("x-notes"))
    declared = _STATUS.search(fields.text("status"))
    status = declared[1] if declared else ""
    if is_vague(status):
        status = best_status(diagnostic) or status
    word = re.match(r"[a-z]+", fields.text("action").lower())
    action = word[0] if word else _action_of(status)
    return _Recipient(
        next(filter(None, addresses), ""),
        "failed" if action in {"failure", "fail", "undeliverable"} else action,
        status,
        diagnostic,
    )


def _action_of(status: str) -> str:
    """Reports without Action: the class of the status tells."""
    return {"2": "delivered", "4": "delayed", "5": "failed"}.get(status[:1], "failed")
