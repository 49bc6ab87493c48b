"""Reads of sequences and their versions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from filon.kernel.listing import ListSpec, Sort
from filon.kernel.search import by_part
from filon.outreach.models import Campaign, Sequence, SequenceVersion, Step
from filon.outreach.states import CampaignState
from filon.outreach.texts import StepFields

SEQUENCES = ListSpec(
    sorts={"updated": Sort("updated_at", desc=True), "name": Sort("name")},
    default_sort="updated",
    search=lambda text: by_part(text, "name"),
)


def sequences(*, archived: bool = False) -> QuerySet[Sequence]:
    """Sequences with how many emails they hold (``emails``) and how many campaigns run them (``running``)."""
    latest = SequenceVersion.objects.filter(sequence=OuterRef("pk")).order_by("-number")
    emails = latest.annotate(n=Count("steps")).values("n")[:1]
    rows = Sequence.objects.filter(archived_at__isnull=not archived)
    alive = Q(versions__campaigns__state__in=[CampaignState.PENDING, CampaignState.ACTIVE])
    return rows.annotate(emails=Subquery(emails), running=Count("versions__campaigns", filter=alive, distinct=True))


def latest_version(sequence_id: UUID) -> SequenceVersion:
    """The newest version, with its steps. Raises SequenceVersion.DoesNotExist."""
    rows = SequenceVersion.objects.filter(sequence_id=sequence_id).select_related("sequence").prefetch_related("steps")
    return rows.latest("number")


def latest_numbers(sequence_ids: set[UUID]) -> dict[UUID, int]:
    """The number of each sequence's newest version."""
    rows = SequenceVersion.objects.filter(sequence_id__in=sequence_ids).values("sequence_id")
    return dict(rows.annotate(n=Max("number")).values_list("sequence_id", "n"))


def step_fields(version: SequenceVersion) -> list[StepFields]:
    """The steps as the editor holds them."""
    return [as_fields(step) for step in version.steps.all()]


def as_fields(step: Step) -> StepFields:
    return StepFields(
        key=step.key,
        wait_days=step.wait_days,
        subject=step.subject,
        body=step.body,
        same_thread=step.same_thread,
        is_follow_up=step.is_follow_up,
    )


def users_of(sequence_id: UUID) -> QuerySet[Campaign]:
    """The launched campaigns that run a version of the sequence."""
    rows = Campaign.objects.filter(version__sequence_id=sequence_id).exclude(state=CampaignState.DRAFT)
    return rows.select_related("version").order_by("name")
