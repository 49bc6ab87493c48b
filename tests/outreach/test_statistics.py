from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_campaign

from filon.kernel.ids import uuid7
from filon.mail.events import AutoReplyReceived, BounceReceived, MailSent, RemovalRequested, ReplyReceived
from filon.outreach.events import RecipientUnsubscribed
from filon.outreach.queries.campaigns import Figures, figures
from filon.outreach.queries.statistics import Day, Period, statistics
from filon.timeline.events import TypedEvent, publish

pytestmark = pytest.mark.usefixtures("workspace")

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
WEEK = Period(PARIS, date(2026, 11, 23), date(2026, 11, 25))
BOX = uuid7()


def told(event: TypedEvent, origin: UUID, *, at: datetime = MONDAY, who: UUID | None = None) -> None:
    publish(event, at=at, origin_id=origin, contact_id=who, company_id=who)


def send(origin: UUID, *, who: UUID, at: datetime = MONDAY) -> UUID:
    message = uuid7()
    told(MailSent(message_id=message, mailbox_id=BOX), origin, at=at, who=who)
    return message


def test_ol_51_companies_people_and_results_by_day() -> None:
    origin, ana, zoe = uuid7(), uuid7(), uuid7()
    send(origin, who=ana)
    send(origin, who=ana, at=MONDAY + timedelta(days=1))
    send(origin, who=zoe, at=MONDAY + timedelta(days=1))
    told(ReplyReceived(message_id=uuid7()), origin, at=MONDAY + timedelta(days=1), who=zoe)
    told(AutoReplyReceived(message_id=uuid7()), origin, who=ana)
    told(RemovalRequested(message_id=uuid7()), origin, who=ana)
    told(RecipientUnsubscribed(everywhere=True), origin, who=ana)
    found = statistics(WEEK, origin_id=origin)
    assert (found.people, found.companies, found.sent, found.auto_replies, found.removals) == (2, 2, 3, 1, 2)
    assert found.days == (
        Day(date(2026, 11, 23), sent=1, removals=2),
        Day(date(2026, 11, 24), sent=2, replies=1),
        Day(date(2026, 11, 25)),
    )
    assert found.reply_rate == 0.5


def test_ol_62_a_message_that_came_back_for_good_does_not_count() -> None:
    origin, ana, zoe = uuid7(), uuid7(), uuid7()
    lost = send(origin, who=ana)
    send(origin, who=zoe)
    back = BounceReceived(message_id=uuid7(), hard=True, answers=lost)
    told(back, origin, at=MONDAY + timedelta(days=9), who=ana)
    found = statistics(WEEK, origin_id=origin)
    assert (found.people, found.sent, found.days[0].sent) == (1, 1, 1)
    later = Period(PARIS, date(2026, 11, 23), date(2026, 12, 5))
    assert statistics(later, origin_id=origin).bounces == 1


def test_a_soft_bounce_changes_nothing() -> None:
    origin, ana = uuid7(), uuid7()
    told(BounceReceived(message_id=uuid7(), hard=False, answers=send(origin, who=ana)), origin, who=ana)
    found = statistics(WEEK, origin_id=origin)
    assert (found.sent, found.bounces) == (1, 0)


def test_days_are_those_of_the_campaign() -> None:
    origin = uuid7()
    send(origin, who=uuid7(), at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC))  # Tuesday 0:30 in Paris
    assert [day.sent for day in statistics(WEEK, origin_id=origin).days] == [0, 1, 0]


def test_only_the_period_and_the_campaign_count() -> None:
    origin = uuid7()
    send(origin, who=uuid7(), at=MONDAY - timedelta(days=1))
    send(uuid7(), who=uuid7())
    assert statistics(WEEK, origin_id=origin).sent == 0
    assert statistics(WEEK).sent == 1


@pytest.mark.parametrize(("name", "days"), [("7", 7), ("30", 30), ("90", 90), ("all", 1), ("x", 1)])
def test_a_period_looks_back_from_today(name: str, days: int) -> None:
    period = Period.of(name, now=MONDAY, zone=PARIS)
    assert len(statistics(period, origin_id=uuid7()).days) == days


def test_the_list_s_figures_cost_three_queries() -> None:
    one, two = make_campaign(), make_campaign()
    ana = uuid7()
    lost = send(one.id, who=ana)
    send(one.id, who=ana)
    told(ReplyReceived(message_id=uuid7()), one.id, who=ana)
    for _twice in range(2):
        told(BounceReceived(message_id=uuid7(), hard=True, answers=lost), one.id, who=ana)
    with CaptureQueriesContext(connection) as caught:
        found = figures([one.id, two.id])
    assert len(caught) == 3
    assert found == {one.id: Figures(sent=1, replies=1), two.id: Figures()}
