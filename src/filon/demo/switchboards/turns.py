"""The turns of somebody who holds a conversation: what they say, each time that it is theirs to speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from filon.demo.switchboards.steps import Step, parse_steps, voiced
from filon.demo.switchboards.values import LONGEST_S, BadScenario, at, number, words

MOST_TURNS = 20
FIELDS = ("when", "say")


class When(StrEnum):
    """What lets somebody speak."""

    SPOKEN = "spoken"
    """The caller has spoken and fell silent."""
    INTERRUPT = "interrupt"
    """The caller has been speaking for so long: they speak at the same time."""
    SILENCE = "silence"
    """The caller has said nothing for so long. Not said at all where they spoke before."""


@dataclass(frozen=True)
class Turn:
    """``seconds`` as ``when`` means them."""

    steps: tuple[Step, ...]
    when: When = When.SPOKEN
    seconds: float = 0.0


WHEN = "write `when: spoken`, `when: interrupt 1.0` or `when: silence 6`"


def parse_turns(value: Any, *, voice: str) -> tuple[Turn, ...]:
    """A list of turns: each a list of steps, or one step alone, or `{when: …, say: …}`. A list may begin with
    `interrupt 1.0`. The voice that a turn changes reads those that follow, too.
    """
    if not isinstance(value, list | tuple):
        raise TypeError("expected a list of turns, each a list of steps")
    if len(value) > MOST_TURNS:
        raise ValueError(f"at most {MOST_TURNS} turns")
    turns = []
    for position, each in enumerate(value, start=1):
        with at(position):
            turn = _turn(each)
            steps, voice = voiced(turn.steps, voice)
            turns.append(Turn(steps, turn.when, turn.seconds))
    return tuple(turns)


def _turn(value: Any) -> Turn:
    if isinstance(value, Mapping):
        return _conditional(value)
    lines = [value] if isinstance(value, str) else value
    if isinstance(lines, list | tuple) and lines and str(lines[0]).startswith(f"{When.INTERRUPT} "):
        with at(1):
            when, seconds = _when(words(lines[0]))
        return Turn(_after_the_first(lines), when, seconds)
    return Turn(parse_steps(lines))


def _after_the_first(lines: Sequence[Any]) -> tuple[Step, ...]:
    """Places count from the line that is left out."""
    try:
        return parse_steps(lines[1:])
    except BadScenario as fault:
        first, *rest = fault.place
        raise BadScenario(str(fault), int(first) + 1, *rest) from None


def _conditional(value: Mapping[str, Any]) -> Turn:
    for unknown in sorted(set(value) - set(FIELDS)):
        raise BadScenario(f"a turn has {' and '.join(FIELDS)}", unknown)
    with at("when"):
        when, seconds = _when(words(value.get("when") or When.SPOKEN.value))
    with at("say"):
        lines = value.get("say")
        return Turn(parse_steps([lines] if isinstance(lines, str) else lines), when, seconds)


def _when(text: str) -> tuple[When, float]:
    match text.split():
        case ["spoken"]:
            return When.SPOKEN, 0.0
        case [("interrupt" | "silence") as name, seconds]:
            if not 0 <= (read := number(seconds)) <= LONGEST_S:
                raise ValueError(f"seconds are from 0 to {LONGEST_S:g}")
            return When(name), read
    raise ValueError(f"“{text[:40]}” is nothing that happens; {WHEN}")
