"""The last two weeks by day, and what came back today."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.factories import make_contact, make_mailbox, make_sent, make_workspace

from filon.desk.queries.results import DAYS, came_back, last_days
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.mail.events import BounceReceived, MailFailed, MailSent, RemovalRequested, ReplyReceived
from filon.mail.models import Mailbox
from filon.outreach.events import RecipientUnsubscribed
from filon.outreach.queries.statistics import Period, statistics
from filon.tenants.models import Workspace
from filon.timeline.events import publish

PARIS = ZoneInfo("Europe/Paris")


def sent(at: datetime, *, mailbox: Mailbox, back: datetime | None = None, hard: bool = True) -> None:
    """A message that left, and came back if told when."""
    contact = make_contact()
    message = make_sent(contact, mailbox=mailbox, at=at)
    publish(MailSent(message_id=message.id, mailbox_id=mailbox.id), at=at, contact_id=contact.id)
    if back:
        publish(BounceReceived(message_id=uuid7(), answers=message.id, hard=hard), at=back, contact_id=contact.id)


def test_ol_62_days_are_the_campaigns_own_figures_net_of_what_came_back(
    workspace: Workspace, clock: VirtualClock
) -> None:
    now, mailbox = clock.now(), make_mailbox()
    for days in (0, 0, 1, 13, 14, 20):
        sent(now - timedelta(days=days), mailbox=mailbox)
    sent(now - timedelta(days=3), mailbox=mailbox, back=now - timedelta(days=1))
    sent(now - timedelta(days=3), mailbox=mailbox, back=now - timedelta(days=1), hard=False)
    sent(now - timedelta(days=20), mailbox=mailbox, back=now)
    publish(ReplyReceived(message_id=uuid7()), at=now - timedelta(days=2))
    publish(MailFailed(message_id=uuid7(), mailbox_id=mailbox.id, code="bounced"), at=now)
    found = last_days(workspace, now=now)
    today = now.astimezone(PARIS).date()
    theirs = statistics(Period(PARIS, today - timedelta(days=DAYS - 1), today))
    assert found.days == tuple(day.day for day in theirs.days)
    assert found.sent == tuple(day.sent for day in theirs.days)
    assert found.replies == tuple(day.replies for day in theirs.days)
    assert found.totals == (5, 1, 2)


def test_a_day_begins_at_the_midnight_of_the_workspace(workspace: Workspace, clock: VirtualClock) -> None:
    publish(ReplyReceived(message_id=uuid7()), at=datetime(2026, 11, 22, 23, 30, tzinfo=PARIS))
    publish(ReplyReceived(message_id=uuid7()), at=datetime(2026, 11, 23, 0, 30, tzinfo=PARIS))
    assert last_days(workspace, now=clock.now()).replies[-2:] == (1, 1)


def test_what_came_back_today_is_told_with_its_reason(workspace: Workspace, clock: VirtualClock) -> None:
    now, contact = clock.now(), make_contact(first_name="Ana", last_name="Ruiz")
    publish(RecipientUnsubscribed(everywhere=True), at=now - timedelta(hours=2), contact_id=contact.id)
    publish(RemovalRequested(message_id=uuid7()), at=now - timedelta(hours=1), contact_id=contact.id)
    publish(BounceReceived(message_id=uuid7(), hard=True), at=now - timedelta(days=1), contact_id=contact.id)
    publish(ReplyReceived(message_id=uuid7()), at=now, contact_id=contact.id)
    found = came_back(workspace, now=now)
    assert [line.text for line in found] == [
        "A demandé à ne plus recevoir d’e-mails",
        "S’est désabonné de tous vos messages",
    ]
    assert found[0].about[0].text == "Ana Ruiz"


def test_nothing_of_another_workspace_is_counted(workspace: Workspace, clock: VirtualClock) -> None:
    with scope(make_workspace().id):
        sent(clock.now(), mailbox=make_mailbox(), back=clock.now())
        publish(ReplyReceived(message_id=uuid7()), at=clock.now())
    assert last_days(workspace, now=clock.now()).totals == (0, 0, 0)
    assert came_back(workspace, now=clock.now()) == []
