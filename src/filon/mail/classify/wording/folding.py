"""Text as the phrase tables compare it."""

from __future__ import annotations

import re
import unicodedata

_MARKS = dict.fromkeys((*range(768, 880), 173, 8203, 8204, 8205, 8206, 8207, 8288, 65279))
_LOST = "\ufffd"
"""A letter lost on the way: in the languages here an accented one, and most often an e."""
_SIGNS = str.maketrans(
    {
        _LOST: "e",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
    }
)
_SPACES = re.compile(r"\s+")


def folded_line(text: str) -> str:
    """Lower case, no accent, plain quote marks and dashes; line ends and spacing stay."""
    bare = (
        text.casefold()
        if text.isascii()
        else unicodedata.normalize("NFKD", text.translate(_SIGNS).casefold()).translate(_MARKS)
    )
    return bare.translate(_SIGNS)


def folded(text: str) -> str:
    """`folded_line` with every run of white space as one space: what the phrase tables are written for."""
    return _SPACES.sub(" ", folded_line(text)).strip()
