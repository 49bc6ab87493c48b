"""The notation of the tables: regular expressions with less noise.

`(a|b)` groups without capturing, ` <4> ` stands for up to four words between, `<name>` for a named list of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_GAP = re.compile(r" <(\d+)> ")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_NAME = re.compile(r"(?<!\?)<([a-z]+)>")


def expression(phrase: str, *, words: Mapping[str, str] | None = None) -> str:
    """The regular expression a phrase stands for."""
    named = _NAME.sub(lambda match: words[match[1]], phrase) if words else phrase
    return _GROUP.sub("(?:", _GAP.sub(r"(?: \\S+){0,\1}? ", named))


def compiled(phrases: Iterable[str], *, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One pattern for any of `phrases`."""
    return re.compile("|".join(f"(?:{expression(phrase, words=words)})" for phrase in phrases))
