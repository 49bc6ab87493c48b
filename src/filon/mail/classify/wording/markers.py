"""The lines by which mail programs set off what was said before."""

from __future__ import annotations

import re
from functools import cache

from filon.mail.classify.phrases import LANGUAGES, alternatives, expression

from .folding import folded, folded_line

QUOTED = re.compile(r"\s{0,3}(?:>|\|\s|\]\s|&gt;)")
_RULE = re.compile(r"[\s*]*(?:_{8,}|-{20,}|={20,})\s*$")
_DASHES = r"[-_=*—–>~ ]{2,}"
_HEADER_LINE = re.compile(r"[\s>*_]*([a-z][a-z .-]{0,18}?)[\s*_]*:[\s*_]*(.*)$")
_STARTERS = re.compile(
    r"^[\s>*]*(?:le|on|el|am|il|em|a|op|en|in|no|mon|tue|wed|thu|fri|sat|sun|\d|<?\S+@|"
    r"[a-z\"'.<(][\w\"'.,<>()@ -]{0,80}(?:ecri|wrote|schr|scri|escr|@))"
)
_DATED = re.compile(r"\d|@")
_VERB = re.compile(r"ecri|wrot|writ|said|schr|scri|escr|@[^ ]{3,80}> ?:")
_SIGNATURE = re.compile(r"\s{0,2}(?:--|- -|—|__|---)\s*$")
MAX_INTRODUCTION = 4  # lines an introduction may be wrapped over
_MAX_INTRODUCTION_LENGTH = 420


@cache
def _original_message() -> re.Pattern[str]:
    words = alternatives("original_message")
    return re.compile(rf"\s*(?:{_DASHES}\s*(?:{words})\b.{{0,60}}|>?\s*(?:{words})\s*(?:de .{{1,60}})?:?)\s*[-_=* ]*$")


@cache
def _wrote() -> re.Pattern[str]:
    return re.compile(r"[\s>*\"'(-]*(?:" + alternatives("wrote") + r")[\s*]*$")


@cache
def _mobile() -> re.Pattern[str]:
    return re.compile(r"[\s*_(\[-]*(?:" + alternatives("mobile_signature") + r")[\s*_)\].]*$")


@cache
def _roles() -> dict[str, int]:
    """Every label of a quoted header and what it stands for: 0 from, 1 sent, 2 to, 3 subject, 4 other."""
    return {
        label: role
        for language in LANGUAGES
        for role, labels in enumerate(language.quoting.header_names)
        for label in _spelled(labels)
    }


def _spelled(labels: tuple[str, ...]) -> set[str]:
    """`envoye( le| par)?` → `envoye`, `envoye le`, `envoye par`: labels are few enough to list."""
    spelled = set()
    for label in labels:
        stem, _, options = label.partition("(")
        spelled |= {stem.removesuffix("?"), *(stem + option for option in options.rstrip(")?").split("|"))}
    return spelled


def is_original_message(line: str) -> bool:
    """`-----Message d'origine-----` and its kin."""
    return len(line) < 140 and bool(_original_message().match(folded_line(line)))


def is_rule(line: str) -> bool:
    """A line drawn with dashes or underscores."""
    return bool(_RULE.match(line))


def is_signature(line: str) -> bool:
    """The `-- ` line of RFC 3676 §4.3, and the dashes people type for it."""
    return bool(_SIGNATURE.match(line))


def is_mobile_signature(line: str) -> bool:
    """`Envoyé de mon iPhone` and its kin."""
    return len(line) < 120 and bool(_mobile().match(folded_line(line.strip())))


def header_role(line: str) -> int | None:
    """What a line like `Objet : …` gives of a quoted message, or None when it is no such line."""
    if ":" not in line:
        return None
    match = _HEADER_LINE.match(folded_line(line))
    return _roles().get(match[1].strip()) if match else None


def starts_header_block(lines: list[str]) -> bool:
    """True when these lines begin with the headers of another message: sender, subject, and date or recipient."""
    first = header_role(lines[0]) if lines else None
    if first is None or first == 4:
        return False
    seen = {role for role in (header_role(line) for line in lines[:9]) if role is not None}
    return {0, 3} <= seen and len(seen & {0, 1, 2, 3}) >= 3


def one_line_headers(line: str) -> bool:
    """The same headers run together on one line, as HTML turned to text gives them."""
    if line.count(":") < 3 or not 40 < len(line) < 1200:
        return False
    text = folded(line)
    return header_role(text) == 0 and bool(_one_line().match(text))


@cache
def _one_line() -> re.Pattern[str]:
    per_language = []
    for language in LANGUAGES:
        sender, sent, _, subject, _ = ("|".join(map(expression, labels)) for labels in language.quoting.header_names)
        per_language.append(rf"(?:{sender})\s*:.{{3,300}}(?:{sent})\s*:.{{3,400}}(?:{subject})\s*:")
    return re.compile(r"[\s>*_-]*(?:" + "|".join(per_language) + ")")


def introduction_length(lines: list[str]) -> int:
    """How many lines from here say `On …, … wrote:`; 0 when they do not."""
    if not lines[0].strip() or not _STARTERS.match(folded_line(lines[0])):
        return 0
    joined = ""
    for count, line in enumerate(lines[:MAX_INTRODUCTION], start=1):
        joined = f"{joined} {line.lstrip('> ')}" if count > 1 else line
        if not line.strip() and count > 1:
            return 0
        text = folded(joined)
        if len(text) > _MAX_INTRODUCTION_LENGTH:
            return 0
        if _DATED.search(text) and _VERB.search(text[-220:]) and _wrote().match(text):
            return count
    return 0
