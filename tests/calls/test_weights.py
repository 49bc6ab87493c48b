from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_call_campaign, make_manager, make_member, make_prospect

from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations.campaigns import CampaignFields, create_campaign
from filon.calls.operations.weighing import Weighed, set_weights
from filon.calls.queries.settings import recording_days
from filon.calls.reachability import USUAL, Weights, weights_of
from filon.calls.states import ProspectState
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.tenants.models import Member, Workspace
from filon.timeline.sentences import SENTENCES


@pytest.fixture
def campaign(workspace: Workspace, clock: VirtualClock) -> CallCampaign:
    campaign = make_call_campaign()
    seen = {"state": ProspectState.DONE, "attempts_made": 1, "score": 0}
    make_prospect(campaign, nature="human", hold_s=100.0, ring_s=4.0, label="lent", **seen)
    make_prospect(campaign, nature="ivr", label="menu", **seen)
    make_prospect(campaign, label="jamais appelé")
    set_weights(campaign.id, USUAL, now=clock.now())
    return campaign


def scores(campaign: CallCampaign) -> list[tuple[str, int | None, int | None]]:
    rows: list[Prospect] = list(campaign.prospects.order_by("position"))
    return [(row.label, row.score, row.level) for row in rows]


def test_st_91_every_row_is_recomputed_from_what_it_keeps(campaign: CallCampaign, clock: VirtualClock) -> None:
    assert scores(campaign) == [("lent", 67, 2), ("menu", 48, 3), ("jamais appelé", None, None)]
    assert set_weights(campaign.id, Weights(hold=0), now=clock.now()) == Weighed(rows=2, changed=2)
    assert scores(campaign) == [("lent", 100, 1), ("menu", 80, 3), ("jamais appelé", None, None)]
    assert set_weights(campaign.id, USUAL, now=clock.now()) == Weighed(rows=2, changed=2)
    assert scores(campaign) == [("lent", 67, 2), ("menu", 48, 3), ("jamais appelé", None, None)]
    assert set_weights(campaign.id, USUAL, now=clock.now()) == Weighed(rows=2, changed=0)


def test_a_row_between_two_attempts_is_weighed_without_a_colour(campaign: CallCampaign, clock: VirtualClock) -> None:
    campaign.prospects.filter(label="menu").update(state=ProspectState.WAITING, level=None)
    set_weights(campaign.id, Weights(hold=0), now=clock.now())
    assert scores(campaign)[1] == ("menu", 80, None)


def test_a_new_campaign_starts_from_the_weights_of_the_workspace(
    campaign: CallCampaign, clock: VirtualClock, client_for: Callable[[Member], Client], workspace: Workspace
) -> None:
    manager, url = client_for(make_manager(workspace)), "/reglages/qualification/"
    form = manager.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert shown["recording_days"] == 30
    assert manager.post(url, {**shown, "recording_days": "181"}).status_code == 422
    manager.post(url, {**shown, "hold": "0", "recording_days": "10"})
    assert recording_days() == 10
    made = create_campaign(CampaignFields(name="Neuve"), now=clock.now())
    assert weights_of(made.weights).hold == 0
    assert scores(campaign)[0] == ("lent", 67, 2)
    browser = client_for(make_member(workspace))
    answer = browser.post(f"/appels/{campaign.id}/joignabilite/", {"usual": "1"}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/appels/{campaign.id}/"
    assert "2 lignes recalculées, 2 ont changé." in browser.get(f"/appels/{campaign.id}/").content.decode()
    assert scores(campaign)[0] == ("lent", 100, 1)
    assert browser.get(url).status_code == 403


def test_a_score_in_which_nothing_weighs_is_refused(campaign: CallCampaign, clock: VirtualClock) -> None:
    nothing = Weights(attempts=(0, 0, 0), hold=0, nature={})
    with pytest.raises(Refused):
        set_weights(campaign.id, nothing, now=clock.now())
    campaign.refresh_from_db()
    assert campaign.weights == {}


def test_st_91_a_st_2_the_page_shows_the_usual_weights_and_changes_them(
    campaign: CallCampaign, client_for: Callable[[Member], Client], workspace: Workspace
) -> None:
    browser = client_for(make_member(workspace))
    url = f"/appels/{campaign.id}/joignabilite/"
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert shown == {
        "attempt_1": 40,
        "attempt_2": 25,
        "attempt_3": 10,
        "hold": 40,
        "hold_full_s": 10,
        "hold_none_s": 120,
        "ring": 0,
        "human": 20,
        "ivr": 8,
        "voicemail": 4,
        "silence": 2,
    }
    assert browser.post(url, {**shown, "hold_none_s": "5"}).status_code == 422
    browser.post(url, {**shown, "hold": "0"})
    assert scores(campaign)[0] == ("lent", 100, 1)
    browser.post(url, {"usual": "1"})
    assert scores(campaign)[0] == ("lent", 67, 2)


def test_the_end_of_a_row_is_told_in_a_sentence() -> None:
    tell = SENTENCES["calls.qualified"].tell
    said = tell({"nature": "ivr", "score": 48, "level": 3})
    assert said == "Standard qualifié : SVI, joignabilité 48, à ne pas appeler"
