"""What the end of a call means for its row: one pure table over every verdict, every cause and every attempt.

Sources: the words of the listener (``voice.listen``), the table of final codes (``voice.causes``), requirements
ST-78…82, ST-87, ST-88, ST-101 and resolutions A-ST-9 and A-ST-13.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from filon.calls.states import Nature, Status
from filon.voice.causes import Outcome as Cause

HEARD: dict[str, Nature] = {
    "human": Nature.HUMAN,
    "ivr": Nature.IVR,
    "voicemail": Nature.VOICEMAIL,
    "unassigned": Nature.UNASSIGNED,
    "busy": Nature.BUSY,
    "ringback": Nature.NO_ANSWER,
    "fax": Nature.SILENCE,
    "music": Nature.SILENCE,
    "silence": Nature.SILENCE,
}
"""Fax, music and tones are silence (ST-81). A word that is not here is ``other`` (A-ST-27)."""

FAILED: dict[Cause, Nature] = {
    Cause.UNASSIGNED: Nature.UNASSIGNED,
    Cause.NO_ANSWER: Nature.NO_ANSWER,
    Cause.BUSY: Nature.BUSY,
    Cause.REFUSED: Nature.OTHER,
}
NO_ATTEMPT = frozenset({Cause.CONGESTION, Cause.CONFIGURATION})
STATUS: dict[Nature, Status] = {
    Nature.IVR: Status.IVR,
    Nature.VOICEMAIL: Status.VOICEMAIL,
    Nature.SILENCE: Status.SILENCE,
    Nature.NO_ANSWER: Status.NO_ANSWER,
    Nature.BUSY: Status.NO_ANSWER,
    Nature.OTHER: Status.NO_ANSWER,
    Nature.UNASSIGNED: Status.UNASSIGNED,
}
"""The last word on a row (ST-78: nobody in the attempts allowed). A human has a nature and no status (A-ST-9)."""


class Follow(StrEnum):
    """What comes next."""

    FINAL = "final"
    RETRY = "retry"
    """Another attempt, after the delay (ST-24, ST-87)."""
    AGAIN = "again"
    """It was no attempt: the trunk could not place it. The same one later."""


@dataclass(frozen=True, slots=True)
class Retries:
    """What a campaign does after each outcome (A-ST-13). A machine or a menu may be the office at lunch."""

    attempts: int
    voicemail: bool = True
    ivr: bool = True


@dataclass(frozen=True, slots=True)
class End:
    """How a call ended: ``heard`` is the listener's word when it was answered or audio came early, ``failed`` what the
    signalling said when nobody was connected; ``interrupted``: its dialer died."""

    heard: str = ""
    failed: Cause | None = None
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """``counted``: it was an attempt. ``pause_trunk``: the trunk is set up wrongly and calls no more."""

    nature: Nature
    follow: Follow
    status: Status | None = None
    counted: bool = True
    pause_trunk: bool = False


def rule(end: End, *, attempt: int, retries: Retries) -> Ruling:
    """What the ``attempt``-th call (from 1) means. Never a retry at or beyond the last one allowed."""
    if not end.interrupted and end.failed in NO_ATTEMPT and HEARD.get(end.heard) is not Nature.UNASSIGNED:
        setup = end.failed is Cause.CONFIGURATION
        return Ruling(Nature.OTHER, Follow.AGAIN, counted=False, pause_trunk=setup)
    nature = _nature(end)
    if _goes_on(nature, retries) and attempt < retries.attempts:
        return Ruling(nature, Follow.RETRY)
    return Ruling(nature, Follow.FINAL, STATUS.get(nature))


def _nature(end: End) -> Nature:
    """What was heard says more than a code: a number is not assigned though a gateway says "busy"."""
    if end.interrupted:
        return Nature.OTHER
    if end.failed is None:
        return HEARD.get(end.heard, Nature.OTHER)
    if HEARD.get(end.heard) is Nature.UNASSIGNED:
        return Nature.UNASSIGNED
    return FAILED.get(end.failed, Nature.OTHER)


def _goes_on(nature: Nature, retries: Retries) -> bool:
    if nature is Nature.VOICEMAIL:
        return retries.voicemail
    if nature is Nature.IVR:
        return retries.ivr
    return nature not in (Nature.HUMAN, Nature.UNASSIGNED)
