from __future__ import annotations

from datetime import UTC, datetime

from tests.api.conftest import Call
from tests.factories import make_campaign, make_contact, make_version

from filon.actions.models import Action
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.states import CampaignState
from filon.tenants.models import Workspace


def ready(workspace: Workspace) -> Campaign:
    make_contact()
    make_contact(email="")
    return make_campaign(name="Automne", audience=Audience(everybody=True).as_json(), version=make_version("Un"))


def test_campaigns_are_listed_and_narrowed(workspace: Workspace, call: Call) -> None:
    ready(workspace)
    make_campaign(name="Hiver", state=CampaignState.STOPPED)
    assert {c["name"] for c in call("GET", "/campaigns").json()["items"]} == {"Automne", "Hiver"}
    assert [c["name"] for c in call("GET", "/campaigns?state=stopped").json()["items"]] == ["Hiver"]


def test_one_campaign_has_its_figures(workspace: Workspace, call: Call) -> None:
    campaign = ready(workspace)
    call("POST", f"/campaigns/{campaign.id}/launch")
    answer = call("GET", f"/campaigns/{campaign.id}").json()
    assert answer["figures"] == {
        "engaged": 1,
        "waiting": 1,
        "contacted": 0,
        "sent": 0,
        "replies": 0,
        "opportunities": 1,
    }
    assert (answer["state"], answer["mailbox"]) == ("pending", campaign.mailbox.email if campaign.mailbox else "")


def test_a_program_launches_and_a_manager_still_approves(workspace: Workspace, call: Call) -> None:
    campaign = ready(workspace)
    answer = call("POST", f"/campaigns/{campaign.id}/launch").json()
    assert answer == {"engaged": 1, "left_out": 1, "state": "pending", "approved": False}
    assert call("POST", f"/campaigns/{campaign.id}/launch").status_code == 409


def test_what_is_not_ready_is_a_problem_with_its_sentence(workspace: Workspace, call: Call) -> None:
    campaign = make_campaign(website="")
    answer = call("POST", f"/campaigns/{campaign.id}/launch")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_ready")
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.DRAFT


def test_stopping_tells_what_was_cancelled(workspace: Workspace, call: Call) -> None:
    campaign = ready(workspace)
    call("POST", f"/campaigns/{campaign.id}/launch")
    assert call("POST", f"/campaigns/{campaign.id}/stop").json() == {"cancelled": 1, "state": "stopped"}


def test_statistics_have_one_row_for_each_day(workspace: Workspace, call: Call) -> None:
    campaign = ready(workspace)
    answer = call("GET", f"/campaigns/{campaign.id}/statistics?period=7").json()
    assert (len(answer["days"]), answer["sent"], answer["reply_rate"]) == (7, 0, None)
    assert call("GET", f"/campaigns/{campaign.id}/statistics?period=8").status_code == 422


def test_ol_52_a_program_reads_what_leaves_today_and_why_not(workspace: Workspace, call: Call) -> None:
    campaign = ready(workspace)
    call("POST", f"/campaigns/{campaign.id}/launch")
    Action.objects.update(due_at=datetime.now(UTC))
    answer = call("GET", f"/campaigns/{campaign.id}/upcoming").json()
    assert (answer["leaving"], answer["held"], answer["next"]) == (0, 1, None)
    (line,) = answer["items"]
    assert (line["at"], line["step"], line["opening"]) == (None, 1, True)
    assert "attend sa validation" in line["reasons"][0]
    assert call("GET", f"/campaigns/{campaign.id}/upcoming?page=0").status_code == 422
