"""Messages written by hand, as ``actions`` knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from filon.actions.calendar import Window
from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.origins import EVERY_DAY, Engagement, OriginFacts
from filon.actions.outcomes import Outcome
from filon.actions.people import Recipient
from filon.actions.policy import Reason, Refuse
from filon.actions.situation import Due, Programme
from filon.actions.states import State
from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery.outgoing import Delivered
from filon.outreach.drafts.events import LetterRefused
from filon.outreach.drafts.jobs import end_sequences
from filon.outreach.drafts.models import Draft, DraftRecipient
from filon.outreach.drafts.states import Importance
from filon.outreach.letters import Letters, Writing, letters_for
from filon.outreach.models import Step
from filon.timeline.events import Published, publish_many

LETTER = "letter"
"""The kind of origin under which ``actions`` knows drafts."""
STEP = "mail"
"""The only step of one."""
COMING = (State.PLANNED, State.CLAIMED, State.UNCERTAIN)


class Handwritten:
    """``actions.origins.Origin`` for what people write by hand."""

    def facts(
        self, batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime
    ) -> Mapping[UUID, OriginFacts]:
        """At any hour of any day, and whether or not the robot has the company: somebody wants it to leave now. All the
        other rules hold. Four queries, and one more where anything is counted."""
        shared = _Shared.load(batch, people=people)
        return {
            due.id: _of(due, person=people.get(due.subject_id), draft=draft, shared=shared)
            for due in batch
            if (draft := shared.drafts.get(due.origin_id))
        }

    def ended(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Who received it leaves their sequences where its author wished so; one that could not be made is told."""
        sent = [ended.due for ended in outcomes if ended.state is State.DONE]
        drafts = Draft.objects.filter(id__in={due.origin_id for due in sent}, ends_sequences=True)
        ending = set(drafts.values_list("id", flat=True)) if sent else set()
        for due in sent:
            if due.origin_id in ending:
                end_sequences.defer(draft_id=due.origin_id, contact_id=due.subject_id)
        spoiled = [
            (ended.due, (ended.reason,))
            for ended in outcomes
            if ended.state is State.FAILED and ended.reason and not isinstance(ended.detail, Delivered)
        ]
        _tell(spoiled, now=now)
        _refresh(ended.due for ended in outcomes)

    def refused(self, refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
        """It does not leave later by itself: words written by hand are of their day."""
        fresh = _close([due for due, _decision in refused], now=now)
        _tell([(due, decision.reasons) for due, decision in refused if due.id in fresh], now=now)
        _refresh(due for due, _decision in refused)

    def engagements(self, subject_id: UUID, *, now: datetime) -> Sequence[Engagement]:
        rows = Action.objects.filter(subject_id=subject_id, origin_kind=LETTER, state__in=COMING).order_by("due_at")
        dues = [Due(*row) for row in rows.values_list(*COLUMNS)]
        subjects = dict(Draft.objects.filter(id__in={d.origin_id for d in dues}).values_list("id", "subject"))
        return [
            Engagement(due.origin_id, _("E-mail « %(subject)s »") % {"subject": subjects[due.origin_id]}, due)
            for due in dues
            if due.origin_id in subjects
        ]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the actions of a batch share. ``places``: (draft, contact) → their row."""

    letters: Letters
    drafts: Mapping[UUID, Draft]
    places: Mapping[tuple[UUID, UUID], DraftRecipient]

    @classmethod
    def load(cls, batch: Sequence[Due], *, people: Mapping[UUID, Recipient]) -> _Shared:
        drafts = Draft.objects.in_bulk({due.origin_id for due in batch})
        rows = DraftRecipient.objects.filter(draft__in=drafts, contact__in={due.subject_id for due in batch})
        places = {(row.draft_id, row.contact_id): row for row in rows}
        return cls(letters_for(batch, people=people), drafts, places)


def step_of(draft: Draft) -> Step:
    """Its words as those of a sequence of one email."""
    return Step(id=draft.id, key=STEP, position=0, subject=draft.subject, body=draft.body)


def _of(due: Due, *, person: Recipient | None, draft: Draft, shared: _Shared) -> OriginFacts:
    programme = Programme(_always(shared.letters.workspace.time_zone), launched=draft.handed_at is not None)
    place = shared.places.get((draft.id, due.subject_id))
    if place is None or place.refused_at is not None or place.round != due.occurrence:
        return OriginFacts(programme, enrolled=False)
    mailbox = shared.letters.mailboxes.get(due.lane_id)
    if person is None or mailbox is None:
        return OriginFacts(programme)
    importance = "" if draft.importance == Importance.NORMAL else draft.importance
    writing = Writing(step=step_of(draft), mailbox=mailbox, website=draft.website, importance=importance)
    content, letter = shared.letters.to(person, writing)
    return OriginFacts(programme, content=content, material=letter)


def _always(zone: str) -> Window:
    return Window(EVERY_DAY, 0, 24, ZoneInfo(zone))


def _close(dues: Sequence[Due], *, now: datetime) -> set[UUID]:
    """Note that these were refused; answers the actions of which it was not known."""
    rows = DraftRecipient.objects.filter(
        draft__in={due.origin_id for due in dues}, contact__in={due.subject_id for due in dues}, refused_at=None
    )
    places = {(row.draft_id, row.contact_id, row.round): row.id for row in rows}
    fresh = {due.id: places.get((due.origin_id, due.subject_id, due.occurrence)) for due in dues}
    DraftRecipient.objects.filter(id__in=[row_id for row_id in fresh.values() if row_id]).update(refused_at=now)
    return {action_id for action_id, row_id in fresh.items() if row_id}


def _refresh(dues: Iterable[Due]) -> None:
    """The sheets that are open show what became of these."""
    for company_id in {due.company_id for due in dues}:
        live.notify(current_workspace(), "timeline", company=company_id)


def _tell(refused: Sequence[tuple[Due, Sequence[Reason]]], *, now: datetime) -> None:
    publish_many(
        Published(
            event=LetterRefused(reasons=tuple(reason.code for reason in reasons)),
            at=now,
            contact_id=due.subject_id,
            company_id=due.company_id,
            origin_id=due.origin_id,
        )
        for due, reasons in refused
    )
