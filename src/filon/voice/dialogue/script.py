"""The words of one language: what we say, what people say, and how they say addresses and numbers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from filon.voice.dialogue.cues import compiled
from filon.voice.dialogue.elision import elided, marked
from filon.voice.dialogue.folding import folded
from filon.voice.dialogue.meanings import Intent

FOLDER = Path(__file__).parent / "scripts"
FIRST = "fr"


@dataclass(frozen=True)
class Heard:
    """How an intent is said: ``says`` are whole sentences, ``cues`` the parts that give it away."""

    says: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Names:
    """``stops`` end a name; ``civil`` and ``articles`` stand before it, ``particles`` inside. ``heads`` begin a job
    title, ``title_stops`` end it, and it does not end with ``soft_ends``; what follows
    ``departments`` names those. It has one of the ``roles`` where a language has any: « purchasing » is no title."""

    stops: frozenset[str]
    civil: frozenset[str]
    heads: frozenset[str]
    title_stops: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    soft_ends: frozenset[str]
    departments: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True)
class Spoken:
    """Signs, letters, digits and numbers as they are said: folded words to what is written."""

    signs: Mapping[str, str]
    letters: Mapping[str, str]
    numbers: Mapping[str, int]
    number_names: Mapping[int, str]
    joined: frozenset[str]
    stops: frozenset[str]
    company: frozenset[str]
    like: frozenset[str]
    twice: frozenset[str]
    refs: Mapping[str, str]
    read: Mapping[str, str]


@dataclass(frozen=True)
class Script:
    """One language. `sentence` gives what we say."""

    language: str
    say: Mapping[str, tuple[str, ...]]
    heard: Mapping[Intent, Heard]
    fillers: frozenset[str]
    address_says: tuple[str, ...]
    number_says: tuple[str, ...]
    """Sentences in which an address, and a number, is told."""
    titles: tuple[str, ...]
    """Functions that are often named."""
    names: Names
    spoken: Spoken

    def sentence(self, key: str, *, time: int = 0, **slots: str) -> str:
        """What is said for ``key`` for the nth ``time``: another wording each time, in turn."""
        wordings = self.say[key]
        return elided(wordings[time % len(wordings)].format_map(marked(slots)), language=self.language)


@cache
def languages() -> tuple[str, ...]:
    """Those that there is a script for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def script(language: str) -> Script:
    """The script of a language; that of French for one without."""
    name = language if language in languages() else FIRST
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Script(
        language=name,
        say={key: tuple(wordings) for key, wordings in data["say"].items()},
        heard={Intent(key): _heard(entry, data["classes"]) for key, entry in data["heard"].items()},
        fillers=frozenset(folded(word) for word in data["fillers"]),
        address_says=tuple(data["address_says"]),
        number_says=tuple(data["number_says"]),
        titles=tuple(data["titles"]),
        names=Names(**{key: frozenset(folded(word) for word in words) for key, words in data["names"].items()}),
        spoken=_spoken(data["spoken"]),
    )


def _heard(entry: Mapping[str, list[str]], classes: Mapping[str, str]) -> Heard:
    return Heard(tuple(entry.get("says", ())), tuple(compiled(cue, classes) for cue in entry["cues"]))


def _spoken(data: Mapping[str, Any]) -> Spoken:
    def table(key: str) -> dict[str, str]:
        return {folded(word): str(value) for word, value in data[key].items()}

    def words(key: str) -> frozenset[str]:
        return frozenset(folded(word) for word in data[key])

    return Spoken(
        signs=table("signs"),
        letters=table("letters"),
        refs=table("refs"),
        numbers={folded(word): int(value) for word, value in data["numbers"].items()},
        number_names={int(value): word for word, value in reversed(data["numbers"].items())},
        joined=words("joined"),
        stops=words("stops"),
        company=words("company"),
        like=words("like"),
        twice=words("twice"),
        read=data["read"],
    )
