"""What is done to chosen rows: put aside, taken back, called later, handed over, exported."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from tests.factories import make_call_campaign, make_contact, make_member, make_prospect, make_trunk, make_workspace

from filon.actions.models import Action
from filon.actions.operations import revive
from filon.calls.claim import Claimant, claim
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations import NewProspect, activate, add_prospects, finish_attempt, finish_campaigns
from filon.calls.operations.attempts import Finished
from filon.calls.operations.selecting import Chosen, call_later, exclude, include, undo_later
from filon.calls.outcome import End
from filon.calls.states import CampaignState, ProspectState
from filon.calls.web.selecting import chosen, moment
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MACHINE = datetime(2026, 11, 22, 3, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def campaign(workspace: Workspace) -> CallCampaign:
    made = make_call_campaign(trunk=make_trunk(calls_per_second=200), retry_voicemail=False)
    rows = [NewProspect(phone=f"+3319900000{n}", label=f"Site {n}") for n in range(4)]
    add_prospects(made.id, rows, reference="file", now=MONDAY)
    return activate(made.id, now=MONDAY)


@pytest.fixture
def browser(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_member(workspace))


def rows_of(campaign: CallCampaign) -> list[Prospect]:
    return list(campaign.prospects.order_by("position"))


def called(campaign: CallCampaign, *, at: datetime = MONDAY, room: int = 100) -> list[str]:
    machine = MACHINE + (at - MONDAY)
    return sorted(placing.phone for placing in claim(campaign.trunk_id, Claimant("d", room, machine, at)))


def answered(campaign: CallCampaign, heard: str) -> Prospect:
    """The first row, after a call that was answered so."""
    (placing,) = claim(campaign.trunk_id, Claimant("d", 1, MACHINE, MONDAY))
    end = Finished(attempt_id=placing.attempt_id, end=End(heard), ended_s=20, answered_s=5, hold_s=3)
    assert finish_attempt(end, holder="d", now=MONDAY)
    return campaign.prospects.get(phone=placing.phone)


def test_rows_that_are_put_aside_are_not_called_until_they_are_taken_back(campaign: CallCampaign) -> None:
    first, second, *_rest = rows_of(campaign)
    assert exclude(campaign.id, [first.id, second.id], lot="a", now=MONDAY) == Chosen(2, 0)
    assert rows_of(campaign)[0].last_reasons == [{"code": "excluded", "lot": "a"}]
    assert Action.objects.filter(state="cancelled").count() == 2
    assert called(campaign) == ["+33199000002", "+33199000003"]
    assert include(campaign.id, lot="b", now=MONDAY) == 0
    assert include(campaign.id, lot="a", now=MONDAY) == 2
    assert called(campaign, at=MONDAY + timedelta(minutes=1)) == ["+33199000000", "+33199000001"]


def test_the_policy_does_not_call_what_a_person_put_aside_whatever_brings_it_back(campaign: CallCampaign) -> None:
    first, *_rest = rows_of(campaign)
    exclude(campaign.id, [first.id], lot="a", now=MONDAY)
    revive(now=MONDAY, subject_ids=[first.id])
    assert first.phone not in called(campaign)
    assert rows_of(campaign)[0].state == ProspectState.REFUSED


def test_a_row_on_the_line_and_one_with_its_result_are_left_alone(campaign: CallCampaign) -> None:
    over = answered(campaign, "human")
    (placing,) = claim(campaign.trunk_id, Claimant("d", 1, MACHINE + timedelta(seconds=1), MONDAY))
    every = [row.id for row in rows_of(campaign)]
    assert exclude(campaign.id, every, lot="a", now=MONDAY) == Chosen(2, 2)
    states = {row.phone: row.state for row in rows_of(campaign)}
    assert (states[over.phone], states[placing.phone]) == (ProspectState.DONE, ProspectState.CALLING)


def test_rows_are_called_later_and_not_before(campaign: CallCampaign) -> None:
    first, second, *_rest = rows_of(campaign)
    at = MONDAY + timedelta(hours=1)
    assert call_later(campaign.id, [first.id, second.id], at=at, lot="a", now=MONDAY) == Chosen(2, 0)
    assert called(campaign) == ["+33199000002", "+33199000003"]
    assert rows_of(campaign)[0].next_at == at
    assert called(campaign, at=at + timedelta(seconds=1)) == ["+33199000000", "+33199000001"]


def test_calling_later_is_undone_for_the_rows_that_nobody_called_meanwhile(campaign: CallCampaign) -> None:
    first, second, *_rest = rows_of(campaign)
    at = MONDAY + timedelta(hours=1)
    call_later(campaign.id, [first.id], at=at, lot="a", now=MONDAY)
    call_later(campaign.id, [second.id], at=at, lot="b", now=MONDAY)
    assert undo_later(campaign.id, lot="a", now=MONDAY) == 1
    assert rows_of(campaign)[0].next_at is None
    assert called(campaign) == ["+33199000000", "+33199000002", "+33199000003"]
    assert undo_later(campaign.id, lot="a", now=MONDAY) == 0


def test_a_machine_that_answered_is_called_again_while_attempts_are_left_and_back_again(campaign: CallCampaign) -> None:
    row = answered(campaign, "voicemail")
    assert (row.state, row.level, row.status) == (ProspectState.DONE, 3, "voicemail")
    at = MONDAY + timedelta(hours=3)
    call_later(campaign.id, [row.id], at=at, lot="a", now=MONDAY)
    row.refresh_from_db()
    assert (row.state, row.level, row.status, row.finished_at) == (ProspectState.WAITING, None, "", None)
    undo_later(campaign.id, lot="a", now=MONDAY)
    row.refresh_from_db()
    assert (row.state, row.level, row.status, row.finished_at) == (ProspectState.DONE, 3, "voicemail", MONDAY)
    call_later(campaign.id, [row.id], at=at, lot="b", now=MONDAY)
    assert row.phone in called(campaign, at=at + timedelta(hours=2))
    assert row.attempts.order_by("-number").values_list("number", flat=True)[0] == 2


@pytest.mark.parametrize("heard", ["human", "unassigned"])
def test_whoever_answered_and_what_does_not_exist_is_not_called_again(campaign: CallCampaign, heard: str) -> None:
    row = answered(campaign, heard)
    with pytest.raises(Refused):
        call_later(campaign.id, [row.id], at=MONDAY, lot="a", now=MONDAY)
    row.refresh_from_db()
    assert row.state == ProspectState.DONE


def test_st_87_no_fourth_attempt_by_hand_either(campaign: CallCampaign) -> None:
    row = answered(campaign, "voicemail")
    Prospect.objects.filter(id=row.id).update(attempts_made=3)
    with pytest.raises(Refused):
        call_later(campaign.id, [row.id], at=MONDAY, lot="a", now=MONDAY)


def test_a_campaign_that_had_ended_waits_to_be_activated_when_rows_come_back(campaign: CallCampaign) -> None:
    exclude(campaign.id, [row.id for row in rows_of(campaign)], lot="a", now=MONDAY)
    CallCampaign.objects.filter(id=campaign.id).update(state=CampaignState.FINISHED, finished_at=MONDAY)
    include(campaign.id, lot="a", now=MONDAY)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.finished_at) == (CampaignState.PAUSED, None)


def detail(answer: Any) -> Any:
    return json.loads(answer["HX-Trigger"])["filon:done"]["toast"]


def test_ticked_rows_are_put_aside_with_a_click_and_back_with_undo(browser: Client, campaign: CallCampaign) -> None:
    first, second, *_rest = rows_of(campaign)
    stranger = make_prospect()
    url = f"/appels/{campaign.id}/lignes/mise-a-l-ecart/"
    toast = detail(browser.post(url, {"id": [first.id, second.id, stranger.id, "x"]}, headers=HTMX))
    assert toast["text"] == "2 lignes écartées."
    stranger.refresh_from_db()
    assert stranger.state == ProspectState.WAITING
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert page.count('<span class="pill off">Écarté</span>') == 2
    assert "Un utilisateur a écarté ce numéro de la campagne" in page
    assert detail(browser.post(toast["undo"], headers=HTMX))["text"] == "2 lignes sont de nouveau à appeler."
    assert {row.state for row in rows_of(campaign)} == {ProspectState.WAITING}


def test_a_campaign_is_over_again_when_what_came_back_is_undone(campaign: CallCampaign) -> None:
    first, *rest = rows_of(campaign)
    exclude(campaign.id, [row.id for row in rest], lot="rest", now=MONDAY)
    answered(campaign, "voicemail")
    assert finish_campaigns(now=MONDAY) == 1
    call_later(campaign.id, [first.id], at=MONDAY + timedelta(hours=3), lot="later", now=MONDAY)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED
    undo_later(campaign.id, lot="later", now=MONDAY)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.finished_at) == (CampaignState.FINISHED, MONDAY)
    include(campaign.id, lot="rest", now=MONDAY)
    exclude(campaign.id, [row.id for row in rest], lot="again", now=MONDAY)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.FINISHED


def test_more_than_can_be_changed_at_once_are_told_of_and_exported_all(
    browser: Client, campaign: CallCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chosen, "__kwdefaults__", {"most": 3})
    answered(campaign, "human")
    url = f"/appels/{campaign.id}/lignes/"
    export = browser.post(f"{url}export.csv", {"tout": "1"})
    assert len(export.content.decode("utf-8-sig").splitlines()) == 1 + 4
    told = detail(browser.post(f"{url}mise-a-l-ecart/", {"tout": "1"}, headers=HTMX))["text"]
    assert told == "3 lignes écartées, 1 laissée telle quelle."


def test_the_whole_list_as_it_is_filtered_is_chosen_beyond_the_page(browser: Client, campaign: CallCampaign) -> None:
    rows = [NewProspect(phone=f"+3319911{n:04d}", label="Entrepôt") for n in range(60)]
    add_prospects(campaign.id, rows, reference="more", now=MONDAY)
    page = browser.get(f"/appels/{campaign.id}/?q=entrep").content.decode()
    assert '(<span class="num">60</span>)' in page
    url = f"/appels/{campaign.id}/lignes/mise-a-l-ecart/?q=entrep"
    assert detail(browser.post(url, {"tout": "1"}, headers=HTMX))["text"] == "60 lignes écartées."
    assert campaign.prospects.filter(state=ProspectState.WAITING).count() == 4


def test_a_dialog_asks_when_and_says_how_many(browser: Client, campaign: CallCampaign) -> None:
    first, second, *_rest = rows_of(campaign)
    url = f"/appels/{campaign.id}/lignes/plus-tard/"
    dialog = browser.get(url, {"id": [first.id, second.id]}, headers=HTMX).content.decode()
    assert "2 lignes choisies." in dialog
    assert dialog.count('<input type="hidden" name="id"') == 2
    toast = detail(browser.post(url, {"id": [first.id, second.id], "quand": "demain"}, headers=HTMX))
    assert toast["text"] == "2 lignes seront rappelées plus tard."
    assert all(row.next_at for row in rows_of(campaign)[:2])
    assert detail(browser.post(toast["undo"], headers=HTMX))["text"] == "2 lignes sont comme avant."


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("2h", datetime(2026, 3, 27, 21, 0, tzinfo=UTC)),
        ("demain", datetime(2026, 3, 28, 8, 0, tzinfo=UTC)),
        ("lundi", datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),
        ("autre", datetime(2026, 3, 27, 21, 0, tzinfo=UTC)),
    ],
)
def test_the_moments_are_those_of_the_switchboards_clock(choice: str, expected: datetime) -> None:
    friday = datetime(2026, 3, 27, 19, 0, tzinfo=UTC)
    assert moment(choice, now=friday, zone=ZoneInfo("Europe/Paris")).astimezone(UTC) == expected


def test_the_people_behind_the_rows_are_handed_to_what_other_rooms_do(browser: Client, campaign: CallCampaign) -> None:
    person = make_contact()
    known = make_prospect(campaign, contact=person, company=person.company)
    url = f"/appels/{campaign.id}/lignes/contacts/"
    dialog = browser.get(url, {"id": [known.id, rows_of(campaign)[0].id]}, headers=HTMX).content.decode()
    assert f'<input type="hidden" name="id" value="{person.id}" data-person>' in dialog
    assert "1 contact est connu" in dialog
    assert "Engager dans une campagne" in dialog
    switchboard = make_prospect(campaign, company=person.company)
    assert str(person.id) in browser.get(url, {"id": [switchboard.id]}, headers=HTMX).content.decode()
    none = browser.get(url, {"id": [rows_of(campaign)[0].id]}, headers=HTMX).content.decode()
    assert "Aucun contact n’est connu derrière ces lignes." in none


def test_the_chosen_rows_alone_are_exported(browser: Client, campaign: CallCampaign) -> None:
    second = rows_of(campaign)[1]
    answer = browser.post(f"/appels/{campaign.id}/lignes/export.csv", {"id": [second.id]})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].split(";")[0]) == (2, "01 99 00 00 01")
    assert "attachment" in answer["Content-Disposition"]


def test_rows_of_another_workspace_are_out_of_reach(
    campaign: CallCampaign, client_for: Callable[[Member], Client]
) -> None:
    other = make_workspace()
    with scope(other.id):
        stranger = client_for(make_member(other))
    assert stranger.post(f"/appels/{campaign.id}/lignes/mise-a-l-ecart/", {"tout": "1"}).status_code == 404
    assert {row.state for row in rows_of(campaign)} == {ProspectState.WAITING}
