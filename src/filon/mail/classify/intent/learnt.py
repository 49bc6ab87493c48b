"""How much a mail resembles the requests of the corpus: a linear model, its weights kept as data.

`tests/mail/corpus/learn.py` learns them again from the corpus, the same each time.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

from .features import features

WEIGHTS = "weights.json"
LIKELY = 1.4
"""Log-odds, with what points the rules give, above which a mail is taken for a request."""
UNLIKELY = -2.0
"""Log-odds below which it is not, though a phrase or a rule says so."""


def resemblance(text: str) -> float:
    """Log-odds that folded `text` asks to be left alone; 0 is as likely as not."""
    weights = _weights()
    found = features(text)
    return float(weights["bias"] + sum(weights.get(name, 0) for name in found) / math.sqrt(len(found) + 1)) / 100


@cache
def _weights() -> dict[str, int]:
    """By feature, in hundredths."""
    kept: dict[str, int] = json.loads(files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8"))["weights"]
    return kept
