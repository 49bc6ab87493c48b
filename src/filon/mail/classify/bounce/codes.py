"""Reply codes in the words of a server (RFC 5321 §4.2, RFC 3463)."""

from __future__ import annotations

import re

_STATUS = re.compile(r"(?<![\d.\w/:-])([245])\.([0-7])\.(\d{1,3})(?![\d/-]|\.\d)")
_STATUS_AFTER_REPLY = re.compile(r"\b[45]\d\d[- ]+#?\(?([45]\.[0-7]\.\d{1,3})(?!\.?\d)")
_REPLY = re.compile(r"(?<![\d.:#/\w=-])([45][0-5]\d)(?=[\s:;,-](?!\d\d:))")


def statuses(text: str) -> list[str]:
    """Every enhanced code in `text`, those that follow a reply code first."""
    after = _STATUS_AFTER_REPLY.findall(text)
    return list(dict.fromkeys([*after, *(".".join(found) for found in _STATUS.findall(text))]))


def best_status(text: str) -> str:
    """The enhanced code that says most: a failure rather than a success, a detail rather than X.0.0."""
    failures = [code for code in statuses(text) if code[0] in "45"]
    return next((code for code in failures if not is_vague(code)), failures[0] if failures else "")


def reply_code(text: str) -> str:
    """The first three-digit refusal in `text`, or ""."""
    match = _REPLY.search(text)
    return match[1] if match else ""


def is_vague(status: str) -> bool:
    """X.0.0 says only permanent or temporary; X.5.0 and X.3.0 are what servers write over another's refusal."""
    return not status or status[1:] in {".0.0", ".5.0", ".3.0"}
