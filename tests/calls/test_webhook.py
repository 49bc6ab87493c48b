"""Finished rows of a campaign, delivered to its address over real HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from tests.factories import make_call_campaign, make_company, make_member, make_prospect
from tests.webhook_receiver import Receiver

from filon.calls.events import ProspectQualified
from filon.calls.models import Attempt, CallCampaign, Prospect
from filon.calls.operations.campaigns import CampaignFields, change_campaign, create_campaign
from filon.calls.webhook import endpoint_of
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.tenants.models import Member, Workspace
from filon.timeline.events import publish
from filon.timeline.webhooks import addresses, delivering
from filon.timeline.webhooks.models import WebhookDelivery, WebhookEndpoint

Browser = Callable[[Member], Client]
RESULT: dict[str, Any] = {"nature": "ivr", "status": "ivr", "level": 3, "score": 12}


def finish(row: Prospect, clock: VirtualClock) -> None:
    """As the dialer's operation tells of a row that has its last word."""
    told = ProspectQualified(prospect_id=row.id, campaign_id=row.campaign_id, attempts=3, **RESULT)
    publish(told, at=clock.now(), origin_id=row.campaign_id, company_id=row.company_id)


def send() -> int:
    machine = VirtualClock(datetime.now(UTC) + timedelta(seconds=2))
    return delivering.deliver_due(clock=machine, client=addresses.client())


def test_st_25_st_90_a_finished_row_is_delivered_signed_with_all_that_is_known(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    campaign = make_call_campaign(webhook_url=receiver.url)
    columns = {"reference": "C-104", "company": "Fonderie du Lac"}
    row = make_prospect(campaign, company=make_company(name="Fonderie du Lac"), columns=columns, position=7, **RESULT)
    Attempt.objects.create(
        prospect=row, campaign=campaign, phone=row.phone, number=1, action_id=uuid7(), state="over",
        placed_at=clock.now(), audio="calls/a.wav",
    )  # fmt: skip
    finish(row, clock)
    assert send() == 1
    (got,) = receiver.received
    endpoint = WebhookEndpoint.objects.get(origin_id=campaign.id)
    assert got.is_signed_with(endpoint.secret)
    body = got.json()
    told, more = body["data"]["data"], body["data"]["more"]
    assert (body["type"], told["status"], told["level"], told["score"]) == ("calls.qualified", "ivr", 3, 12)
    assert (more["columns"], more["row"], more["colour"], more["company"]) == (columns, 7, "red", "Fonderie du Lac")
    assert (more["phone"], more["label"]) == (row.phone, row.label)
    assert not {"phone", "label"} & set(told)
    assert more["comment"].startswith("Personne au standard")
    assert more["extract_url"].endswith(".wav")
    assert more["changes"] == []


def test_rows_of_other_campaigns_and_other_events_do_not_go_there(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    campaign = make_call_campaign(webhook_url=receiver.url)
    endpoint_of(campaign, now=clock.now())
    finish(make_prospect(make_call_campaign()), clock)
    assert WebhookDelivery.objects.count() == 0
    finish(make_prospect(campaign), clock)
    assert WebhookDelivery.objects.get().kind == "calls.qualified"


def test_nothing_twice_when_the_endpoint_is_there_already(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    campaign = make_call_campaign(webhook_url=receiver.url)
    finish(make_prospect(campaign), clock)
    finish(make_prospect(campaign), clock)
    assert send() == 2
    assert len({got.id for got in receiver.received}) == 2


def test_another_address_is_followed_with_the_same_secret_and_none_ends_it(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    campaign = make_call_campaign(webhook_url="https://former.client.example/")
    former = endpoint_of(campaign, now=clock.now())
    assert former is not None
    CallCampaign.objects.filter(id=campaign.id).update(webhook_url=receiver.url)
    finish(make_prospect(campaign), clock)
    assert send() == 1
    assert receiver.received[0].is_signed_with(former.secret)
    CallCampaign.objects.filter(id=campaign.id).update(webhook_url="")
    finish(make_prospect(campaign), clock)
    assert (send(), WebhookEndpoint.objects.count()) == (0, 0)


def test_an_address_inside_neither_gets_anything_nor_undoes_the_result(
    workspace: Workspace, clock: VirtualClock, client_for: Browser
) -> None:
    campaign = make_call_campaign(webhook_url="https://10.0.0.8/")
    finish(make_prospect(campaign), clock)
    assert WebhookDelivery.objects.count() == 0
    page = client_for(make_member(workspace)).get(f"/appels/{campaign.id}/webhook/").content.decode()
    assert "pas sur l’internet public" in page


def test_the_secret_is_there_before_the_first_call_and_opening_the_page_changes_nothing(
    workspace: Workspace, clock: VirtualClock, client_for: Browser
) -> None:
    fields = CampaignFields(name="Standards", webhook_url="https://crm.client.example/filon")
    campaign = create_campaign(fields, now=clock.now())
    before = WebhookEndpoint.objects.values().get()
    page = client_for(make_member(workspace)).get(f"/appels/{campaign.id}/webhook/").content.decode()
    assert before["secret"] in page
    change_campaign(campaign.id, replace(fields, webhook_url=""), now=clock.now())
    assert not WebhookEndpoint.objects.exists()


def test_the_page_of_the_campaign_shows_the_secret_and_the_deliveries(
    workspace: Workspace, clock: VirtualClock, client_for: Browser, receiver: Receiver
) -> None:
    campaign = make_call_campaign(webhook_url=receiver.url)
    receiver.will_answer(500)
    finish(make_prospect(campaign), clock)
    send()
    page = client_for(make_member(workspace)).get(f"/appels/{campaign.id}/webhook/").content.decode()
    assert WebhookEndpoint.objects.get().secret in page
    assert "500" in page
