"""The new text of a mail: what this person says now, without what was said before."""

from __future__ import annotations

import re

from .html import QUOTE_STARTS
from .markers import (
    MAX_INTRODUCTION,
    QUOTED,
    header_role,
    introduction_length,
    is_mobile_signature,
    is_original_message,
    is_rule,
    is_signature,
    one_line_headers,
    starts_header_block,
)

MAX_LINES = 3000
MAX_NEW_TEXT = 20_000


def new_text(text: str) -> str:
    """What stands outside the quoted history, the signature and the `Sent from…` line.

    Words below or between quoted lines are kept: people answer there too.
    """
    lines = text.replace("\xa0", " ").replace("\u202f", " ").split("\n")[:MAX_LINES]
    kept = _without_history(lines)
    kept = _without_signature(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()[:MAX_NEW_TEXT].strip()


def quotes_history(text: str) -> bool:
    """True when a mail carries what was said before, as people's answers do and automatic ones seldom."""
    lines = text.split("\n")[:MAX_LINES]
    return any(
        QUOTED.match(line)
        or history_starts(lines, index)
        or introduction_length(lines[index : index + MAX_INTRODUCTION])
        for index, line in enumerate(lines)
    )


def sent_by_telephone(text: str) -> bool:
    """True when a line says so: a person held it."""
    return any(is_mobile_signature(line) for line in text.split("\n")[-12:])


def _without_history(lines: list[str]) -> list[str]:
    kept: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if QUOTED.match(line):
            index += 1
            if kept and kept[-1] != "":
                kept.append("")
            continue
        if history_starts(lines, index):
            break
        length = introduction_length(lines[index : index + MAX_INTRODUCTION])
        if length:
            after = _skip_blank(lines, index + length)
            if after >= len(lines) or not QUOTED.match(lines[after]):
                break
            index = after
            continue
        kept.append(line.rstrip())
        index += 1
    return kept


def history_starts(lines: list[str], index: int) -> bool:
    """True when everything from this line on was said before."""
    line = lines[index]
    if line.startswith(QUOTE_STARTS) or is_original_message(line) or one_line_headers(line):
        return True
    if is_rule(line):
        after = _skip_blank(lines, index + 1)
        return after < len(lines) and starts_header_block(lines[after : after + 9])
    return header_role(line) is not None and starts_header_block(lines[index : index + 9])


def _skip_blank(lines: list[str], index: int) -> int:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _without_signature(lines: list[str]) -> list[str]:
    """Cuts at the last signature separator that leaves some text above it, and drops the mobile line."""
    for index, line in enumerate(lines):
        if is_signature(line) and any(above.strip() for above in lines[:index]):
            lines = lines[:index]
            break
    else:
        first = _skip_blank(lines, 0)
        if first < len(lines) and lines[first].strip() == "--":
            lines = []
    while lines and (not lines[-1].strip() or is_mobile_signature(lines[-1])):
        lines = lines[:-1]
    return [
        line for position, line in enumerate(lines) if not (is_mobile_signature(line) and position > len(lines) - 8)
    ]
