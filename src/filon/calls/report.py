"""What is asked of a call, and what came of it. Times are seconds since the call was placed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from filon.calls.asking import Samples
from filon.calls.outcome import End
from filon.voice.dialogue.brief import Brief
from filon.voice.dialogue.findings import Findings
from filon.voice.listen.classify import Verdict
from filon.voice.talking.talk import Speech

RING_TIMEOUT_S = 45.0


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to call (E.164), and as whom. ``sentence`` is said when listening hesitates; nothing is where it is None.

    With ``brief`` and ``speech`` a person who answers is talked to (Full, ST-19).
    """

    phone: str
    caller: str
    ring_timeout: float = RING_TIMEOUT_S
    sentence: Samples | None = None
    brief: Brief | None = None
    speech: Speech | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, ``at`` seconds after the call was placed."""

    at: float
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """What was said of a field (``person``, ``email``, ``phone``) that changed, with a little before and after.

    The words are heard from ``start`` to ``end`` seconds of ``sound`` (ST-54, ST-97).
    """

    field: str
    sound: Samples
    start: float
    end: float
    quote: str


@dataclass(frozen=True, kw_only=True)
class CallReport:
    """Everything that happened.

    ``excerpt`` is what the far end said around the moment that decided, of which ``heard_from``…``heard_to`` seconds
    count. ``findings`` and ``clips`` are those of a person who was talked to. ``lost``: the call was taken from its
    holder.
    """

    phone: str
    end: End
    ended_s: float
    ringing_s: float | None = None
    answered_s: float | None = None
    code: int | None = None
    q850: int | None = None
    cause: str = ""
    verdict: Verdict | None = None
    excerpt: Samples = field(default_factory=lambda: np.zeros(0, np.int16))
    heard_from: float | None = None
    heard_to: float | None = None
    hold_s: float | None = None
    findings: Findings | None = None
    clips: tuple[Clip, ...] = ()
    lost: bool = False
    moments: tuple[Moment, ...] = ()
