"""Which training clips the network of words hears; the trees learn from the others, and so how far it errs."""

from __future__ import annotations

import zlib

from filon.voice.corpus.parts import Plan
from filon.voice.corpus.plan import plans

COMPOSED = ((41, 2400), (51, 1500), (61, 3500))
"""Seeds and sizes of the folder of composed clips."""

ANNOUNCEMENTS = ("voicemail", "ivr", "unassigned")
HELD, OF_REST = 4, (25, 5)


def held(speaker: str) -> bool:
    """Whether the network never hears this speaker: one in four."""
    return zlib.crc32(speaker.encode()) % HELD == 0


def of_words(plan: Plan) -> bool:
    """Whether a clip of composed sentences is the network's: announcements and some of the rest, no held speaker."""
    some, (below, every) = zlib.crc32(plan.name.encode()) % 100, OF_REST
    wanted = plan.nature in ANNOUNCEMENTS or some < below or some % every == 0
    return wanted and not any(held(said.voice.speaker) for said in plan.said())


def words_half() -> list[Plan]:
    """Every clip of the network's half."""
    every = [p for seed, size in COMPOSED for p in plans(seed=seed, size=size, split="train", grammar=True)]
    return [plan for plan in every if of_words(plan)]
