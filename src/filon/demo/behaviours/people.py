"""What a sample prospect does with a mail: always the same for the same address, or what the address asks for."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from filon.kernel.text import fold


class Kind(StrEnum):
    """How a sample prospect, or his mail server, behaves."""

    INTERESTED = "interested"
    QUESTION = "question"
    NOT_INTERESTED = "not_interested"
    ABSENCE = "absence"
    HARD_BOUNCE = "hard_bounce"
    SOFT_BOUNCE = "soft_bounce"
    REMOVAL = "removal"
    CHALLENGE = "challenge"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Habit:
    """``weight`` in a hundred, and the shortest and longest time before the answer comes, in minutes."""

    weight: int
    soonest: int
    latest: int


HABITS = {
    Kind.SILENCE: Habit(62, 0, 0),
    Kind.INTERESTED: Habit(9, 20, 300),
    Kind.QUESTION: Habit(6, 30, 420),
    Kind.NOT_INTERESTED: Habit(6, 20, 480),
    Kind.ABSENCE: Habit(7, 1, 2),
    Kind.HARD_BOUNCE: Habit(3, 1, 3),
    Kind.SOFT_BOUNCE: Habit(2, 2, 5),
    Kind.REMOVAL: Habit(3, 30, 300),
    Kind.CHALLENGE: Habit(2, 1, 3),
}

WORDS = {
    "reponse": Kind.INTERESTED,
    "interesse": Kind.INTERESTED,
    "question": Kind.QUESTION,
    "refus": Kind.NOT_INTERESTED,
    "absent": Kind.ABSENCE,
    "absente": Kind.ABSENCE,
    "conges": Kind.ABSENCE,
    "inconnu": Kind.HARD_BOUNCE,
    "inconnue": Kind.HARD_BOUNCE,
    "pleine": Kind.SOFT_BOUNCE,
    "stop": Kind.REMOVAL,
    "retrait": Kind.REMOVAL,
    "robot": Kind.CHALLENGE,
    "silence": Kind.SILENCE,
}
"""A whole word of the local part decides: ``reponse@…``, ``jeanne.absente@…``, ``stop-2@…`` (not ``christophe@…``)."""


def behaviour(address: str, *, seed: int, follow_up: bool) -> tuple[Kind, timedelta]:
    """What the person at ``address`` does and after how long; a follow-up may move someone whom a first mail left
    silent."""
    chance = draw(f"{seed}:{address.lower()}:{'again' if follow_up else 'first'}")
    kind = _asked_for(address) or chance.choices(list(HABITS), [habit.weight for habit in HABITS.values()])[0]
    habit = HABITS[kind]
    return kind, timedelta(minutes=chance.randint(habit.soonest, habit.latest))


def pick(choices: tuple[str, ...], *, address: str, seed: int) -> str:
    """One of ``choices``, always the same for the same address."""
    return draw(f"{seed}:{address.lower()}:words").choice(choices)


def asks_for(address: str, word: str) -> bool:
    """Whether this is a whole word of the local part."""
    return word in _words(address)


def _asked_for(address: str) -> Kind | None:
    return next((WORDS[word] for word in _words(address) if word in WORDS), None)


def _words(address: str) -> list[str]:
    return re.split(r"[^a-z]+", fold(address.partition("@")[0]))


def draw(key: str) -> random.Random:
    """Chance that is always the same for the same key."""
    return random.Random(hashlib.sha256(key.encode("utf-8", "replace")).digest())  # noqa: S311 a play, not a secret
