from __future__ import annotations

from tests.api.conftest import Call
from tests.factories import make_call_campaign, make_prospect, make_trunk

from filon.calls.models import CallCampaign
from filon.calls.states import CampaignState
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Workspace


def test_st_86_a_program_makes_a_campaign_adds_numbers_and_lets_it_call(workspace: Workspace, call: Call) -> None:
    trunk = make_trunk()
    made = call("POST", "/call-campaigns", {"name": "Fonderies", "trunk_id": str(trunk.id)}).json()
    assert (made["state"], made["attempts"], made["slots"]) == ("paused", 3, [[9, 12], [14, 18]])
    url = f"/call-campaigns/{made['id']}"
    added = call("POST", f"{url}/prospects", {"prospects": [{"phone": "01 99 00 12 34", "label": "Siège"}]})
    assert (added.status_code, added.json()) == (201, {"added": 1, "known": 0, "credits": 1, "refused": []})
    assert call("POST", f"{url}/activate").json()["state"] == "running"
    assert call("POST", f"{url}/pause").json()["state"] == "paused"
    assert call("GET", url).json()["progress"]["waiting"] == 1


def test_st_86_numbers_are_held_to_the_rules_of_a_file(workspace: Workspace, call: Call, clock: VirtualClock) -> None:
    campaign = make_call_campaign()
    make_prospect(campaign, phone="+33199001234")
    suppress(Kind.PHONE, "+33465710001", reason=Reason.ASKED, now=clock.now())
    given = ["01 99 00 12 34", "0899 70 12 34", "", "06 39 98 12 34", "04 65 71 00 01", "04 65 71 00 02"]
    answer = call(
        "POST", f"/call-campaigns/{campaign.id}/prospects", {"prospects": [{"phone": n} for n in given]}
    ).json()
    assert (answer["added"], answer["known"], answer["credits"]) == (1, 1, 1)
    refused = [(row["row"], row["field"], row["code"]) for row in answer["refused"]]
    assert refused == [
        (2, "phone", "phone_premium"),
        (3, "phone", "cell_missing"),
        (4, "phone", "phone_mobile"),
        (5, "phone", "suppressed"),
    ]


def test_rows_and_their_calls_are_read(workspace: Workspace, call: Call) -> None:
    campaign = make_call_campaign()
    row = make_prospect(campaign, score=80, level=1, nature="human")
    make_prospect(campaign)
    answer = call("GET", f"/call-campaigns/{campaign.id}/prospects?sort=-score&level=1").json()
    assert [each["id"] for each in answer["items"]] == [str(row.id)]
    assert call("GET", f"/call-prospects/{row.id}/attempts").json() == []


def test_what_is_wrong_with_a_campaign_is_named(workspace: Workspace, call: Call) -> None:
    answer = call("POST", "/call-campaigns", {"name": "X", "attempts": 4})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "attempts")
    assert not CallCampaign.objects.exists()


def test_campaigns_are_listed_and_narrowed(workspace: Workspace, call: Call) -> None:
    make_call_campaign(name="Automne")
    make_call_campaign(name="Hiver", state=CampaignState.FINISHED)
    found = call("GET", "/call-campaigns?state=finished").json()["items"]
    assert [each["name"] for each in found] == ["Hiver"]
