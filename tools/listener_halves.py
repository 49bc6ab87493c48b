"""Which training clips the network of words hears; the trees learn from the others, and so how far it errs."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from filon.voice.corpus.build import TEST_SHARE
from filon.voice.corpus.draw import Sentences
from filon.voice.corpus.parts import Plan
from filon.voice.corpus.plan import plans

COMPOSED: tuple[tuple[int, int, Sentences], ...] = (
    (41, 2400, "grammar"), (51, 1500, "grammar"), (61, 3500, "grammar"), (101, 4000, "drawn"),
    (131, 5000, "wide"),
)  # fmt: skip
"""Seeds and sizes of the folders of composed clips, of drawn speakers and of wide sentences."""

BROAD: tuple[tuple[int, int, Sentences], ...] = (161, 5000, "broad"), (181, 4000, "ample")
"""The same of the folder that the network hears when it goes on."""

WHOLE = ((21, 2200), (31, 900), (71, 4000))
"""The same of the folders of sentences written whole; a share of each is for the test."""

ANNOUNCEMENTS = ("voicemail", "ivr", "unassigned")
HELD, OF_REST = 4, (25, 5)
FOLDS = 2
STRANGE = tuple(frozenset({number}) for number in range(FOLDS))
SOUNDS_JUDGED = 4
"""One clip in so many where nobody speaks is judged: as many as there are strange speakers."""

HEARD_TOO = 3
"""One clip in so many of the network's half teaches the trees that hear no words, too."""


def _number(name: str) -> int:
    return zlib.crc32(name.encode())


def held(speaker: str) -> bool:
    """Whether the network never hears this speaker: one in four."""
    return _number(speaker) % HELD == 0


def fold(speaker: str) -> int:
    """Which of the `FOLDS` a held speaker is of; −1 for the others."""
    return _number(speaker) // HELD % FOLDS if held(speaker) else -1


def of_words(plan: Plan) -> bool:
    """Whether a clip of composed sentences is the network's: announcements and some of the rest, no held speaker."""
    some, (below, every) = _number(plan.name) % 100, OF_REST
    wanted = plan.nature in ANNOUNCEMENTS or some < below or some % every == 0
    return wanted and not any(held(said.voice.speaker) for said in plan.said())


def composed(made: tuple[tuple[int, int, Sentences], ...] = (*COMPOSED, *BROAD)) -> list[Plan]:
    """Every clip of composed sentences."""
    return [p for seed, size, told in made for p in plans(seed=seed, size=size, split="train", told=told)]


def whole() -> list[Plan]:
    """Every training clip of sentences written whole."""
    sizes = [(seed, size - round(size * TEST_SHARE)) for seed, size in WHOLE]
    return [plan for seed, size in sizes for plan in plans(seed=seed, size=size, split="train")]


def words_half() -> list[Plan]:
    """Every clip of the network's half that it begins with."""
    return [plan for plan in composed(COMPOSED) if of_words(plan)]


def words_more() -> list[Plan]:
    """Those it hears besides when it goes on."""
    return [plan for plan in composed(BROAD) if of_words(plan)]


@dataclass(frozen=True)
class Roles:
    """Names of the training clips that the network has `heard`, and that the trees learn from and are judged on.

    `folds` has those of each clip's speakers, nothing for one where nobody speaks; a clip is `judged` when all its
    speakers are of one fold, by trees that learned from no speaker of it, and so are some where nobody speaks.
    """

    heard: frozenset[str]
    learned: frozenset[str]
    folds: dict[str, frozenset[int]]
    judged: dict[str, int]


def roles() -> Roles:
    """What each training clip is for."""
    made, written = composed(), whole()
    folds = {plan.name: frozenset(fold(said.voice.speaker) for said in plan.said()) for plan in (*made, *written)}
    heard = frozenset(plan.name for plan in made if of_words(plan))
    known = heard & {name for name in heard if _number(name) // 100 % HEARD_TOO}
    judged = {}
    for plan in written:
        own, number = folds[plan.name], _number(plan.name)
        if own in STRANGE:
            judged[plan.name] = min(own)
        elif not own and number % SOUNDS_JUDGED == 0:
            judged[plan.name] = number // SOUNDS_JUDGED % FOLDS
    return Roles(heard, frozenset(folds) - known, folds, judged)
