"""What a sequence says, checked before it is kept: variables, links, subjects, places left to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from filon.mail.rendering import MessageTemplate, check_template, markers

MOST_STEPS = 20
LONGEST_BODY = 20_000
LONGEST_WAIT_DAYS = 365
USUAL_WAIT_DAYS = 3


@dataclass(frozen=True, kw_only=True)
class StepFields:
    """An email as somebody writes it. ``key`` is "" for a new one; ``same_thread`` answers the email before."""

    key: str = ""
    wait_days: int = USUAL_WAIT_DAYS
    subject: str = ""
    body: str = ""
    same_thread: bool = False
    is_follow_up: bool = False


@dataclass(frozen=True)
class StepFault:
    """``position`` counts from 0, ``field`` is a field of StepFields, ``sentence`` is for the reader."""

    position: int
    field: str
    sentence: str


@dataclass(frozen=True)
class Marker:
    """A place such as ``XX Nom XX`` that blocks sending until it is filled in (A-CO-21)."""

    position: int
    text: str


def tidy(steps: Sequence[StepFields]) -> list[StepFields]:
    """The steps as they are kept: the first waits for nothing and opens a thread, exactly one is the follow-up step.

    The follow-up step (OL-35) is the last one marked, else the second one.
    """
    marked = [i for i, step in enumerate(steps) if step.is_follow_up]
    follow_up = marked[-1] if marked else min(1, len(steps) - 1)
    kept = []
    for i, step in enumerate(steps):
        same_thread = step.same_thread and i > 0
        kept.append(
            replace(
                step,
                wait_days=step.wait_days if i else 0,
                subject="" if same_thread else " ".join(step.subject.split()),
                body=step.body.replace("\r\n", "\n").strip(),
                same_thread=same_thread,
                is_follow_up=i == follow_up,
            )
        )
    return kept


def faults(steps: Sequence[StepFields]) -> list[StepFault]:
    """Every mistake of tidy steps, in reading order; empty when they may be kept."""
    found: list[StepFault] = []
    for i, step in enumerate(steps):
        if not step.subject and not step.same_thread:
            found.append(StepFault(i, "subject", _("Écrivez l’objet de l’e-mail.")))
        if not step.body:
            found.append(StepFault(i, "body", _("Écrivez le message.")))
        if len(step.body) > LONGEST_BODY:
            found.append(StepFault(i, "body", _("Ce message est trop long pour un e-mail de prospection.")))
        if not 0 <= step.wait_days <= LONGEST_WAIT_DAYS:
            found.append(StepFault(i, "wait_days", _("Attendez entre 0 et 365 jours.")))
        for field, mistakes in check_template(MessageTemplate(subject=step.subject, body=step.body)).items():
            found += [StepFault(i, field, fault.sentence()) for fault in mistakes]
    return found


def markers_of(steps: Sequence[StepFields]) -> list[Marker]:
    """The places left to fill in by hand, step by step."""
    return [Marker(i, text) for i, step in enumerate(steps) for text in (*markers(step.subject), *markers(step.body))]
