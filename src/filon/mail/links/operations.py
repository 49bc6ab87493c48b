"""What is noted of our mail: a click once a link, an open once a message, never of somebody who does not want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from filon.consent import tracking
from filon.consent.tracking import Measure, may_count
from filon.kernel.clock import SystemClock
from filon.mail.events import MailClicked, MailOpened
from filon.mail.links import machines
from filon.mail.links.address import CountedLink
from filon.mail.links.arriving import arrive
from filon.mail.models import Click, Message, Opening
from filon.mail.states import ClickState, Direction
from filon.tenants.models import Workspace
from filon.timeline.events import Published, TypedEvent, publish_many

JUDGED_AFTER = machines.TOGETHER + timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request for a counted address: how it presents itself. Nothing of it is kept."""

    method: str
    headers: Mapping[str, str]


def follow(link: CountedLink, visit: Visit, *, workspace: Workspace, now: datetime) -> str:
    """Where the link leads, in the scope of its workspace; the click is noted when it is a person's and may be counted.

    What the person wants now is what counts, whatever they wanted when the message left.
    """
    sent = Message.objects.filter(action_id=link.action_id, direction=Direction.OUT)
    message = sent.select_related("contact__company").first()
    if message is None or not is_countable(message, workspace=workspace) or machines.objects(visit.headers):
        return link.target
    if not machines.looks_human(visit.headers, method=visit.method, sent_at=message.at, now=now):
        return link.target
    _note(message, link, now=now)
    return arrive(message, link.target, now=now)


def opened(action_id: UUID, visit: Visit, *, workspace: Workspace, now: datetime) -> bool:
    """Note that the message of an action was opened, once, when it is a person who does and it may be counted now."""
    sent = Message.objects.filter(action_id=action_id, direction=Direction.OUT)
    message = sent.select_related("contact__company").first()
    if message is None or not is_countable(message, workspace=workspace, measure=Measure.OPEN):
        return False
    if machines.objects(visit.headers):
        return False
    if not machines.looks_opened(visit.headers, method=visit.method, sent_at=message.at, now=now):
        return False
    with transaction.atomic():
        _opening, is_first = Opening.objects.get_or_create(message=message, defaults={"at": now})
        if is_first:
            publish_many([_about(message, MailOpened(message_id=message.id), at=now)])
    return is_first


def is_countable(message: Message, *, workspace: Workspace, measure: Measure = Measure.CLICK) -> bool:
    """Whether this may be counted now of the person written to; never of one who is erased or whose card is gone."""
    if message.contact is None or not message.recipient:
        return False
    company = message.contact.company
    answer = tracking.answers([message.recipient]).get(message.recipient)
    country = company.country if company else ""
    return may_count(measure, workspace=workspace, answer=answer, country=country)


def judge(message_id: UUID, *, now: datetime) -> int:
    """Tell the timeline which of the noted clicks were a person's: those that came one at a time. Answers how many.

    Each link is told once, whatever how often it is clicked and how many workers judge it.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).filter(id=message_id).first()
        if message is None:
            return 0
        clicks = list(Click.objects.filter(message=message).order_by("at", "id"))
        in_one_go = {clicks[place].id for place in machines.together([click.at for click in clicks])}
        ripe = [c for c in clicks if c.state == ClickState.NEW and now - c.at >= machines.TOGETHER]
        programs = [c.id for c in ripe if c.id in in_one_go]
        people = [c for c in ripe if c.id not in in_one_go]
        Click.objects.filter(id__in=programs).update(state=ClickState.PROGRAM)
        Click.objects.filter(id__in=[c.id for c in people]).update(state=ClickState.PERSON)
        publish_many(_told(message, click) for click in people)
    return len(people)


def _note(message: Message, link: CountedLink, *, now: datetime) -> None:
    """A first click waits to be judged; so does a later one on a link that only programs have followed."""
    from filon.mail.links.jobs import judge_clicks  # noqa: PLC0415 the job calls these operations

    with transaction.atomic():
        click, is_new = Click.objects.get_or_create(
            message=message, number=link.number, defaults={"url": link.target, "at": now}
        )
        again = not is_new and Click.objects.filter(id=click.id, state=ClickState.PROGRAM).update(
            state=ClickState.NEW, at=now
        )
        if is_new or again:
            judge_clicks.defer_at(SystemClock().now() + JUDGED_AFTER, message_id=message.id)


def _told(message: Message, click: Click) -> Published:
    return _about(message, MailClicked(message_id=message.id, link=click.number), at=click.at)


def _about(message: Message, event: TypedEvent, *, at: datetime) -> Published:
    return Published(
        event=event,
        at=at,
        contact_id=message.contact_id,
        company_id=message.company_id,
        origin_id=message.origin_id,
    )
