"""A scenario, and how its text is read: what a called number does, step by step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

FIELDS = frozenset({
    "title", "hears", "share", "number", "delay", "rings", "early", "code", "reason", "q850", "speaks", "keys",
})  # fmt: skip


class BadScenario(ValueError):
    """A file of scenarios that cannot be used; the sentence says where and why."""


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
    keys: Mapping[str, str]
    """Key pressed → scenario that goes on."""
    folder: Path


def parse_scenario(name: str, fields: Mapping[str, Any], *, folder: Path) -> Scenario:
    """Read one table of a file. Raises `BadScenario`."""
    try:
        return _parse(name, fields, folder)
    except (TypeError, ValueError) as fault:
        raise BadScenario(f"scenario {name}: {fault}") from None


def _parse(name: str, fields: Mapping[str, Any], folder: Path) -> Scenario:
    if not NAME.fullmatch(name):
        raise ValueError("a name has small letters, digits and _ only")
    if unknown := set(fields) - FIELDS:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    if fields.get("hears") not in HEARS:
        raise ValueError(f"hears must be one of {', '.join(HEARS)}")
    keys = {str(key): str(target) for key, target in dict(fields.get("keys", {})).items()}
    if set(keys) - KEYS:
        raise ValueError("keys are 0 to 9, * and #")
    code = int(fields.get("code", 0))
    if code and not 400 <= code <= 699:
        raise ValueError("code is 0 or from 400 to 699")
    return Scenario(
        name=name,
        title=str(fields.get("title", name))[:120],
        hears=str(fields["hears"]),
        share=max(0.0, float(fields.get("share", 0))),
        number="".join(str(fields.get("number", "")).split()),
        delay=_span(fields.get("delay", 0)),
        rings=_span(fields.get("rings", (1.5, 6.0))),
        early=_steps(fields.get("early", ())),
        code=code,
        reason=str(fields.get("reason", "Refused"))[:60],
        q850=int(fields["q850"]) if "q850" in fields else None,
        speaks=_steps(fields.get("speaks", ())),
        keys=keys,
        folder=folder,
    )


def _span(value: Any) -> tuple[float, float]:
    """One number, or two to draw between."""
    low, high = (value, value) if isinstance(value, int | float) else value
    low, high = float(low), float(high)
    if not 0 <= low <= high <= LONGEST_S:
        raise ValueError(f"seconds are from 0 to {LONGEST_S:g}, the smaller first")
    return low, high


def _steps(lines: Any) -> tuple[Step, ...]:
    if len(lines) > MOST_STEPS:
        raise ValueError(f"at most {MOST_STEPS} steps")
    return tuple(parse_step(str(line)) for line in lines)


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
    raise ValueError(f"not a step: {line[:60]}")


def _numbers(words: list[str]) -> tuple[float, float]:
    numbers = [float(word) for word in words]
    return _span(numbers if len(numbers) == 2 else numbers[0])
