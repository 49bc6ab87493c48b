"""The seconds of a call that are kept: those that decided what answered, and those that changed a field."""

from __future__ import annotations

import numpy as np

from filon.calls.asking import RATE, Samples
from filon.calls.report import Clip
from filon.voice.dialogue.findings import Finding, Findings
from filon.voice.dialogue.findings import Verdict as Said
from filon.voice.listen.classify import Verdict

BEFORE_S, AFTER_S, LONGEST_EXCERPT_S = 1.0, 0.5, 20.0
AROUND_S = 0.5


def decisive(recording: Samples, verdict: Verdict, *, listened_s: float) -> tuple[Samples, float, float]:
    """What decided with a little before and after, and from where to where it counts, in seconds of what is kept.

    ``listened_s``: the second of the recording at which listening began.
    """
    decided = listened_s + verdict.decided_at
    since = max(0.0, decided - min(verdict.decided_at, LONGEST_EXCERPT_S))
    first = max(0.0, since - BEFORE_S)
    sound = recording[round(first * RATE) : round((decided + AFTER_S) * RATE)]
    return sound, round(since - first, 2), round(min(decided - first, len(sound) / RATE), 2)


def changed(recording: Samples, findings: Findings, *, answered_s: float) -> tuple[Clip, ...]:
    """One clip for each field that was modified, none for the others (ST-54, ST-97).

    ``answered_s``: the second of the recording at which the call was answered.
    """
    fields = (("person", findings.person), ("email", findings.email), ("phone", findings.phone))
    clips = (_clip(name, finding, recording, answered_s) for name, finding in fields)
    return tuple(clip for clip in clips if clip is not None)


def _clip(name: str, finding: Finding, recording: Samples, answered_s: float) -> Clip | None:
    if finding.verdict is not Said.MODIFIED or finding.start is None or finding.end is None:
        return None
    start, end = answered_s + finding.start, answered_s + finding.end
    first = max(0.0, start - AROUND_S)
    sound = recording[round(first * RATE) : round((end + AROUND_S) * RATE)]
    last = len(sound) / RATE
    if not np.any(sound):
        return None
    return Clip(name, sound, round(min(start - first, last), 2), round(min(end - first, last), 2), finding.quote)
