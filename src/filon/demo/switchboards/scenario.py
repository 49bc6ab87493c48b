"""A scenario, and how its text is read: what a called number does, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from filon.demo.switchboards.steps import PLAIN_VOICE, Step, parse_steps, parse_voice, voiced
from filon.demo.switchboards.turns import Turn, parse_turns
from filon.demo.switchboards.values import BadScenario, at, number, pair, span, whole, words, yes_or_no

Value = TypeVar("Value")
KEYS = frozenset("0123456789*#")
NOISE = (8.0, 60.0)
"""Root mean square of a line's hiss, from a quiet to a poor one."""

LOUDEST_NOISE = 3_000
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
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


FIELDS = frozenset({
    "title", "hears", "finds", "share", "number", "delay", "rings", "early", "code", "reason", "q850",
    "noise", "voice", "speaks", "replies", "turns", "hangs_up",
    "talks", "keys",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What happens at a number. `folder` is where its sound files are."""

    name: str
    title: str
    hears: str
    finds: str = ""
    """The status that a conversation with it should come to, in a campaign that holds one."""
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
    noise: tuple[float, float] = NOISE
    """Root mean square of the line's hiss, drawn between the two; a voice has 2,300."""
    voice: str = PLAIN_VOICE
    """Of espeak-ng; whose language is that of the whole scenario."""
    speaks: tuple[Step, ...] = ()
    replies: tuple[Step, ...] = ()
    """Said once the caller has spoken, by somebody who falls silent to listen; a machine has none and speaks on."""
    turns: tuple[Turn, ...] = ()
    """Said one after the other, by somebody who talks with the caller; instead of `replies`."""
    hangs_up: bool = False
    """Whether they hang up after the last turn; they go on with “yes” and “all right” where not."""
    talks: str = ""
    """Mixture whose turns are said to a caller who speaks at length, instead of `replies`."""
    keys: Mapping[str, str]
    """Key pressed → scenario that goes on."""
    folder: Path

    @property
    def listens(self) -> bool:
        """Whether it falls silent when the caller speaks."""
        return bool(self.replies or self.turns)

    def sounds(self) -> Iterator[tuple[tuple[str | int, ...], Step]]:
        """Every step, and the place where it is written."""
        for field, steps in (("early", self.early), ("speaks", self.speaks), ("replies", self.replies)):
            yield from (((field, position), step) for position, step in enumerate(steps, start=1))
        for position, turn in enumerate(self.turns, start=1):
            yield from ((("turns", position), step) for step in turn.steps)


def parse_scenario(name: str, fields: Mapping[str, Any], *, folder: Path) -> Scenario:
    """Read one entry of a file. Raises `BadScenario`, its place from the name on."""
    with at(name):
        if not NAME.fullmatch(name):
            raise ValueError("a name has small letters, digits and _ only, and begins with a letter")
        if unknown := sorted(str(each) for each in set(fields) - FIELDS):
            raise BadScenario(f"there is no such field; write one of {', '.join(sorted(FIELDS))}", unknown[0])
        return _parse(name, fields, folder)


def _parse(name: str, fields: Mapping[str, Any], folder: Path) -> Scenario:
    def read(field: str, reader: Callable[[Any], Value], default: Any) -> Value:
        with at(field):
            given = fields.get(field)
            return reader(default if given is None else given)

    voice = read("voice", parse_voice, "") or PLAIN_VOICE

    def steps(value: Any) -> tuple[Step, ...]:
        return voiced(parse_steps(value), voice)[0]

    return Scenario(
        name=name,
        title=read("title", words, name)[:120],
        hears=read("hears", _hears, ""),
        finds=read("finds", _name, ""),
        share=read("share", _share, 0),
        number=read("number", _phone, ""),
        delay=read("delay", span, 0),
        rings=read("rings", span, (1.5, 6.0)),
        early=read("early", steps, ()),
        code=read("code", _code, 0),
        reason=read("reason", words, "Refused")[:60],
        q850=read("q850", whole, 0) or None,
        noise=read("noise", _noise, NOISE),
        voice=voice,
        speaks=read("speaks", steps, ()),
        replies=read("replies", steps, ()),
        turns=read("turns", lambda value: parse_turns(value, voice=voice), ()),
        hangs_up=read("hangs_up", yes_or_no, False),
        talks=read("talks", _name, ""),
        keys=read("keys", _keys, {}),
        folder=folder,
    )


def _hears(value: Any) -> str:
    if value not in HEARS:
        raise ValueError(f"write what Filon should find: one of {', '.join(HEARS)}")
    return str(value)


def _name(value: Any) -> str:
    name = words(value)
    if name and not NAME.fullmatch(name):
        raise ValueError("a name has small letters, digits and _ only: a status such as person_validated, a mixture")
    return name


def _share(value: Any) -> float:
    if (share := number(value)) < 0:
        raise ValueError("a share is zero or more")
    return share


def _phone(value: Any) -> str:
    digits = "".join(words(value).split())
    if digits and not digits.isdigit():
        raise ValueError('digits as people in France write them, between quotes: "0199000099"')
    return digits


def _code(value: Any) -> int:
    code = whole(value)
    if code and not 400 <= code <= 699:
        raise ValueError("a code refuses the call: from 400 to 699, or leave the field out to answer it")
    return code


def _noise(value: Any) -> tuple[float, float]:
    low, high = pair(value)
    if not 0 <= low <= high <= LOUDEST_NOISE:
        raise ValueError(f"a line hisses from 0 to {LOUDEST_NOISE}, the smaller first; [8, 60] is usual")
    return low, high


def _keys(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError("expected keys, each with the scenario that goes on, such as 1: voicemail")
    keys = {str(key): str(target) for key, target in value.items()}
    for key in sorted(set(keys) - KEYS):
        raise BadScenario("keys are 0 to 9, * and # (between quotes)", key)
    return keys
