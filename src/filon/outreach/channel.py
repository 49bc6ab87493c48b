"""Email, as ``actions`` knows it: the scheduler's side of ``mail.delivery``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from filon.actions.facts import Case
from filon.actions.outcomes import Outcome
from filon.actions.policy import LANE_RETRY, Reason
from filon.actions.situation import Due, Lane
from filon.actions.states import State
from filon.crm.operations import mark_informed
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery import journals, mailboxes, operations, recovered, transport
from filon.mail.delivery.outgoing import Account, Delivered, Outgoing
from filon.mail.delivery.verdicts import HURRIED, NOT_TRIED, Fate, Verdict, retry_after
from filon.mail.journal import Journal
from filon.mail.links.address import pixel_of
from filon.mail.rendering import MessageValues, MissingVariable, UnsendableAddress, message_id
from filon.outreach.composing import full_name
from filon.outreach.counting import counted_links
from filon.outreach.leaving import Link, link_for
from filon.outreach.letters import Letter


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A message that cannot be made for this person after all, and why."""

    reason: Reason


class EmailChannel:
    """``actions.channels.Channel`` for mail, whoever wants it sent. ``journal`` gives that of the process."""

    def __init__(self, journal: Callable[[], Journal] = journals.own) -> None:
        self._journal = journal

    @property
    def holder(self) -> str:
        return self._journal().name

    def lanes(self, lane_ids: Sequence[UUID], *, now: datetime) -> Mapping[UUID, Lane]:
        found = mailboxes.standings(lane_ids, now=now)
        return {
            mailbox_id: Lane(
                zone=standing.zone,
                working=standing.working,
                paused=standing.paused,
                cap=standing.cap,
                spacing=standing.spacing,
                sent_on=standing.day,
                sent=standing.sent,
                last_at=standing.last_sent_at,
            )
            for mailbox_id, standing in found.items()
        }

    def begin(self, cases: Sequence[Case], *, now: datetime) -> Sequence[Case]:
        written = render(cases, workspace_id=current_workspace(), now=now)
        ready = [case.material for case in written if isinstance(case.material, Outgoing)]
        accepted = {o.action_id: o for o in operations.begin(ready, holder=self.holder, now=now)}
        return [
            case.with_material(accepted.get(case.due.id)) if isinstance(case.material, Outgoing) else case
            for case in written
        ]

    def perform(self, cases: Sequence[Case], *, now: datetime) -> Sequence[Outcome]:
        batch = [case.material for case in cases if isinstance(case.material, Outgoing)]
        delivered = transport.transmit(batch, journal=self._journal()) if batch else []
        by_action = {d.outgoing.action_id: d for d in delivered}
        return [_outcome(case.due, by_action.get(case.due.id), material=case.material, now=now) for case in cases]

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        delivered = [o.detail for o in outcomes if isinstance(o.detail, Delivered)]
        operations.record(delivered, now=now)
        sent_to = (d.outgoing.contact_id for d in delivered if d.verdict.fate is Fate.SENT)
        mark_informed(filter(None, sent_to), now=now)

    def settled(self, outcomes: Sequence[Outcome]) -> None:
        self._journal().settled(outcome.due.id for outcome in outcomes)

    def is_gone(self, holder: str) -> bool:
        return journals.is_gone(holder)

    def recover(self, dues: Sequence[Due], *, holder: str, now: datetime) -> Sequence[Outcome]:
        journal = journals.read(holder)
        found = recovered.outgoing([due.id for due in dues])
        outcomes = []
        for due in dues:
            verdict = journals.verdict(journal, due.id)
            if verdict is None:
                continue
            outgoing = found.get(due.id)
            delivered = Delivered(replace(outgoing, tries=due.tries), verdict) if outgoing else None
            outcomes.append(_outcome(due, delivered, material=NOT_TRIED, now=now))
        return outcomes


def render(cases: Sequence[Case], *, workspace_id: UUID, now: datetime) -> list[Case]:
    """The cases with what they send ready to leave, or with why it cannot be made."""
    accounts: dict[UUID, Account] = {}
    return [_written(case, accounts=accounts, workspace_id=workspace_id, now=now) for case in cases]


def _written(case: Case, *, accounts: dict[UUID, Account], workspace_id: UUID, now: datetime) -> Case:
    """The case with its mail rendered, or with why it cannot be."""
    letter, person = case.material, case.person
    if not isinstance(letter, Letter) or person is None:
        return case.with_material(Spoiled(Reason("not_engaged")))
    account = accounts.get(letter.mailbox.id)
    if account is None:
        account = accounts[letter.mailbox.id] = mailboxes.account(letter.mailbox, hurried=letter.hurried)
    try:
        local = now.astimezone(case.facts.lane.zone)
        outgoing = _outgoing(case.due, letter, account=account, workspace_id=workspace_id, now=local)
    except MissingVariable as missing:
        return case.with_material(Spoiled(Reason("missing_variable", params={"variables": list(missing.names)})))
    except (UnsendableAddress, ValueError):
        return case.with_material(Spoiled(Reason("email_unusable")))
    return case.with_material(outgoing)


def _outgoing(due: Due, letter: Letter, *, account: Account, workspace_id: UUID, now: datetime) -> Outgoing:
    name = message_id(due.id, account.email.rpartition("@")[2])
    values = _values(letter, name=name, link=Link(workspace_id, due.id), now=now)
    return Outgoing(
        id=uuid7(),
        action_id=due.id,
        account=account,
        recipient=values.to,
        subject=letter.message.subject_for(values),
        raw=letter.message.render(values),
        message_id=name,
        thread_id=letter.thread_id or due.id,
        in_reply_to=letter.earlier.message_id if letter.earlier else "",
        contact_id=due.subject_id,
        company_id=due.company_id,
        origin_id=due.origin_id,
        step=due.step,
        tries=due.tries,
    )


def _values(letter: Letter, *, name: str, link: Link, now: datetime) -> MessageValues:
    earlier = letter.earlier
    named = {"workspace_id": link.workspace_id, "action_id": link.action_id}
    before = [i for i in (earlier.in_reply_to, earlier.message_id) if i] if earlier else []
    return MessageValues(
        to=letter.variables["email"],
        to_name=full_name(letter.variables),
        message_id=name,
        date=now,
        variables=letter.variables,
        unsubscribe_url=link_for(link),
        thread_subject=earlier.subject if earlier else "",
        in_reply_to=before[-1] if before else "",
        references=before,
        links=counted_links(letter.message, letter.variables, **named) if letter.counted.clicks else {},
        pixel=pixel_of(link.workspace_id, link.action_id) if letter.counted.opens else "",
    )


def _outcome(due: Due, delivered: Delivered | None, *, material: object, now: datetime) -> Outcome:
    if delivered is not None:
        return _ended(due, delivered, now=now)
    if isinstance(material, Spoiled):
        return Outcome(due, State.FAILED, material.reason)
    if material is NOT_TRIED:
        return Outcome(due, State.PLANNED, retry_at=now, tried=False)
    # Its row says that it left already, or may have: never again without somebody's word.
    return Outcome(due, State.UNCERTAIN, Reason("uncertain"))


def _ended(due: Due, delivered: Delivered, *, now: datetime) -> Outcome:
    verdict = delivered.verdict
    match verdict.fate:
        case Fate.SENT:
            return Outcome(due, State.DONE, detail=delivered)
        case Fate.UNCERTAIN:
            return Outcome(due, State.UNCERTAIN, Reason("uncertain"), detail=delivered)
        case Fate.BOUNCED | Fate.REFUSED:
            return Outcome(due, State.FAILED, _said("refused_by_server", verdict), detail=delivered)
        case Fate.HELD:
            return _held(due, delivered, now=now)
        case Fate.DEFERRED | Fate.LOST:
            return _again(due, delivered, now=now)


def _held(due: Due, delivered: Delivered, *, now: datetime) -> Outcome:
    """The mailbox's matter: the action waits, and it was no try of its own."""
    verdict = delivered.verdict
    if verdict.trouble:
        until = now + LANE_RETRY
        return Outcome(due, State.PLANNED, Reason("mailbox_broken", until), until, tried=False, detail=delivered)
    reason = _said("deferred_by_server", verdict) if verdict.wait else None
    until = now + _paced(verdict.wait, delivered)
    return Outcome(due, State.PLANNED, reason, until, tried=False, detail=delivered)


def _again(due: Due, delivered: Delivered, *, now: datetime) -> Outcome:
    verdict = delivered.verdict
    wait = retry_after(due.tries + 1, fate=verdict.fate)
    if wait is None:
        return Outcome(due, State.FAILED, _said("too_many_tries", verdict), detail=delivered)
    until = now + _paced(wait, delivered)
    return Outcome(due, State.PLANNED, _said("deferred_by_server", verdict), until, detail=delivered)


def _paced(wait: timedelta, delivered: Delivered) -> timedelta:
    return min(wait, HURRIED) if delivered.outgoing.account.hurried else wait


def _said(code: str, verdict: Verdict) -> Reason:
    return Reason(code, params={"reply": verdict.reply})
