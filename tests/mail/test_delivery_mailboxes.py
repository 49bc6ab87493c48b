from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_mailbox
from tests.mail.peers import SmtpPeer

from filon.kernel.clock import SystemClock, VirtualClock
from filon.mail.delivery import jobs
from filon.mail.delivery.mailboxes import account, break_down, mend, needs_probe, standings
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MailboxState, MessageState, Trouble
from filon.tenants.models import Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def message(mailbox: Mailbox, *, at: datetime, state: str = MessageState.SENT, direction: str = Direction.OUT) -> None:
    Message.objects.create(mailbox=mailbox, direction=direction, state=state, message_id=f"{at} {state}", at=at)


def test_only_what_may_have_left_since_midnight_there_counts_for_the_day(clock: VirtualClock) -> None:
    mailbox = make_mailbox(daily_cap=100, spacing_s=60)
    midnight = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
    for state in (MessageState.SENT, MessageState.SENDING, MessageState.UNCERTAIN, MessageState.FAILED):
        message(mailbox, at=midnight, state=state)
    message(mailbox, at=midnight, state=MessageState.QUEUED)
    message(mailbox, at=midnight - timedelta(seconds=1))
    message(mailbox, at=midnight, state=MessageState.RECEIVED, direction=Direction.IN)
    standing = standings([mailbox.id], now=clock.now())[mailbox.id]
    assert (standing.sent, standing.day, standing.cap, standing.spacing.seconds) == (3, clock.now().date(), 100, 60)


def test_a_workspace_without_limits_has_no_cap_and_no_spacing(workspace: Workspace, clock: VirtualClock) -> None:
    Workspace.objects.filter(id=workspace.id).update(limits_off=True)
    mailbox = make_mailbox()
    standing = standings([mailbox.id], now=clock.now())[mailbox.id]
    assert (standing.cap, standing.spacing) == (None, timedelta(0))


@pytest.mark.parametrize("count", [1, 20])
def test_any_number_of_mailboxes_is_three_queries(clock: VirtualClock, count: int) -> None:
    ids = [make_mailbox().id for _ in range(count)]
    with CaptureQueriesContext(connection) as queries:
        assert len(standings(ids, now=clock.now())) == count
    assert len(queries) == 3


def test_a_mailbox_that_breaks_says_so_once_and_keeps_the_newest_detail(clock: VirtualClock) -> None:
    mailbox = make_mailbox()
    assert break_down(mailbox.id, trouble=Trouble.CONNECTION, detail="unreachable", now=clock.now())
    assert not break_down(mailbox.id, trouble=Trouble.AUTH, detail="535 no", now=clock.now())
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.trouble, mailbox.state_detail) == (MailboxState.BROKEN, Trouble.AUTH, "535 no")
    assert Event.objects.filter(kind="mail.mailbox_broken").count() == 1


def test_a_paused_mailbox_stays_paused(clock: VirtualClock) -> None:
    mailbox = make_mailbox(state=MailboxState.PAUSED)
    assert not break_down(mailbox.id, trouble=Trouble.AUTH, detail="", now=clock.now())
    assert not mend(mailbox.id, now=clock.now())
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.PAUSED


def test_mending_is_told_once(clock: VirtualClock) -> None:
    mailbox = make_mailbox()
    break_down(mailbox.id, trouble=Trouble.CONNECTION, detail="", now=clock.now())
    assert mend(mailbox.id, now=clock.now())
    assert not mend(mailbox.id, now=clock.now())
    assert Event.objects.filter(kind="mail.mailbox_mended").count() == 1


@pytest.mark.parametrize(
    ("trouble", "after", "due"),
    [
        (Trouble.CONNECTION, timedelta(minutes=1), False),
        (Trouble.CONNECTION, timedelta(minutes=2), True),
        (Trouble.AUTH, timedelta(minutes=59), False),
        (Trouble.AUTH, timedelta(hours=1), True),
    ],
)
def test_a_refused_password_is_tried_far_less_often_than_a_server_that_is_away(
    clock: VirtualClock, trouble: Trouble, after: timedelta, due: bool
) -> None:
    mailbox = make_mailbox()
    break_down(mailbox.id, trouble=trouble, detail="", now=clock.now())
    mailbox.refresh_from_db()
    assert needs_probe(mailbox, now=clock.now() + after) is due


def test_a_probe_mends_a_mailbox_whose_server_is_back_without_sending_anything() -> None:
    before = SystemClock().now() - timedelta(hours=2)
    with SmtpPeer() as peer:
        mailbox = make_mailbox(smtp_port=peer.port)
        break_down(mailbox.id, trouble=Trouble.CONNECTION, detail="", now=before)
        jobs.probe(mailbox_id=mailbox.id)
        assert peer.messages == []
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.CONNECTED


def test_a_probe_that_fails_waits_for_its_next_turn() -> None:
    before = SystemClock().now() - timedelta(hours=2)
    with SmtpPeer({"GREETING": "421 busy"}) as peer:
        mailbox = make_mailbox(smtp_port=peer.port)
        break_down(mailbox.id, trouble=Trouble.CONNECTION, detail="", now=before)
        jobs.probe(mailbox_id=mailbox.id)
        jobs.probe(mailbox_id=mailbox.id)
        assert len(peer.heard) == 1
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.BROKEN


def test_a_mailbox_without_password_does_not_sign_in() -> None:
    assert account(make_mailbox(smtp_user="lea@maison.example")).settings.user == ""
    assert account(make_mailbox(smtp_user="lea", smtp_password="secret")).settings.user == "lea"
