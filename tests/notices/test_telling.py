"""Who is told, and where."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import MADE_AT, make_member
from tests.notices.telling import BROKEN, CLICK, OPEN, REPLY, tell, told, wants

from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.kernel.jobs import JOBS
from filon.kernel.tenancy import scope
from filon.notices import kinds, presence
from filon.notices.channels import narrowed
from filon.notices.kinds import Channels
from filon.notices.models import Notice, NoticePreference
from filon.notices.operations import Occurrence, choose, notify
from filon.notices.queries import delay_of
from filon.tenants.models import Member, Workspace

LATER = MADE_AT + timedelta(minutes=4)


@pytest.fixture
def other(workspace: Workspace) -> Member:
    return make_member(workspace)


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = 'notices.mail_notices'")
        return int(cursor.fetchone()[0])


def test_a_co_15_and_co_177_every_event_that_exists_has_a_kind() -> None:
    assert set(kinds.KINDS) >= {
        "mail.opened", "mail.clicked", "mail.replied", "outreach.success", "outreach.failure",
        "outreach.newsletter_subscribed", "outreach.newsletter_unsubscribed", "crm.follow_up_assigned",
        "market.score_reached", "alert.matched", "site.visited", "mail.mailbox_broken",
    }  # fmt: skip


def test_a_co_18_the_recommended_settings_are_the_defaults(member: Member) -> None:
    for kind in (REPLY, CLICK, OPEN, BROKEN):
        tell(member, kind=kind)
    assert told(member) == [(REPLY, True, "waiting"), (CLICK, True, ""), (BROKEN, True, "waiting")]
    both = ("crm.follow_up_assigned", "alert.matched", "market.score_reached")
    assert {kinds.KINDS[kind].by_default for kind in both} == {kinds.BOTH}
    assert delay_of(member.user_id) == 48


def test_co_176_and_co_183_each_user_chooses_for_themselves(member: Member, other: Member) -> None:
    wants(member, REPLY, mail=True)
    tell(member, other)
    assert told(member) == [(REPLY, False, "waiting")]
    assert told(other) == [(REPLY, True, "waiting")]


@pytest.mark.parametrize(
    ("app", "mail", "expected"),
    [(True, False, [(REPLY, True, "")]), (False, True, [(REPLY, False, "waiting")]), (False, False, [])],
)
def test_co_180_one_place_the_other_or_none(member: Member, app: bool, mail: bool, expected: list[object]) -> None:
    wants(member, REPLY, app=app, mail=mail)
    tell(member)
    assert told(member) == expected


@pytest.mark.parametrize("app", [True, False])
def test_co_181_who_is_in_filon_is_told_under_the_flag_and_not_by_mail(member: Member, app: bool) -> None:
    wants(member, REPLY, app=app, mail=True)
    presence.note(member.user_id, now=MADE_AT)
    tell(member, at=LATER)
    assert told(member) == [(REPLY, True, "")]
    assert jobs() == 0


def test_a_co_20_present_is_five_minutes_and_always_is_always(member: Member, other: Member) -> None:
    wants(other, REPLY, app=True, mail=True, always=True)
    for person in (member, other):
        presence.note(person.user_id, now=MADE_AT)
    tell(member, other, at=LATER)
    tell(member, at=MADE_AT + timedelta(minutes=5, seconds=1))
    assert [mail for _kind, _app, mail in told(member)] == ["", "waiting"]
    assert told(other) == [(REPLY, True, "waiting")]


def test_co_182_what_is_technical_goes_everywhere_whatever_was_chosen(member: Member) -> None:
    choose({BROKEN: kinds.NOWHERE}, user_id=member.user_id, hours=48)
    presence.note(member.user_id, now=MADE_AT)
    tell(member, kind=BROKEN, at=LATER)
    assert told(member) == [(BROKEN, True, "waiting")]
    assert not NoticePreference.objects.filter(kind=BROKEN).exists()


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_nobody_who_asked_to_be_told_is_told_nowhere(app: bool, mail: bool, always: bool, present: bool) -> None:
    wanted = Channels(app, mail, always)
    assert narrowed(wanted, present=present).any == wanted.any


def test_told_twice_is_told_once(member: Member) -> None:
    key = uuid7()
    tell(member, key=key)
    tell(member, key=key)
    tell(member, kind=CLICK, key=key)
    assert [kind for kind, _app, _mail in told(member)] == [REPLY, CLICK]


def test_who_is_not_in_the_workspace_is_not_told(workspace: Workspace, member: Member) -> None:
    gone = make_member(workspace)
    Member.objects.filter(id=gone.id).update(left_at=MADE_AT)
    assert tell(gone, member) == 1
    assert told(gone) == []
    assert tell(gone) == 0


def test_many_are_told_in_as_many_queries_as_one(member: Member) -> None:
    wants(member, REPLY, app=True)
    taken = []
    for n in (1, 40):
        many = [Occurrence(kind=REPLY, key=uuid7(), user_ids=[member.user_id], at=MADE_AT) for _ in range(n)]
        with CaptureQueriesContext(connection) as caught:
            notify(many)
        taken.append(len(caught))
    assert taken[0] == taken[1] <= 8


def test_a_delay_has_bounds(member: Member) -> None:
    for hours in (0, 24 * 30 + 1):
        with pytest.raises(Refused):
            choose({}, user_id=member.user_id, hours=hours)
    assert not NoticePreference.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_tell_of_the_same_make_one_notice(workspace: Workspace, member: Member) -> None:
    key, barrier = uuid7(), threading.Barrier(2)

    def run() -> None:
        try:
            with scope(workspace.id):
                barrier.wait()
                tell(member, key=key)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Notice.objects.filter(user=member.user_id).count() == 1


def test_presence_is_written_once_a_minute(member: Member) -> None:
    assert presence.note(member.user_id, now=MADE_AT)
    with CaptureQueriesContext(connection) as caught:
        assert not presence.note(member.user_id, now=MADE_AT + timedelta(seconds=59))
    assert len(caught) == 0
    presence._noted.clear()  # another process has noted nothing yet
    assert not presence.note(member.user_id, now=MADE_AT + timedelta(seconds=59))
    assert presence.note(member.user_id, now=MADE_AT + timedelta(seconds=60))
    assert presence.present([member.user_id], now=MADE_AT + timedelta(minutes=5)) == {member.user_id}
    assert presence.present([member.user_id], now=MADE_AT + timedelta(minutes=6, seconds=1)) == set()


def test_the_job_of_mails_is_known_to_workers() -> None:
    assert JOBS["notices.mail_notices"].queue == "mail"


def test_what_is_told_is_of_this_workspace_only(member: Member) -> None:
    tell(member, company_id=UUID(int=7))
    assert Notice.objects.get().workspace_id == member.workspace_id
