"""Sentences for the terminal, before any catalogue is loaded. Imports nothing: every command starts with this."""

from __future__ import annotations

import os


class InvalidEnvironment(Exception):
    """One message that lists every fault of the environment, one sentence a line."""


def speaks_french() -> bool:
    """Tell whether the terminal asks for French (LC_ALL, then LC_MESSAGES, then LANG, as POSIX orders them)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("fr")
    return False


def either(*, fr: str, en: str) -> str:
    """Choose the sentence in the language of the terminal; both are written side by side where they are used."""
    return fr if speaks_french() else en
