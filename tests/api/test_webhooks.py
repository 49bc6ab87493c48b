"""Subscribing and leaving by program (REST hooks)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from filon.kernel.clock import VirtualClock
from filon.tenants.models import Workspace
from filon.timeline.webhooks import operations
from filon.timeline.webhooks.models import WebhookEndpoint
from filon.timeline.webhooks.operations import Wanted

Call = Callable[..., Any]
URL = "https://hooks.client.example/1"


def test_a_st_23_a_tool_subscribes_gets_its_secret_once_and_leaves(call: Call) -> None:
    made = call("POST", "/webhooks", {"url": URL, "kinds": ["mail.replied"]})
    endpoint = WebhookEndpoint.objects.get()
    assert (made.status_code, made.json()["secret"]) == (201, endpoint.secret)
    listed = call("GET", "/webhooks").json()["items"]
    assert [(row["url"], row["kinds"]) for row in listed] == [(URL, ["mail.replied"])]
    assert "secret" not in listed[0]
    assert call("DELETE", f"/webhooks/{endpoint.id}").status_code == 204
    assert WebhookEndpoint.objects.count() == 0


def test_a_kind_that_no_event_has_is_refused_by_name(call: Call) -> None:
    answer = call("POST", "/webhooks", {"url": URL, "kinds": ["mail.sang"]})
    assert answer.status_code == 422
    assert "mail.sang" in answer.json()["detail"]


def test_deliveries_are_listed_newest_first(call: Call, workspace: Workspace, clock: VirtualClock) -> None:
    endpoint = operations.create(Wanted(url=URL), at=clock.now(), by=None)
    made = [call("POST", "/contacts", {"email": f"c{n}@client.example"}).status_code for n in range(2)]
    items = call("GET", f"/webhooks/{endpoint.id}/deliveries").json()["items"]
    assert made == [201, 201]
    assert {row["kind"] for row in items} >= {"crm.contact_added"}
    assert [row["created_at"] for row in items] == sorted((row["created_at"] for row in items), reverse=True)
