"""The sum of what speaks for a request to be left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .concepts import clauses, tagged
from .notation import compiled
from .rules import DECLINES, KEEPS, KEEPS_NOT, PLAIN, REFUSES_TO_LEAVE, RULES, SAID_BY_SUBJECT, Rule

ENOUGH = 1.0
"""Points from which a mail is a request. Missing one costs more than hearing one too many: that mail stays in view."""

_ALONE = re.compile(r"(?:(?:[\w@]*[EfwMP][\w@.]*|,[.]*) )*[\w@]*E[\w@.]* (?:(?:[\w@]*[EfwMP][\w@.]*|,[.]*) )*\Z")
_REMOVE_ALONE = re.compile(
    r"(?:(?:[\w@]*[RLfwYIDU@][\w@.]*|,[.]*) )*[\w@]*R[\w@.]* (?:(?:[\w@]*[RLfwYIDU@][\w@.]*|,[.]*) )*\Z"
)
_LONGEST_ALONE = 7  # words
_SHORT_MAIL = 3  # clauses: what is said alone stands among greetings


@dataclass(frozen=True)
class Weighed:
    """Points for a request, the rules and clauses that gave them, and whether the writer declines."""

    points: float
    names: frozenset[str]
    said: str
    declines: bool
    elsewhere: bool
    """Another address is given to write to."""

    @property
    def asks(self) -> bool:
        """Enough speaks for a request."""
        return self.points >= ENOUGH

    @property
    def asks_alone(self) -> bool:
        """Enough speaks for it where nothing else can be meant: in a subject."""
        return self.asks and bool(self.names & SAID_BY_SUBJECT)


def weigh(text: str) -> Weighed:
    """What speaks for a request in `text`, folded, its lines still standing."""
    parts = clauses(text)
    letters = [tagged(part) for part in parts]
    found: dict[str, float] = {}
    heard: list[str] = []
    for position, clause in enumerate(letters):
        following = letters[position + 1] if position + 1 < len(letters) else ""
        gained = _in_clause(clause, following=following, few=len(letters) <= _SHORT_MAIL)
        if any(found.get(name, 0) < points for name, points in gained.items()):
            heard.append(parts[position])
            found.update(gained)
    total = sum(found.values())
    if any(map(_keeps, letters)):
        total -= 2 * ENOUGH
    declines = any(_pattern(shape).search(clause) for shape in DECLINES for clause in letters)
    elsewhere = any("i" in clause for clause in letters) and any("@" in clause for clause in letters)
    return Weighed(total, frozenset(found), "; ".join(heard)[:200], declines, elsewhere and not found.keys() & PLAIN)


def _in_clause(clause: str, *, following: str, few: bool) -> dict[str, float]:
    """Points by rule."""
    gained = {rule.name: rule.points for rule in RULES if _speaks(rule, clause)}
    if "i" in following:
        gained = {name: points for name, points in gained.items() if "i" not in _unless(name)}
    if "unsubscribe" in gained and any(_pattern(shape).search(clause) for shape in REFUSES_TO_LEAVE):
        del gained["unsubscribe"]
    words = clause.count(" ")
    if words <= _LONGEST_ALONE and _ALONE.match(clause):
        gained["end_alone"] = ENOUGH
    if words <= _LONGEST_ALONE and few and _REMOVE_ALONE.match(clause):
        gained["remove_alone"] = ENOUGH
    return gained


def _keeps(clause: str) -> bool:
    return bool(_pattern(KEEPS).search(clause)) and not any(letter in clause for letter in KEEPS_NOT)


def _speaks(rule: Rule, clause: str) -> bool:
    barring = rule.unless.replace("X", "").replace("t", "" if "M" in clause else "t")
    if any(letter in clause for letter in barring):
        return False
    if "?" in clause and not (rule.asked and "w" in clause) and rule.name != "whence":
        clause = clause.rpartition(",")[0]  # `no more mails, is that clear?`
        if "o" in clause:
            return False
    found = (_pattern(shape).search(clause) for shape in rule.shapes)
    return any(match and not ("X" in rule.unless and "X" in _phrase(match, around=rule.around)) for match in found)


def _phrase(match: re.Match[str], *, around: bool) -> str:
    """What it is said of: from where it begins, or from the comma before, to the next comma."""
    clause = match.string
    start = clause.rfind(",", 0, match.start()) + 1 if around else match.start()
    return clause[start : (clause.find(",", match.end()) + 1 or len(clause) + 1) - 1]


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    return compiled(shape)


@cache
def _unless(name: str) -> str:
    return next(rule.unless for rule in RULES if rule.name == name)
