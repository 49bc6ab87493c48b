"""How ways through campaigns end, told to those who asked for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import MADE_AT, make_campaign, make_contact, make_mailbox, make_member
from tests.notices.telling import told, wants

from filon.notices.models import Notice
from filon.outreach.announcing import FAILURE, SUCCESS
from filon.outreach.ending import finish, finish_silent
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import EnrolmentState, Outcome
from filon.tenants.models import Member, Workspace


@pytest.fixture
def lea(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.fixture
def campaign(lea: Member) -> Campaign:
    return make_campaign(mailbox=make_mailbox(owner=lea.user))


def engaged(campaign: Campaign, **fields: object) -> Enrolment:
    contact = make_contact()
    return Enrolment.objects.create(
        campaign=campaign,
        contact=contact,
        version=campaign.version,
        company_id=contact.company_id,
        created_at=MADE_AT,
        **{"state": EnrolmentState.RUNNING, **fields},
    )


@pytest.mark.parametrize(("outcome", "kind"), [(Outcome.SUCCESS, SUCCESS), (Outcome.FAILURE, FAILURE)])
def test_the_end_of_a_sequence_is_told_once_to_who_asked_for_it(
    workspace: Workspace, campaign: Campaign, lea: Member, outcome: str, kind: str
) -> None:
    wants(lea, kind, app=True)
    tom = make_member(workspace)
    wants(tom, kind, app=True)
    place = engaged(campaign)
    for _again in range(2):
        finish([place.contact_id], outcome=outcome, reason="replied", now=MADE_AT)
    assert (told(lea), told(tom)) == ([(kind, True, "")], [])
    notice = Notice.objects.get()
    assert (notice.contact_id, notice.company_id, notice.origin_id) == (
        place.contact_id,
        place.company_id,
        campaign.id,
    )


def test_by_default_an_end_is_told_to_nobody(campaign: Campaign) -> None:
    place = engaged(campaign)
    assert finish([place.contact_id], outcome=Outcome.FAILURE, reason="bounced", now=MADE_AT) == 1
    assert not Notice.objects.exists()


def test_silence_until_the_end_is_a_failure_that_is_told(campaign: Campaign, lea: Member) -> None:
    wants(lea, FAILURE, app=True)
    for _ in range(3):
        engaged(campaign, next_position=1, last_sent_at=MADE_AT)
    assert finish_silent(now=MADE_AT + timedelta(days=6)) == 0
    assert finish_silent(now=MADE_AT + timedelta(days=7)) == 3
    assert told(lea) == [(FAILURE, True, "")] * 3
