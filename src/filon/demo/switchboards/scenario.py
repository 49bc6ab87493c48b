"""A scenario, and how its text is read: what a called number does, step by step."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")
KEYS = frozenset("0123456789*#")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
TONES = ("sit", "busy", "ringback", "fax_answer", "fax_calling", "beep")
LONGEST_S = 120.0
MOST_STEPS = 40
HEARS = (
    "human",
    "voicemail",
    "ivr",
    "unassigned",
    "fax",
    "music",
    "silence",
    "busy",
    "no_answer",
    "refused",
    "congestion",
)
"""What Filon should find: a nature of the listener, or what a call that nobody takes means."""

STEPS = "write `wait 0.5 2`, `prompt allo`, `wav hello.wav`, `say Bonjour`, `tone busy 10` or `music 5 20`"

FIELDS = frozenset({
    "title", "hears", "share", "number", "delay", "rings", "early", "code", "reason", "q850",
    "speaks", "replies", "keys",
})  # fmt: skip


class BadScenario(ValueError):
    """A scenario that cannot be used; the sentence says why, and how to mend it. ``place`` leads to the fault."""

    def __init__(self, sentence: str, *place: str | int) -> None:
        super().__init__(sentence)
        self.place = place


@dataclass(frozen=True)
class Step:
    """One thing that is heard. `verb` and `what` as they are written, `seconds` drawn between the two."""

    verb: str
    what: tuple[str, ...] = ()
    seconds: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What happens at a number. `folder` is where its sound files are."""

    name: str
    title: str
    hears: str
    share: float = 0.0
    """Weight in the default mixture."""
    number: str = ""
    """The number that always gets it."""
    delay: tuple[float, float] = (0.0, 0.0)
    """Seconds before anything is said, not even that it rings."""
    rings: tuple[float, float] = (1.5, 6.0)
    early: tuple[Step, ...] = ()
    """Heard before the answer or the refusal, instead of ringing."""
    code: int = 0
    """Final SIP code of a refusal; 0 answers the call."""
    reason: str = "Refused"
    q850: int | None = None
    speaks: tuple[Step, ...] = ()
    replies: tuple[Step, ...] = ()
    """Said once the caller has spoken, by somebody who falls silent to listen; a machine has none and speaks on."""
    keys: Mapping[str, str]
    """Key pressed → scenario that goes on."""
    folder: Path


def parse_scenario(name: str, fields: Mapping[str, Any], *, folder: Path) -> Scenario:
    """Read one entry of a file. Raises `BadScenario`, its place from the name on."""
    with _at(name):
        if not NAME.fullmatch(name):
            raise ValueError("a name has small letters, digits and _ only, and begins with a letter")
        if unknown := sorted(str(each) for each in set(fields) - FIELDS):
            raise BadScenario(f"there is no such field; write one of {', '.join(sorted(FIELDS))}", unknown[0])
        return _parse(name, fields, folder)


def _parse(name: str, fields: Mapping[str, Any], folder: Path) -> Scenario:
    def read(field: str, reader: Callable[[Any], Value], default: Any) -> Value:
        with _at(field):
            given = fields.get(field)
            return reader(default if given is None else given)

    return Scenario(
        name=name,
        title=read("title", _words, name)[:120],
        hears=read("hears", _hears, ""),
        share=read("share", _share, 0),
        number=read("number", _phone, ""),
        delay=read("delay", _span, 0),
        rings=read("rings", _span, (1.5, 6.0)),
        early=read("early", _steps, ()),
        code=read("code", _code, 0),
        reason=read("reason", _words, "Refused")[:60],
        q850=read("q850", _whole, 0) or None,
        speaks=read("speaks", _steps, ()),
        replies=read("replies", _steps, ()),
        keys=read("keys", _keys, {}),
        folder=folder,
    )


@contextmanager
def _at(step: str | int) -> Iterator[None]:
    """Whatever is wrong inside is wrong there."""
    try:
        yield
    except BadScenario as fault:
        raise BadScenario(str(fault), step, *fault.place) from None
    except (TypeError, ValueError) as fault:
        raise BadScenario(str(fault), step) from None


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("expected text")
    return value


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError("expected a number, such as 0.5") from None
    if not math.isfinite(number):
        raise ValueError("expected a number, such as 0.5")
    return number


def _whole(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise ValueError("expected a whole number")
    return int(number)


def _hears(value: Any) -> str:
    if value not in HEARS:
        raise ValueError(f"write what Filon should find: one of {', '.join(HEARS)}")
    return str(value)


def _share(value: Any) -> float:
    if (share := _number(value)) < 0:
        raise ValueError("a share is zero or more")
    return share


def _phone(value: Any) -> str:
    number = "".join(_words(value).split())
    if number and not number.isdigit():
        raise ValueError('digits as people in France write them, between quotes: "0199000099"')
    return number


def _code(value: Any) -> int:
    code = _whole(value)
    if code and not 400 <= code <= 699:
        raise ValueError("a code refuses the call: from 400 to 699, or leave the field out to answer it")
    return code


def _keys(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError("expected keys, each with the scenario that goes on, such as 1: voicemail")
    keys = {str(key): str(target) for key, target in value.items()}
    for key in sorted(set(keys) - KEYS):
        raise BadScenario("keys are 0 to 9, * and # (between quotes)", key)
    return keys


def _span(value: Any) -> tuple[float, float]:
    """One number, or two to draw between."""
    pair = list(value) if isinstance(value, list | tuple) else [value, value]
    if len(pair) != 2:
        raise ValueError("expected one number of seconds, or two to draw between, such as [1, 3]")
    low, high = _number(pair[0]), _number(pair[1])
    if not 0 <= low <= high <= LONGEST_S:
        raise ValueError(f"seconds are from 0 to {LONGEST_S:g}, the smaller first")
    return low, high


def _steps(lines: Any) -> tuple[Step, ...]:
    if not isinstance(lines, list | tuple):
        raise TypeError("expected a list of steps, each on a line that begins with a dash")
    if len(lines) > MOST_STEPS:
        raise ValueError(f"at most {MOST_STEPS} steps")
    steps = []
    for position, line in enumerate(lines, start=1):
        with _at(position):
            steps.append(parse_step(_words(line)))
    return tuple(steps)


def parse_step(line: str) -> Step:
    """`wait 0.5 2`, `prompt accueil|allo`, `wav file.wav`, `say Bonjour`, `tone sit`, `tone busy 10`, `music 5 20`."""
    verb, _, rest = line.strip().partition(" ")
    words = rest.split()
    match verb, words:
        case (("wait" | "music"), [_, *more]) if len(more) < 2:
            return Step(verb, seconds=_numbers(words))
        case "tone", [kind, *more] if kind in TONES and len(more) < 3:
            return Step(verb, (kind,), _numbers(more) if more else (0.0, 0.0))
        case (("prompt" | "wav"), [files]):
            if any("/" in each or "\\" in each or each.startswith(".") for each in files.split("|")):
                raise ValueError("sound files lie beside the scenario: a plain name")
            return Step(verb, tuple(files.split("|")))
        case "say", [_, *_]:
            return Step(verb, (rest.strip()[:400],))
    raise ValueError(f"“{line[:60]}” is not a step; {STEPS}")


def _numbers(words: list[str]) -> tuple[float, float]:
    return _span(words if len(words) == 2 else words[0])
