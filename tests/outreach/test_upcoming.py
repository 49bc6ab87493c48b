from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_campaign, make_contact, make_mailbox, make_manager, make_version
from tests.mail.peers import SmtpPeer
from tests.outreach.running import contacts, engage, turns
from tests.outreach.running import launched as running

from filon.actions.models import Action
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.operations import mark_left, turn_off
from filon.crm.states import OffReason
from filon.kernel.clock import VirtualClock
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.operations import launch
from filon.outreach.queries.upcoming import Upcoming, upcoming
from filon.outreach.rules import Launcher
from filon.tenants.models import Member, Workspace

TUESDAY_8 = datetime(2026, 11, 24, 7, tzinfo=UTC)
NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def launched(workspace: Workspace, clock: VirtualClock) -> Campaign:
    """Three people, two emails, from a mailbox that leaves 90 s between messages."""
    for i in range(3):
        make_contact(last_name=f"Roux{i}")
    campaign = make_campaign(
        audience=Audience(everybody=True).as_json(),
        mailbox=make_mailbox(spacing_s=90, daily_cap=200),
        version=make_version("Un", "Deux"),
    )
    launch(campaign.id, by=Launcher(user_id=make_manager(workspace).user_id, is_manager=True), now=clock.now())
    campaign.refresh_from_db()
    return campaign


def lines(campaign: Campaign, *, now: datetime = TUESDAY_8) -> tuple[Upcoming, ...]:
    return upcoming(campaign, now=now).lines


def times(campaign: Campaign, *, now: datetime = TUESDAY_8) -> list[datetime | None]:
    return [line.at for line in lines(campaign, now=now)]


def test_ol_52_nothing_leaves_on_the_day_of_the_launch(launched: Campaign, clock: VirtualClock) -> None:
    assert lines(launched, now=clock.now()) == ()


def test_a_ol_21_each_send_has_its_own_time_and_sender(launched: Campaign) -> None:
    found = lines(launched)
    assert [line.at for line in found] == [NINE, NINE + timedelta(seconds=90), NINE + timedelta(seconds=180)]
    assert {(line.position, line.opening, line.mailbox) for line in found} == {(1, True, launched.mailbox.email)}
    assert {line.contact.last_name for line in found if line.contact} == {"Roux0", "Roux1", "Roux2"}
    assert [line.reasons for line in found] == [(), *[("La boîte mail laisse 90 s entre deux messages",)] * 2]


@pytest.mark.usefixtures("workspace")
def test_a_ol_21_what_is_foreseen_is_what_the_scheduler_does(clock: VirtualClock) -> None:
    """Two campaigns share a mailbox with a cap and a spacing; one has a budget, one person is gone."""
    with SmtpPeer() as peer:
        mailbox = make_mailbox(smtp_port=peer.port, spacing_s=600, daily_cap=4)
        one = running(contacts(4), peer=peer, now=clock.now(), mailbox=mailbox, new_per_day=2)
        two = running(contacts(4), peer=peer, now=clock.now(), mailbox=mailbox)
        gone = Action.objects.filter(origin_id=two.id).earliest("id").subject_id
        mark_left([gone], now=clock.now())
        clock.move_to(TUESDAY_8)
        foreseen = {
            (line.contact.id, line.at)
            for c in (one, two)
            for line in lines(c, now=TUESDAY_8)
            if line.at and line.contact
        }
        for minute in range(60, 600, 10):
            clock.move_to(TUESDAY_8 + timedelta(minutes=minute))
            turns(one, clock)
        done = set(Action.objects.filter(state="done").values_list("subject_id", "begun_at"))
    assert len(foreseen) == 4
    assert done == foreseen


def test_other_campaigns_of_the_mailbox_take_their_turns(launched: Campaign, clock: VirtualClock) -> None:
    other = make_campaign(mailbox=launched.mailbox, version=launched.version, first_hour=8)
    Campaign.objects.filter(id=other.id).update(state="pending", launched_at=clock.now(), approved_at=clock.now())
    other.refresh_from_db()
    engage(other, contacts(1), now=clock.now())
    Action.objects.filter(origin_id=other.id).update(due_at=NINE - timedelta(minutes=1))
    assert times(launched) == [NINE + timedelta(seconds=90 * n - 60) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda person, now: suppress(Kind.EMAIL, person.email, reason=Reason.USER, now=now), "liste d’opposition"),
        (
            lambda person, now: turn_off(person.company_id, origin_id=None, reason=OffReason.USER, now=now),
            None,
        ),
        (lambda person, now: type(person).objects.filter(id=person.id).update(email=""), "pas d’adresse e-mail"),
    ],
)
def test_a_ol_21_a_line_that_will_not_leave_says_why(
    launched: Campaign, clock: VirtualClock, change: Callable[..., object], said: str | None
) -> None:
    person = lines(launched)[0].contact
    assert person is not None
    change(person, clock.now())
    held = [line for line in lines(launched) if line.at is None]
    assert [line.contact.id for line in held if line.contact] == ([person.id] if said else [])
    assert not said or said in held[0].reasons[0]
    assert [at for at in times(launched) if at] == [NINE, NINE + timedelta(seconds=90)]


def test_a_mailbox_at_its_cap_or_paused_says_so_on_each_line(launched: Campaign) -> None:
    Mailbox.objects.update(daily_cap=2)
    forecast = upcoming(launched, now=TUESDAY_8)
    assert (forecast.leaving, forecast.held) == (2, 1)
    assert "La boîte mail a déjà envoyé 2 messages" in forecast.lines[2].reasons[0]
    Mailbox.objects.update(state=MailboxState.PAUSED)
    assert [line.reasons for line in lines(launched)] == [("La boîte mail est en pause",)] * 3


@pytest.mark.usefixtures("workspace")
def test_what_was_put_off_to_tomorrow_is_told_today(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        mailbox = make_mailbox(smtp_port=peer.port, spacing_s=0, daily_cap=1)
        campaign = running(contacts(3), peer=peer, now=clock.now(), mailbox=mailbox)
        clock.move_to(NINE)
        turns(campaign, clock)
        assert len(peer.messages) == 1
    forecast = upcoming(campaign, now=clock.now())
    assert (forecast.leaving, forecast.held) == (0, 2)
    assert all("son maximum" in line.reasons[0] for line in forecast.lines)


def test_what_waits_for_approval_waits_whatever_the_hour(launched: Campaign) -> None:
    Campaign.objects.update(approved_at=None)
    launched.refresh_from_db()
    held = lines(launched)
    assert {line.at for line in held} == {None}
    assert all("attend sa validation" in line.reasons[0] for line in held)


def test_what_is_being_sent_and_what_was_refused_today_are_told(launched: Campaign) -> None:
    one, two, _three = Action.objects.order_by("due_at", "id")
    Action.objects.filter(id=one.id).update(state="claimed")
    Action.objects.filter(id=two.id).update(state="skipped", reasons=[{"code": "no_email"}])
    found = lines(launched, now=NINE)
    assert [(line.on_its_way, line.at is None) for line in found] == [(True, False), (False, False), (False, True)]
    assert found[2].reasons == ("La fiche n’a pas d’adresse e-mail",)


def test_ol_52_the_day_is_paged_in_the_same_queries_whatever_its_length(
    launched: Campaign, clock: VirtualClock
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            upcoming(launched, now=TUESDAY_8, size=5)
        return len(caught)

    few = queries()
    engage(launched, contacts(20), now=clock.now())
    assert queries() == few
    pages = [upcoming(launched, now=TUESDAY_8, number=n, size=5) for n in range(1, 6)]
    assert [len(page.lines) for page in pages] == [5, 5, 5, 5, 3]
    assert [page.following for page in pages] == [2, 3, 4, 5, 0]
    shown = [line.at for page in pages for line in page.lines]
    assert shown == sorted(at for at in shown if at)


def test_ol_52_the_page_says_when_from_where_and_why_not(
    launched: Campaign, workspace: Workspace, clock: VirtualClock, client_for: Callable[[Member], Client]
) -> None:
    Workspace.objects.filter(id=workspace.id).update(clock_offset=TUESDAY_8 - datetime.now(UTC))
    first = Action.objects.earliest("id")
    mark_left([first.subject_id], now=clock.now())
    page = (
        client_for(make_manager(workspace)).get(f"/campagnes/{launched.id}/prochains-envois/?page=x").content.decode()
    )
    assert "2 partent aujourd’hui" in page
    assert launched.mailbox is not None
    assert launched.mailbox.email in page
