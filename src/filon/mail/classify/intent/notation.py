"""The notation of the rules: concepts in order, and how far apart they may stand.

`NZ` is a word that carries N or Z; `<3>` up to three words of the same phrase; `<<8>>` up to eight words of any sort,
commas too. `^` is the beginning of a phrase, whatever small words stand there, and `$` its end. `(!Y)` before a concept
says that the word just before must not be that, after it that the next must not.
"""

from __future__ import annotations

import re

from .concepts import WIDTH

_TOLD = "Jh,?"
"""What a short gap does not reach over: a past, an invitation, the end of a phrase."""
_SMALL = r"(?:[a-zA-Z]*f[a-zA-Z.]* )*"
_OPENING = rf"(?:^|(?<=,{re.escape('.' * (WIDTH - 1))} )){_SMALL}"
_STEP = re.compile(r"\(!(\w+)\)|<<(\d+)>>|<(\d+)>|(\^)|(\$)|([\w@]+)")


def compiled(rule: str) -> re.Pattern[str]:
    """The rule as a pattern over the letters that `tagged` gives."""
    words = "".join(_piece(step) for step in _STEP.finditer(rule))
    start = "" if rule.startswith("^") else r"(?<![^ ])"
    return re.compile(start + words)


def _piece(step: re.Match[str]) -> str:
    barred, far, gap, start, end, letters = step.groups()
    if barred:
        return rf"(?<!(?=[\w@]*[{barred}])[\w@,?.]{{{WIDTH}}} )(?![\w@]*[{barred}])"
    if far:
        return rf"(?:[^ ]+ ){{0,{far}}}?"
    if gap:
        return rf"(?:(?![\w@]*[{_TOLD}])[\w@.]+ ){{0,{gap}}}?"
    if start:
        return _OPENING
    if end:
        return r"(?=$|[,?])"
    return rf"[\w@]*[{letters}][\w@.]* "
