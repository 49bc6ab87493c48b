"""Numbers as they are said: digits one by one, in pairs, in the thousand ways of French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filon.voice.dialogue.folding import Token
from filon.voice.dialogue.meanings import Value
from filon.voice.dialogue.script import Script

LINKS = ("et", "and", "y")
DOUBLES = {"double": 2, "doble": 2, "triple": 3}
LEAST_DIGITS = 8
SURE = 0.9
UNUSUAL = 0.6
LENGTHS = {"fr": (10,), "es": (9,), "en": (10, 11)}
INTERNATIONAL = {"fr": "33", "es": "34", "en": "44"}


@dataclass(frozen=True, slots=True)
class Run:
    """The words from ``start`` to ``end`` say these ``digits``."""

    start: int
    end: int
    digits: str


def runs(words: Sequence[Token], script: Script) -> list[Run]:
    """Every unbroken sequence of number words and figures."""
    found: list[Run] = []
    position = 0
    while position < len(words):
        end, digits = _run(words, position, script)
        if digits:
            found.append(Run(position, end, digits))
        position = max(end, position + 1)
    return found


def telephone(words: Sequence[Token], script: Script) -> tuple[Run, Value] | None:
    """The telephone number that was said, national digits, or « + » and all of them. None where there is none."""
    for run in runs(words, script):
        plus = run.start > 0 and words[run.start - 1].folded == "plus"
        value = _number(run.digits, plus=plus, language=script.language)
        if value:
            return run, value
    return None


def _number(digits: str, *, plus: bool, language: str) -> Value | None:
    code = INTERNATIONAL[language]
    bare = digits.removeprefix("00")
    if (plus or bare != digits) and bare.startswith(code):
        digits = ("" if language == "es" else "0") + bare[len(code) :].removeprefix("0")
    if not LEAST_DIGITS <= len(digits) <= 15:
        return None
    usual = len(digits) in LENGTHS[language] and (language == "es" or digits.startswith("0"))
    return Value(digits, SURE if usual else UNUSUAL)


def _run(words: Sequence[Token], position: int, script: Script) -> tuple[int, str]:
    """Where the sequence that begins here ends, and its digits; "" where none begins."""
    digits: list[str] = []
    end = position
    while end < len(words):
        step, said = _one(words, end, script, pairs=_inside_a_pair(digits))
        if not step:
            break
        digits.append(said)
        end += step
    return end, "".join(digits)


def _inside_a_pair(digits: Sequence[str]) -> bool:
    return digits[-1:] == ["0"] and len("".join(digits)) % 2 == 1


def _one(words: Sequence[Token], position: int, script: Script, *, pairs: bool) -> tuple[int, str]:
    """How many words the number here takes, and its digits; 0 where there is none. It ends one of the ``pairs`` that
    French numbers are told in after a nought: « zéro quatre, vingt »."""
    word = words[position].folded
    if word.isascii() and word.isdigit():
        return 1, word
    following = words[position + 1].folded if position + 1 < len(words) else ""
    if word in DOUBLES and script.spoken.numbers.get(following, 10) < 10:
        return 2, str(script.spoken.numbers[following]) * DOUBLES[word]
    if word not in script.spoken.numbers:
        return 0, ""
    if pairs and script.spoken.numbers[word] < 10:
        return 1, str(script.spoken.numbers[word])
    return _below_hundred(words, position, script)


def _below_hundred(words: Sequence[Token], position: int, script: Script) -> tuple[int, str]:
    """« quatre-vingt-dix-neuf », « twenty one », « treinta y dos »: tens and what is added to them."""
    taken, value = _small(words, position, script)
    french = script.language == "fr"
    if french and value == 4 and _at(words, position + 1) in ("vingt", "vingts"):
        taken, value = 2, 80
    after = position + taken
    if value >= 20 and not _parted(words, after, french=french):
        linked = _at(words, after) in LINKS
        more, added = _small(words, after + linked, script)
        if more and 1 <= added <= (19 if french and value in (60, 80) else 9):
            return taken + linked + more, str(value + added)
    return taken, str(value)


def _parted(words: Sequence[Token], position: int, *, french: bool) -> bool:
    """Whether another number begins here: after a pause, or with « quatre-vingt »."""
    if position < len(words) and words[position].glue == ",":
        return True
    eighty = _at(words, position) == "quatre" and _at(words, position + 1) in ("vingt", "vingts")
    return french and eighty and _at(words, position + 2) not in LINKS


def _small(words: Sequence[Token], position: int, script: Script) -> tuple[int, int]:
    """How many words say the number here, tens alone, and the number; « dix-sept » is one."""
    numbers = script.spoken.numbers
    value = numbers.get(_at(words, position))
    if value is None:
        return 0, 0
    following = numbers.get(_at(words, position + 1), 0)
    if script.language == "fr" and value == 10 and 7 <= following <= 9:
        return 2, value + following
    return 1, value


def _at(words: Sequence[Token], position: int) -> str:
    return words[position].folded if position < len(words) else ""
