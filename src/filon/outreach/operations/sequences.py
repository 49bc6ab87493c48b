"""Sequences: written, edited by versions, put away."""

from __future__ import annotations

from collections.abc import Sequence as Rows
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.outreach.events import SequenceSaved
from filon.outreach.models import END_DELAY_DAYS, Campaign, Enrolment, Sequence, SequenceVersion, Step
from filon.outreach.queries.sequences import latest_version, step_fields
from filon.outreach.states import CampaignState
from filon.outreach.texts import MOST_STEPS, StepFields, faults, tidy
from filon.timeline.events import publish


@dataclass(frozen=True, kw_only=True)
class SequenceFields:
    """``end_delay_days`` after the last email without a reply, the sequence counts as finished (CO-110)."""

    name: str
    steps: Rows[StepFields] = field(default_factory=tuple)
    end_delay_days: int = END_DELAY_DAYS

    def checked(self) -> tuple[str, list[StepFields]]:
        """(name, tidy steps). Raises Refused for the first mistake, whose field is ``name`` or ``steps-0-body``."""
        name = " ".join(self.name.split())[:120]
        if not name:
            raise Refused(_("Donnez un nom à la séquence."), field="name", code="name_missing")
        if not self.steps:
            raise Refused(_("Une séquence compte au moins un e-mail."), field="steps", code="no_step")
        if len(self.steps) > MOST_STEPS:
            raise Refused(_("Une séquence compte au plus vingt e-mails."), field="steps", code="too_many_steps")
        steps = tidy(self.steps)
        for fault in faults(steps):
            raise Refused(fault.sentence, field=f"steps-{fault.position}-{fault.field}", code="step_invalid")
        return name, steps


def create_sequence(fields: SequenceFields, *, now: datetime, by: int | None = None) -> Sequence:
    """Write a sequence; its first version holds the steps. Raises Refused."""
    name, steps = fields.checked()
    with transaction.atomic():
        sequence = Sequence.objects.create(name=name, created_by_id=by, created_at=now, updated_at=now)
        version = _new_version(sequence, fields, number=1, now=now)
        _write_steps(version, steps, taken=set())
        _publish(version, now=now, by=by)
    return sequence


def save_sequence(
    sequence_id: UUID, fields: SequenceFields, *, now: datetime, by: int | None = None
) -> SequenceVersion:
    """Keep what was edited. A version that somebody runs stays as it is and a new one is made; drafts follow it.

    Answers the version that holds the text. Raises Refused, Sequence.DoesNotExist.
    """
    name, steps = fields.checked()
    with transaction.atomic():
        sequence = Sequence.objects.select_for_update().get(id=sequence_id)
        version = latest_version(sequence.id)
        before = step_fields(version)
        sequence.name, sequence.updated_at = name, now
        sequence.save(update_fields=["name", "updated_at"])
        if _same(before, steps) and version.end_delay_days == fields.end_delay_days:
            return version
        version = _edition(version, fields, now=now)
        taken = set(Step.objects.filter(version__sequence=sequence).values_list("key", flat=True))
        version.steps.all().delete()
        _write_steps(version, steps, taken=taken)
        Campaign.objects.filter(version__sequence=sequence, state=CampaignState.DRAFT).update(version=version)
        _publish(version, now=now, by=by)
    return version


def archive_sequence(sequence_id: UUID, *, now: datetime | None) -> None:
    """Put a sequence away, or back with None. What runs goes on."""
    Sequence.objects.filter(id=sequence_id).update(archived_at=now)


def duplicate_sequence(sequence_id: UUID, *, now: datetime, by: int | None = None) -> Sequence:
    """A copy to write another one from."""
    original = Sequence.objects.get(id=sequence_id)
    version = latest_version(original.id)
    name = _("%(name)s (copie)") % {"name": original.name[:110]}
    steps = list(step_fields(version))
    fields = SequenceFields(name=name, steps=steps, end_delay_days=version.end_delay_days)
    return create_sequence(fields, now=now, by=by)


def _edition(version: SequenceVersion, fields: SequenceFields, *, now: datetime) -> SequenceVersion:
    """The version to write into: this one while nobody runs it, else the next."""
    running = Campaign.objects.filter(version=version).exclude(state=CampaignState.DRAFT)
    if running.exists() or Enrolment.objects.filter(version=version).exists():
        return _new_version(version.sequence, fields, number=version.number + 1, now=now)
    version.end_delay_days = fields.end_delay_days
    version.save(update_fields=["end_delay_days"])
    return version


def _new_version(sequence: Sequence, fields: SequenceFields, *, number: int, now: datetime) -> SequenceVersion:
    return SequenceVersion.objects.create(
        sequence=sequence, number=number, end_delay_days=fields.end_delay_days, created_at=now
    )


def _write_steps(version: SequenceVersion, steps: Rows[StepFields], *, taken: set[str]) -> None:
    """Write the steps; those without a key get one that no version of the sequence has had."""
    free = (f"e{n}" for n in range(1, 10_000) if f"e{n}" not in taken)
    rows = []
    used: set[str] = set()
    for position, step in enumerate(steps):
        key = step.key if step.key in taken - used else next(free)
        used.add(key)
        rows.append(
            Step(
                version=version,
                key=key,
                position=position,
                wait_days=step.wait_days,
                subject=step.subject,
                body=step.body,
                same_thread=step.same_thread,
                is_follow_up=step.is_follow_up,
            )
        )
    Step.objects.bulk_create(rows)


def _same(before: Rows[StepFields], after: Rows[StepFields]) -> bool:
    return list(before) == list(after)


def _publish(version: SequenceVersion, *, now: datetime, by: int | None) -> None:
    publish(SequenceSaved(sequence_id=version.sequence_id, number=version.number), at=now, actor_id=by)
