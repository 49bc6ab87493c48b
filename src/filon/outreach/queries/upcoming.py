"""What a campaign will send by the end of its day, line by line, as the policy decides it (OL-52, A-OL-21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from filon.actions import channels, facts
from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.reasons import sentence
from filon.actions.situation import Due
from filon.actions.states import State
from filon.actions.why import MENDABLE
from filon.crm.models import Contact
from filon.kernel.listing import PAGE_SIZE
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox
from filon.outreach.foresight import Turn, foresee
from filon.outreach.models import Campaign, Step
from filon.outreach.schedule import window_of
from filon.tenants.models import Workspace

LOOKED_AT = 2000
"""Planned emails of the mailbox that are decided on, oldest first: more than any mailbox may send in a day."""


@dataclass(frozen=True)
class Upcoming:
    """One email that is due today. ``at`` is when it leaves, None when it does not; ``reasons`` say why not sooner, or
    why not. ``on_its_way``: it is being sent at this moment."""

    at: datetime | None
    contact: Contact | None
    position: int
    opening: bool
    reasons: tuple[str, ...]
    mailbox: str
    on_its_way: bool = False


@dataclass(frozen=True)
class Forecast:
    """A page of the day's lines: what leaves by the hour, then what does not. ``leaving`` and ``held`` count the whole
    day, as far as it was looked at; ``whole`` is False when the mailbox has more planned than that."""

    lines: tuple[Upcoming, ...]
    leaving: int
    held: int
    whole: bool
    number: int = 1
    size: int = PAGE_SIZE

    @property
    def following(self) -> int:
        """The number of the next page, 0 on the last one."""
        return self.number + 1 if self.number * self.size < self.leaving + self.held else 0

    @property
    def previous(self) -> int:
        return self.number - 1


@dataclass(frozen=True, slots=True)
class _Planned:
    """An action, when it is looked at next, and the reasons that it was left with."""

    due: Due
    due_at: datetime
    state: str
    left_with: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Line:
    """An action and what becomes of it, before anything is worded."""

    action: _Planned
    turn: Turn

    @property
    def place(self) -> tuple[bool, datetime, UUID]:
        return (self.turn.at is None, self.turn.at or self.action.due_at, self.action.due.id)


def upcoming(campaign: Campaign, *, now: datetime, number: int = 1, size: int = PAGE_SIZE) -> Forecast:
    """What leaves for this campaign by the end of its day and what does not, ``size`` lines from page ``number``.

    All campaigns of a mailbox share its turns, so the whole lane is run forward, with its caps and its spacing. The
    number of queries does not depend on that of the emails.
    """
    if campaign.mailbox_id is None:
        return Forecast((), 0, 0, whole=True)
    country = Workspace.objects.only("country").get(id=current_workspace()).country
    window = window_of(campaign, country=country)
    begins = datetime.combine(window.local_day(now), time(0), tzinfo=window.zone)
    ends = datetime.combine(window.local_day(now) + timedelta(days=1), time(0), tzinfo=window.zone)
    planned = _planned(campaign.mailbox_id, until=ends)
    turns = _turns(planned, now=now, until=ends)
    mine = [one for one in planned if one.due.origin_id == campaign.id]
    lines = [_Line(one, turns[one.due.id]) for one in mine] + _decided(campaign.id, now=now, day=(begins, ends))
    lines.sort(key=lambda line: line.place)
    leaving = sum(line.turn.at is not None for line in lines)
    number = max(1, number)
    shown = lines[(number - 1) * size : number * size]
    return Forecast(
        lines=tuple(_worded(campaign, shown)),
        leaving=leaving,
        held=len(lines) - leaving,
        whole=len(planned) < LOOKED_AT,
        number=number,
        size=size,
    )


def _planned(lane_id: UUID, *, until: datetime) -> list[_Planned]:
    """What is due on the lane, in the order in which the scheduler takes it."""
    rows = Action.objects.filter(lane_id=lane_id, state=State.PLANNED, due_at__lt=until)
    return _rows(rows.order_by("due_at", "id"))


def _turns(planned: Sequence[_Planned], *, now: datetime, until: datetime) -> dict[UUID, Turn]:
    if not planned:
        return {}
    dues = [one.due for one in planned]
    channel = channels.get(dues[0].channel)
    lanes = channel.lanes([dues[0].lane_id], now=now) if channel else {}
    cases = facts.load(dues, lanes=lanes, now=now)
    due_at = {one.due.id: one.due_at for one in planned}
    return foresee(cases, due=due_at, lane=cases[0].facts.lane, now=now, until=until)


def _decided(campaign_id: UUID, *, now: datetime, day: tuple[datetime, datetime]) -> list[_Line]:
    """What is being sent at this moment, and what the policy refused today or put off to another day."""
    begins, ends = day
    put_off = Q(state=State.PLANNED, due_at__gte=ends, wanted_at__lt=ends)
    decided = Q(state=State.CLAIMED) | Q(state=State.SKIPPED, due_at__gte=begins) | put_off
    rows = _rows(Action.objects.filter(decided, origin_id=campaign_id).order_by("due_at", "id"))
    return [_Line(one, Turn(now if one.state == State.CLAIMED else None)) for one in rows]


def _rows(actions: QuerySet[Action]) -> list[_Planned]:
    rows = actions.values_list("due_at", "state", "reasons", *COLUMNS)[:LOOKED_AT]
    return [_Planned(Due(*row[3:]), row[0], row[1], row[2]) for row in rows]


def _worded(campaign: Campaign, lines: Sequence[_Line]) -> Iterator[Upcoming]:
    dues = [line.action.due for line in lines]
    people = Contact.objects.select_related("company").defer("search", "extra", "note")
    known = people.in_bulk({due.subject_id for due in dues})
    positions = dict(Step.objects.filter(version__campaigns=campaign).values_list("key", "position"))
    mailboxes = dict(Mailbox.objects.filter(id__in={due.lane_id for due in dues}).values_list("id", "email"))
    for line in lines:
        due = line.action.due
        reasons = [reason.stored() for reason in line.turn.reasons] or line.action.left_with
        yield Upcoming(
            at=line.turn.at,
            contact=known.get(due.subject_id),
            position=positions.get(due.step, 0) + 1,
            opening=due.opening,
            reasons=tuple(_said(reason, leaves=line.turn.at is not None) for reason in reasons),
            mailbox=mailboxes.get(due.lane_id, ""),
            on_its_way=line.action.state == State.CLAIMED,
        )


def _said(reason: Mapping[str, Any], *, leaves: bool) -> str:
    """The reason; without its date on a line that says itself when it leaves, or when a person has to act."""
    dated = not leaves and reason["code"] not in MENDABLE
    return sentence(reason if dated else {key: value for key, value in reason.items() if key != "until"})
