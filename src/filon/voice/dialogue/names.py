"""Who was named, and what they do: « remplacé par Claire Fontaine, la nouvelle directrice des achats »."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from filon.voice.dialogue.alike import same_word
from filon.voice.dialogue.folding import Token, folded, shown
from filon.voice.dialogue.meanings import Name
from filon.voice.dialogue.script import Script

MOST_WORDS = 4
MOST_TITLE_WORDS = 7
LEAST_SPELLED = 3


def is_mark(token: Token) -> bool:
    """Whether it stands for something that was recognised before."""
    return token.folded.startswith("_")


def name_in(words: Sequence[Token], script: Script, expected: Sequence[str] = ()) -> Name | None:
    """The name that these words begin with, its title before or after it. One of those ``expected`` is written as
    it was expected. None where they name nobody."""
    words = list(words)
    position = _skip(words, script.names.articles)
    title, taken = title_at(words[position:], script)
    position = position + taken if title else 0
    rest = words[position:]
    civil = _skip(rest, script.names.civil)
    rest = rest[civil:]
    found = _name(rest, script)
    if not found:
        return None
    after = rest[len(found) :]
    title = title or title_in(after, script)
    name = _spelled(found, after, script)
    known = expect(name, expected)
    return Name(known or name, title, sure=bool(known), civil=civil > 0)


def title_in(words: Sequence[Token], script: Script) -> str:
    """The first job title among these words, "" where there is none."""
    for position in range(len(words)):
        title, _ = title_at(words[position:], script)
        of_a_department = position > 0 and words[position - 1].folded in script.names.departments
        if title and not of_a_department:
            return title
    return ""


def title_at(words: Sequence[Token], script: Script) -> tuple[str, int]:
    """The job title that begins here, as it was said, and how many words it takes."""
    if not words or words[0].folded not in script.names.heads:
        return "", 0
    stops = script.names.title_stops | script.names.civil
    title = list(takewhile(lambda token: token.folded not in stops and not is_mark(token), words[:MOST_TITLE_WORDS]))
    while title and title[-1].folded in script.names.particles | script.names.soft_ends:
        title.pop()
    roles = script.names.roles
    if roles and not any(token.folded in roles for token in title):
        return "", 0
    said = shown(title)
    return said if said.isupper() else said.lower(), len(title)


def expect(name: str, expected: Sequence[str]) -> str:
    """The one of those ``expected`` that was meant, "" for none: all words alike, or the last name alone."""
    said = folded(name).split()
    for whole in expected:
        theirs = folded(whole).split()
        if len(said) == len(theirs) and all(same_word(one, other) for one, other in zip(said, theirs, strict=True)):
            return whole
        if len(said) == 1 and theirs and same_word(said[0], theirs[-1]):
            return whole
    return ""


def split(name: str) -> tuple[str, str]:
    """First and last name; one word alone is a last name."""
    first, _, last = name.strip().partition(" ")
    return (first, last.strip()) if last.strip() else ("", first)


def _skip(words: Sequence[Token], what: frozenset[str]) -> int:
    return sum(1 for _ in takewhile(lambda token: token.folded in what, words))


def _name(words: Sequence[Token], script: Script) -> list[Token]:
    ends = script.names.stops | script.names.heads | script.names.civil
    found: list[Token] = []
    for position, token in enumerate(words[:MOST_WORDS]):
        following = words[position + 1].folded if position + 1 < len(words) else ""
        if found and token.folded in script.names.particles and following and following not in ends:
            found.append(token)
        elif token.folded in ends or is_mark(token) or not token.folded.isalpha() or len(token.folded) < 2:
            break
        else:
            found.append(token)
    while found and found[-1].folded in script.names.particles:
        found.pop()
    return found


def _spelled(found: Sequence[Token], after: Sequence[Token], script: Script) -> str:
    """The name as it is written; its last word as it was spelled afterwards, if it was."""
    name = shown([_capital(token, script) for token in found])
    letters = "".join(token.folded for token in after if len(token.folded) == 1 and token.folded.isalpha())
    if len(letters) >= LEAST_SPELLED and letters[0] == found[-1].folded[0]:
        return f"{name[: -len(found[-1].shown)]}{letters.capitalize()}"
    return name


def _capital(token: Token, script: Script) -> Token:
    if token.folded in script.names.particles or not token.shown.islower():
        return token
    return Token(token.folded, token.shown.capitalize(), token.glue)
