"""The steps of a scenario: one thing after another that is heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from filon.demo.switchboards.values import at, span, words

TONES = ("sit", "busy", "ringback", "fax_answer", "fax_calling", "beep")
MOST_STEPS = 40
LONGEST_SENTENCE = 400
VOICE = re.compile(r"(fr|en|es)(-[a-z0-9]{2,9})?(\+[A-Za-z0-9_]{1,20})?")
PLAIN_VOICE = "fr"
STEPS = (
    "write `wait 0.5 2`, `prompt allo`, `wav hello.wav`, `say Bonjour`, `voice fr+f3`, `tone busy 10` or `music 5 20`"
)


@dataclass(frozen=True)
class Step:
    """One thing that is heard. `verb` and `what` as they are written, `seconds` drawn between the two.

    `voice` reads what a `say` says; a step `voice` is only a change of it.
    """

    verb: str
    what: tuple[str, ...] = ()
    seconds: tuple[float, float] = (0.0, 0.0)
    voice: str = PLAIN_VOICE


def parse_voice(value: Any) -> str:
    """`fr`, `en-us`, `fr+f3`: a language, and a variant of its voice. "" stays so."""
    name = words(value)
    if name and not VOICE.fullmatch(name):
        raise ValueError("a voice is a language and a variant of espeak-ng: fr, fr+f3, en+m2, es+f1")
    return name


def parse_steps(lines: Any) -> tuple[Step, ...]:
    """A list of lines. Raises `values.BadScenario` and ValueError."""
    if not isinstance(lines, list | tuple):
        raise TypeError("expected a list of steps, each on a line that begins with a dash")
    if len(lines) > MOST_STEPS:
        raise ValueError(f"at most {MOST_STEPS} steps")
    steps = []
    for position, line in enumerate(lines, start=1):
        with at(position):
            steps.append(parse_step(words(line)))
    return tuple(steps)


def parse_step(line: str) -> Step:
    """`wait 0.5 2`, `prompt accueil|allo`, `wav file.wav`, `say Bonjour`, `tone sit`, `tone busy 10`, `music 5 20`,
    `voice fr+f3`.
    """
    verb, _, rest = line.strip().partition(" ")
    parts = rest.split()
    match verb, parts:
        case (("wait" | "music"), [_, *more]) if len(more) < 2:
            return Step(verb, seconds=_seconds(parts))
        case "tone", [kind, *more] if kind in TONES and len(more) < 3:
            return Step(verb, (kind,), _seconds(more) if more else (0.0, 0.0))
        case (("prompt" | "wav"), [files]):
            if any("/" in each or "\\" in each or each.startswith(".") for each in files.split("|")):
                raise ValueError("sound files lie beside the scenario: a plain name")
            return Step(verb, tuple(files.split("|")))
        case "say", [_, *_]:
            return Step(verb, (rest.strip()[:LONGEST_SENTENCE],))
        case "voice", [name]:
            return Step(verb, voice=parse_voice(name))
    raise ValueError(f"“{line[:60]}” is not a step; {STEPS}")


def voiced(steps: Sequence[Step], voice: str) -> tuple[tuple[Step, ...], str]:
    """The steps with the voice that reads each, from ``voice`` on, and the voice that is left at their end."""
    found = []
    for step in steps:
        if step.verb == "voice":
            voice = step.voice
        else:
            found.append(replace(step, voice=voice))
    return tuple(found), voice


def _seconds(parts: list[str]) -> tuple[float, float]:
    return span(parts if len(parts) == 2 else parts[0])
