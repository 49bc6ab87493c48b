"""The sentences of the clips, by language: two halves that share nothing, a grammar that makes more, further sets."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from filon.voice.corpus.voices import Split

LANGUAGES = ("fr", "en", "es")
PIECE = re.compile(r"<(\w+)>")


@cache
def bank(language: str) -> dict[Split, dict[str, Any]]:
    """`{"train": {key: sentences}, "test": …}` of one language."""
    halves = _read(f"{language}.toml")
    return {"train": halves["train"], "test": halves["test"]}


@cache
def composed(language: str) -> dict[str, Any]:
    """The training half again, most of its sentences as patterns for `compose`; with the pieces they name."""
    grammar = _read(f"composed_{language}.toml")
    return {**bank(language)["train"], **grammar["pieces"], **grammar["train"]}


@cache
def drawn(language: str) -> dict[str, Any]:
    """`composed`, with more pieces and patterns."""
    known, grammar = composed(language), _read(f"drawn_{language}.toml")
    more = {**grammar["pieces"], **grammar["train"]}
    return known | {key: [*known.get(key, []), *lines] for key, lines in more.items()}


@cache
def wide(language: str) -> dict[str, Any]:
    """Patterns of their own, with the pieces of `drawn` and more."""
    grammar = _read(f"wide_{language}.toml")
    return {**drawn(language), **grammar["pieces"], **grammar["train"]}


@cache
def broad(language: str) -> dict[str, Any]:
    """Other turns of phrase, with the pieces of `wide` and more."""
    grammar = _read(f"broad_{language}.toml")
    return {**wide(language), **grammar["pieces"], **grammar["train"]}


@cache
def ample(language: str) -> dict[str, Any]:
    """Patterns of what sounds alike until late, with the pieces of `wide` and more."""
    grammar = _read(f"ample_{language}.toml")
    return {**wide(language), **grammar["pieces"], **grammar["train"]}


@cache
def third(language: str) -> dict[str, Any]:
    """The sentences of the third test half."""
    return _read(f"third_{language}.toml")


@cache
def fourth(language: str) -> dict[str, Any]:
    """The sentences of the fourth test half."""
    return _read(f"fourth_{language}.toml")


@cache
def fifth(language: str) -> dict[str, Any]:
    """The sentences of the fifth test half."""
    return _read(f"fifth_{language}.toml")


@cache
def sixth(language: str) -> dict[str, Any]:
    """The sentences of the sixth test half."""
    return _read(f"sixth_{language}.toml")


@cache
def seventh(language: str) -> dict[str, Any]:
    """The sentences of the seventh test half."""
    return _read(f"seventh_{language}.toml")


def compose(pattern: str, *, among: dict[str, Any], rng: np.random.Generator) -> str:
    """A sentence of a pattern: every `<piece>` replaced by one of its list, until none is left."""
    while found := PIECE.search(pattern):
        pieces = among[found[1]]
        chosen = str(pieces[int(rng.integers(len(pieces)))])
        pattern = pattern[: found.start()] + chosen + pattern[found.end() :]
    return re.sub(r"\s+(?=[.,])", "", pattern)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("filon.voice.corpus.sentences").joinpath(name).read_text("utf-8"))
