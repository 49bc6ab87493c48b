"""Why has this person received nothing? Answered by the policy itself, on the facts of this moment.

Everybody who is engaged in a programme has either a next action with its date or at least one reason that blocks it,
and taking exactly that reason away gives them a date (see ``tests/outreach/test_planning_why.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from filon.actions import channels, facts, origins, people
from filon.actions.facts import Case
from filon.actions.models import Action
from filon.actions.origins import Engagement
from filon.actions.people import Recipient
from filon.actions.policy import CALLS_MENDED_BY_HAND, Allow, Postpone, Reason, Refuse, decide
from filon.actions.situation import Due, Lane
from filon.actions.states import Channel, State
from filon.consent.queries import FREE, Standing

MENDABLE = frozenset({"not_approved", "mailbox_broken", "mailbox_paused", *CALLS_MENDED_BY_HAND})
"""Reasons with a date that go only when a person does something; the date is when Filon looks again."""


def deciding(decision: Postpone | Refuse) -> tuple[Reason, ...]:
    """The reasons that it hangs on, those that a person can do something about first.

    Of a refusal those that have no date, as waiting changes nothing for them; of a delay those that hold the longest. A
    reason that only waits is left out where something else decides: "planned for later" is no news beside "stopped".
    """
    by_hand = [reason for reason in decision.reasons if reason.until is None or reason.code in MENDABLE]
    if isinstance(decision, Refuse):
        return tuple(sorted(by_hand or decision.reasons, key=lambda reason: reason.until is not None))
    last = max((reason.until for reason in decision.reasons if reason.until), default=decision.until)
    longest = [reason for reason in decision.reasons if reason not in by_hand and reason.until == last]
    telling = [reason for reason in longest if reason.code != "not_due_yet"]
    return (*by_hand, *(telling or longest))


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a person stands in one programme.

    ``next_at`` is when something is done next if nothing changes, None when something blocks it; ``reasons`` say why
    not sooner, or what blocks (``deciding``). ``on_its_way``: it is being sent, or nobody knows whether it was.
    ``finished``: all is done, with this ``outcome``; ``said`` words it where the channel has words of its own.
    """

    origin_id: UUID
    title: str
    step: str = ""
    next_at: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    on_its_way: bool = False
    finished: bool = False
    outcome: str = ""
    channel: str = Channel.EMAIL
    said: str = ""

    @property
    def blocked(self) -> bool:
        return not (self.finished or self.on_its_way or self.next_at)


@dataclass(frozen=True, slots=True)
class Explanation:
    """``person`` are reasons that hold whatever the programme; ``answers`` one for each programme, oldest first."""

    person: tuple[Reason, ...]
    answers: tuple[Answer, ...]


def explain(contact_id: UUID, *, now: datetime) -> Explanation:
    """What comes next for a person in each programme and why not sooner; why nothing can come when nothing can."""
    engaged = [e for origin in origins.known().values() for e in origin.engagements(contact_id, now=now)]
    dues = [e.next for e in engaged if e.next is not None]
    cases = {case.due.id: case for case in facts.load(dues, lanes=lanes_of(dues, now=now), now=now)} if dues else {}
    states = _states(dues)
    answers = tuple(_answer(engagement, cases=cases, states=states, now=now) for engagement in engaged)
    written_to = any(engagement.channel == Channel.EMAIL for engagement in engaged)
    return Explanation(_personal(contact_id, engaged=written_to), answers)


def _answer(
    engagement: Engagement, *, cases: Mapping[UUID, Case], states: Mapping[UUID, tuple[str, datetime]], now: datetime
) -> Answer:
    due = engagement.next
    if due is None:
        return _nothing_next(engagement)
    known = Answer(
        engagement.origin_id, engagement.title, step=due.step, channel=engagement.channel, said=engagement.said
    )
    state, due_at = states.get(due.id, (State.PLANNED, due.wanted_at))
    if state == State.CLAIMED:
        return replace(known, on_its_way=True)
    if state == State.UNCERTAIN:
        return replace(known, on_its_way=True, reasons=(Reason("uncertain"),))
    next_at, reasons = _decided(cases[due.id], due_at=due_at, now=now)
    return replace(known, next_at=next_at, reasons=reasons)


def _nothing_next(engagement: Engagement) -> Answer:
    waiting = () if engagement.finished else (Reason("all_steps_done"),)
    return Answer(
        engagement.origin_id,
        engagement.title,
        reasons=waiting,
        finished=engagement.finished,
        outcome=engagement.outcome,
        channel=engagement.channel,
        said=engagement.said,
    )


def _decided(case: Case, *, due_at: datetime, now: datetime) -> tuple[datetime | None, tuple[Reason, ...]]:
    """When, if nothing changes, and the reasons it hangs on. What is planned later keeps its date; what has to wait
    once more at that date, as for the better hour of its day, has that of the end of the wait."""
    decision = decide(case.due, case.facts, now)
    if isinstance(decision, Allow):
        return max(due_at, now), ()
    if isinstance(decision, Refuse):
        return None, deciding(decision)
    at, reasons = max(due_at, decision.until), deciding(decision)
    if MENDABLE.isdisjoint(reason.code for reason in reasons):
        then = decide(case.due, case.facts, at)
        if isinstance(then, Postpone):
            at, reasons = (
                then.until,
                (*reasons, *(r for r in deciding(then) if r.code not in {x.code for x in reasons})),
            )
    return at, reasons


def _states(dues: Sequence[Due]) -> dict[UUID, tuple[str, datetime]]:
    rows = Action.objects.filter(id__in=[due.id for due in dues]).values_list("id", "state", "due_at")
    return {action_id: (state, due_at) for action_id, state, due_at in rows}


def lanes_of(dues: Sequence[Due], *, now: datetime) -> dict[UUID, Lane]:
    """The lanes of a mixed batch, each kind of channel asked once."""
    found: dict[UUID, Lane] = {}
    for name in sorted({due.channel for due in dues}):
        if channel := channels.lanes_of(name):
            found |= channel.lanes([due.lane_id for due in dues if due.channel == name], now=now)
    return found


def _personal(contact_id: UUID, *, engaged: bool) -> tuple[Reason, ...]:
    known = people.load([contact_id])
    person = known.get(contact_id)
    if person is None:
        return (Reason("contact_left"),)
    standing = people.standings([person]).get(person.id, FREE)
    nowhere = () if engaged else (Reason("in_no_campaign"),)
    return (*_of_the_card(person, standing), *nowhere)


def _of_the_card(person: Recipient, standing: Standing) -> tuple[Reason, ...]:
    held = {
        "suppressed": standing.everywhere,
        "not_public": person.masked,
        "contact_left": person.left,
        "no_email": not person.email,
        "bounced": person.bounced,
    }
    return tuple(Reason(code) for code, holds in held.items() if holds)
