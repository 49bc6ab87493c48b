"""What the findings of a dialogue are called, and what each status is worth calling. Pure tables (ST-47…82, ST-91)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.calls.states import Level, Status
from filon.voice.dialogue.findings import Barrier, Findings, Reason, Verdict

_PERSON: Mapping[Verdict, Status] = {
    Verdict.VALIDATED: Status.PERSON_VALIDATED,
    Verdict.MODIFIED: Status.PERSON_MODIFIED,
    Verdict.INVALIDATED: Status.PERSON_INVALIDATED,
}
_EMAIL: Mapping[Verdict, Status] = {
    Verdict.VALIDATED: Status.PERSON_EMAIL_VALIDATED,
    Verdict.MODIFIED: Status.EMAIL_MODIFIED,
    Verdict.INVALIDATED: Status.EMAIL_INVALIDATED,
}
"""Of a person who was neither confirmed nor replaced. An address of theirs that is confirmed confirms them: that is
what ``Mail validé`` said (ST-64), which is not given any more (ST-100)."""
_BOTH: Mapping[tuple[Verdict, Verdict], Status] = {
    (Verdict.VALIDATED, Verdict.VALIDATED): Status.PERSON_EMAIL_VALIDATED,
    (Verdict.VALIDATED, Verdict.INVALIDATED): Status.PERSON_VALIDATED_EMAIL_INVALIDATED,
    (Verdict.VALIDATED, Verdict.MODIFIED): Status.PERSON_VALIDATED_EMAIL_MODIFIED,
    (Verdict.MODIFIED, Verdict.MODIFIED): Status.PERSON_EMAIL_MODIFIED,
    (Verdict.INVALIDATED, Verdict.MODIFIED): Status.PERSON_INVALIDATED_EMAIL_MODIFIED,
}
"""Where the address says nothing that the person did not, the person's status stands alone."""

LEVELS: Mapping[Status, Level] = {
    Status.PERSON_VALIDATED: Level.FIRST,
    Status.PERSON_EMAIL_VALIDATED: Level.FIRST,
    Status.PERSON_VALIDATED_EMAIL_INVALIDATED: Level.FIRST,
    Status.PERSON_VALIDATED_EMAIL_MODIFIED: Level.FIRST,
    Status.EMAIL_VALIDATED: Level.FIRST,
    Status.PERSON_MODIFIED: Level.LATER,
    Status.PERSON_EMAIL_MODIFIED: Level.LATER,
    Status.EMAIL_MODIFIED: Level.LATER,
    Status.PERSON_INVALIDATED_EMAIL_MODIFIED: Level.LATER,
    Status.EMAIL_INVALIDATED: Level.LATER,
    Status.PERSON_INVALIDATED: Level.LATER,
    Status.BARRIER_HUMAN: Level.LATER,
    Status.BARRIER_NOT_ALLOWED: Level.NEVER,
    Status.NO_ANSWER: Level.NEVER,
    Status.IVR: Level.NEVER,
    Status.VOICEMAIL: Level.NEVER,
    Status.SILENCE: Level.NEVER,
    Status.UNASSIGNED: Level.NEVER,
}
LEVEL_NAMES: Mapping[Level, str | Promise] = {
    Level.FIRST: _("À appeler en priorité"),
    Level.LATER: _("À appeler car joignable"),
    Level.NEVER: _("À ne pas appeler ou en fin de campagne"),
}
"""The levels as Full says them (ST-47…49)."""
NATURES = frozenset({Status.NO_ANSWER, Status.IVR, Status.VOICEMAIL, Status.SILENCE, Status.UNASSIGNED})
"""Statuses of a row at which nobody was spoken to (ST-78…82)."""
WITH_SOMEBODY = frozenset(Status) - NATURES
"""Statuses of a row with human interaction: those of the right chart (ST-59…77, ST-96)."""
LEGACY = frozenset({Status.EMAIL_VALIDATED})
"""Statuses that no new call gets (ST-100)."""


def status_of(findings: Findings) -> Status:
    """The status of a row at which somebody was spoken to (ST-59…77). Total; the telephone's verdict changes nothing
    (A-ST-11).

    A barrier says why nothing was told: it stands only where neither person nor address got a verdict. A refusal to
    give an address is no verdict where a barrier explains it.
    """
    person, email = findings.person.verdict, findings.email.verdict
    refused = email is Verdict.INVALIDATED and findings.email.reason is Reason.REFUSED
    if both := _BOTH.get((person, email)):
        return both
    if alone := _PERSON.get(person):
        return alone
    if email in _EMAIL and not (refused and findings.barrier is not Barrier.NONE):
        return _EMAIL[email]
    return Status.BARRIER_NOT_ALLOWED if findings.barrier is Barrier.NOT_ALLOWED else Status.BARRIER_HUMAN


def level_of(status: Status, *, objected: bool = False) -> Level:
    """What a status is worth calling (ST-47…49, A-ST-24). Who wants no more calls is not called (compliance §4.4)."""
    return Level.NEVER if objected else LEVELS[status]
