"""Nobody burns a number: campaigns and lines of which too many calls are refused stop by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_call_campaign, make_member, make_trunk

from filon.actions.policy import ALARM_AFTER, ALARM_SHARE, burns_the_number
from filon.calls.claim import Claimant, claim
from filon.calls.models import Attempt, CallCampaign, Trunk
from filon.calls.operations import NewProspect, activate, add_prospects, finish_attempt
from filon.calls.operations.attempts import Finished
from filon.calls.outcome import End
from filon.calls.states import CampaignState, TrunkState
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event
from filon.timeline.sentences import SENTENCES
from filon.voice.causes import Outcome as Cause

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MACHINE = datetime(2026, 11, 22, 3, tzinfo=UTC)
NEEDED = round(ALARM_AFTER * ALARM_SHARE)


def running(count: int, *, first: int = 0, trunk: Trunk | None = None) -> CallCampaign:
    line = trunk or make_trunk(calls_per_second=200)
    campaign = make_call_campaign(trunk=line, simultaneous=100, attempts=1)
    rows = [NewProspect(phone=f"+33199{first + n:06d}") for n in range(count)]
    add_prospects(campaign.id, rows, reference="file", now=MONDAY)
    return activate(campaign.id, now=MONDAY)


def call(campaign: CallCampaign, *, refused: int, answered: int, minutes: int = 1) -> None:
    """So many calls, those that are refused last."""
    now = MONDAY + timedelta(minutes=minutes)
    ends = [End("human")] * answered + [End(failed=Cause.REFUSED)] * refused
    for n, end in enumerate(ends):
        (placing,) = claim(campaign.trunk_id, Claimant("d", 1, MACHINE + timedelta(minutes=minutes, seconds=n), now))
        finished = Finished(attempt_id=placing.attempt_id, end=end, ended_s=2, code=403 if end.failed else 200)
        assert finish_attempt(finished, holder="d", now=now)


def state_of(campaign: CallCampaign) -> str:
    campaign.refresh_from_db()
    return campaign.state


@given(calls=st.integers(0, 200), refused=st.integers(0, 200))
def test_the_policy_needs_enough_calls_and_enough_refusals(calls: int, refused: int) -> None:
    stops = burns_the_number(calls=calls, refused=refused)
    assert stops == (calls >= ALARM_AFTER and refused / max(calls, 1) >= ALARM_SHARE)


def test_a_campaign_of_which_too_many_calls_are_refused_is_paused_with_a_sentence(workspace: Workspace) -> None:
    campaign = running(40)
    call(campaign, answered=ALARM_AFTER - NEEDED, refused=NEEDED - 1)
    assert state_of(campaign) == CampaignState.RUNNING
    call(campaign, answered=0, refused=1, minutes=2)
    assert state_of(campaign) == CampaignState.PAUSED
    assert campaign.alarm == {"calls": ALARM_AFTER, "refused": NEEDED}
    event = Event.objects.get(kind="calls.campaign_alarmed")
    assert event.origin_id == campaign.id
    said = SENTENCES["calls.campaign_alarmed"].tell(event.data)
    assert said == "Campagne d’appels mise en pause par Filon : 6 des 20 derniers appels refusés"
    assert claim(campaign.trunk_id, Claimant("d", 9, MACHINE + timedelta(hours=1), MONDAY)) == []


def test_whoever_lets_it_go_on_is_heard_and_the_count_begins_anew(workspace: Workspace) -> None:
    campaign = running(40)
    call(campaign, answered=ALARM_AFTER - NEEDED, refused=NEEDED)
    Trunk.objects.update(state=TrunkState.WORKING)
    assert activate(campaign.id, now=MONDAY + timedelta(minutes=5)).alarm == {}
    call(campaign, answered=0, refused=NEEDED, minutes=6)
    assert state_of(campaign) == CampaignState.RUNNING


def test_a_line_is_paused_though_no_campaign_of_it_has_called_enough(workspace: Workspace) -> None:
    trunk = make_trunk(calls_per_second=200)
    first = running(12, trunk=trunk)
    call(first, answered=8, refused=4)
    CallCampaign.objects.filter(id=first.id).update(state=CampaignState.FINISHED)
    second = running(12, first=500, trunk=trunk)
    call(second, answered=6, refused=2, minutes=3)
    trunk.refresh_from_db()
    assert (trunk.state, state_of(second)) == (TrunkState.PAUSED, CampaignState.RUNNING)
    assert trunk.state_detail == "6 des 20 derniers appels ont été refusés : vérifiez le numéro présenté."
    assert Attempt.objects.filter(outcome=Cause.REFUSED).count() == 6


@pytest.mark.parametrize("cause", [Cause.BUSY, Cause.NO_ANSWER, Cause.UNASSIGNED])
def test_what_the_called_side_merely_does_not_take_is_no_refusal(workspace: Workspace, cause: Cause) -> None:
    campaign = running(30)
    for n in range(25):
        (placing,) = claim(campaign.trunk_id, Claimant("d", 1, MACHINE + timedelta(seconds=n), MONDAY))
        finish_attempt(
            Finished(attempt_id=placing.attempt_id, end=End(failed=cause), ended_s=2), holder="d", now=MONDAY
        )
    assert state_of(campaign) == CampaignState.RUNNING


def test_the_pages_say_why_and_what_to_do(workspace: Workspace, client_for: Callable[[Member], Client]) -> None:
    campaign = make_call_campaign(alarm={"calls": 20, "refused": 7})
    browser = client_for(make_member(workspace))
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert "Filon a mis la campagne en pause" in page
    assert "7 des 20 derniers appels ont été refusés." in page
    assert "En pause : appels refusés" in browser.get("/appels/").content.decode()
