"""The sentences of the clips, by language, in two halves that share nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from filon.voice.corpus.voices import Split

LANGUAGES = ("fr", "en", "es")


@cache
def bank(language: str) -> dict[Split, dict[str, Any]]:
    """`{"train": {key: sentences}, "test": …}` of one language."""
    halves = tomllib.loads(files("filon.voice.corpus.sentences").joinpath(f"{language}.toml").read_text("utf-8"))
    return {"train": halves["train"], "test": halves["test"]}
