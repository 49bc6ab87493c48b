"""Learns the weights of `filon.mail.classify.intent` from the corpus: `python -m tests.mail.corpus.learn`.

Logistic regression by stochastic gradient, in an order drawn from a fixed seed: the same corpus gives the same weights.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from filon.mail.classify import intent
from filon.mail.classify.intent.features import features
from filon.mail.classify.intent.learnt import WEIGHTS
from filon.mail.classify.removal import new_lines

from . import CASES
from .build import Case

PASSES = 40
STEP = 4.0
SLOWING = 0.15
SHRINKING = 3e-4
MISSED = 1.3
"""How much more a request not heard costs than one heard too many."""
SEEN = 2
"""Mails a feature must stand in to be kept: what stands in one tells of that one."""

Example = tuple[frozenset[str], bool]


def examples(cases: Iterable[Case]) -> list[Example]:
    """What people say, once each, and whether it is a request."""
    said = {new_lines(case.raw): case.kind == "unsubscribe" for case in cases if case.kind in {"human", "unsubscribe"}}
    return [(features(text), asked) for text, asked in said.items() if text]


def learn(known: list[Example]) -> dict[str, int]:
    """Weights in hundredths, `bias` among them."""
    seen = Counter(name for found, _ in known for name in found)
    rows = [([name for name in found if seen[name] >= SEEN], len(found), asked) for found, asked in known]
    rows = [(sorted(names), size, asked) for names, size, asked in rows]
    order, weights, bias = random.Random(1), dict.fromkeys(sorted(seen), 0.0), 0.0
    for turn in range(PASSES):
        order.shuffle(rows)
        step = STEP / (1 + turn * SLOWING)
        for names, size, asked in rows:
            scale = 1 / math.sqrt(size + 1)
            score = bias + scale * sum(weights[name] for name in names)
            error = (asked - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))) * step * (MISSED if asked else 1)
            bias += error * 0.1
            for name in names:
                weights[name] += error * scale - weights[name] * step * SHRINKING
    kept = {name: round(100 * weight) for name, weight in weights.items() if seen[name] >= SEEN}
    return {"bias": round(100 * bias)} | {name: weight for name, weight in kept.items() if abs(weight) >= 10}


def digest(known: list[Example]) -> str:
    """Names the corpus that weights were learnt from."""
    lines = sorted(f"{asked} {' '.join(sorted(found))}" for found, asked in known)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def main() -> None:
    """Writes the weights beside the code that reads them."""
    known = examples(CASES)
    kept = {"learnt_from": digest(known), "weights": dict(sorted(learn(known).items()))}
    path = files(intent).joinpath(WEIGHTS)
    Path(str(path)).write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
