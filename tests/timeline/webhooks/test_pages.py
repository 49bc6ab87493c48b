"""Settings › Webhooks, by a manager's browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.factories import PASSWORD, make_manager, make_member
from tests.webhook_receiver import Receiver

from filon.kernel.clock import SystemClock, VirtualClock
from filon.tenants import operations as tenants
from filon.tenants.models import Member, Workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.states import Role
from filon.timeline.webhooks import addresses, delivering, operations
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.operations import Wanted

Browser = Callable[[Member], Client]
URL = "https://crm.client.example/filon"


@pytest.fixture
def browser(workspace: Workspace) -> Client:
    """A manager who has just proven who they are."""
    now = SystemClock().now()
    user = tenants.create_user(NewUser(email="claire@atelier.example", password=PASSWORD))
    tenants.add_member(workspace=workspace, user=user, role=Role.MANAGER, at=now)
    client = Client()
    client.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    return client


def made(clock: VirtualClock, url: str = URL) -> WebhookEndpoint:
    return operations.create(Wanted(url=url), at=clock.now(), by=None)


def test_the_secret_is_in_the_answer_that_makes_it_and_on_no_page(browser: Client) -> None:
    answer = browser.post("/webhooks/nouveau/", {"url": URL, "label": "CRM", "kinds": ["mail.replied"]})
    endpoint = WebhookEndpoint.objects.get()
    assert (endpoint.url, endpoint.kinds) == (URL, ["mail.replied"])
    assert endpoint.secret in answer.content.decode()
    for page in ("/webhooks/", f"/webhooks/{endpoint.id}/", f"/webhooks/{endpoint.id}/modifier/"):
        shown = browser.get(page).content.decode()
        assert "crm.client.example" in shown or "CRM" in shown
        assert endpoint.secret not in shown


@pytest.mark.parametrize(
    "url",
    [
        "http://crm.client.example/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://claire:secret@crm.client.example/",
        "ftp://crm.client.example/",
        "https://[crm/",
        "crm",
    ],
)
def test_an_address_that_could_not_be_delivered_to_is_refused_beside_its_field(browser: Client, url: str) -> None:
    answer = browser.post("/webhooks/nouveau/", {"url": url})
    assert answer.status_code == 422
    assert "url" in answer.context["form"].errors
    assert WebhookEndpoint.objects.count() == 0


def test_only_managers_see_webhooks(workspace: Workspace, client_for: Browser) -> None:
    assert client_for(make_member(workspace)).get("/webhooks/").status_code == 403


def test_a_new_secret_and_a_change_ask_who_you_are_first(
    workspace: Workspace, clock: VirtualClock, client_for: Browser
) -> None:
    endpoint, client = made(clock), client_for(make_manager(workspace))
    for page in ("/webhooks/nouveau/", f"/webhooks/{endpoint.id}/modifier/"):
        assert client.get(page)["Location"].startswith("/compte/reauthenticate/")
    assert client.post(f"/webhooks/{endpoint.id}/secret/")["Location"].startswith("/compte/reauthenticate/")
    endpoint.refresh_from_db()
    assert endpoint.former_secret == ""


def test_a_changed_secret_is_shown_once(browser: Client, clock: VirtualClock) -> None:
    endpoint = made(clock)
    answer = browser.post(f"/webhooks/{endpoint.id}/secret/").content.decode()
    changed = WebhookEndpoint.objects.get()
    assert changed.secret in answer
    assert changed.former_secret == endpoint.secret != changed.secret


def test_a_trial_its_answer_and_its_replay(browser: Client, clock: VirtualClock, receiver: Receiver) -> None:
    endpoint = made(clock, receiver.url)
    receiver.will_answer(410)
    browser.post(f"/webhooks/{endpoint.id}/essai/")
    machine = VirtualClock(datetime.now(UTC) + timedelta(seconds=2))
    delivering.deliver_due(clock=machine, client=addresses.client())
    delivery = WebhookDelivery.objects.get()
    page = browser.get(f"/webhooks/livraisons/{delivery.id}/").content.decode()
    assert "410" in page
    assert str(delivery.event_id) in page
    WebhookDelivery.objects.update(state="failed", next_at=None)
    browser.post(f"/webhooks/{endpoint.id}/reprise/")
    browser.post(f"/webhooks/livraisons/{delivery.id}/rejouer/")
    machine.advance(timedelta(minutes=5))
    assert delivering.deliver_due(clock=machine, client=addresses.client()) == 1
    assert WebhookDelivery.objects.get().state == "delivered"


def test_a_paused_endpoint_gets_nothing_and_offers_to_go_on(browser: Client, clock: VirtualClock) -> None:
    endpoint = made(clock)
    browser.post(f"/webhooks/{endpoint.id}/pause/")
    assert WebhookEndpoint.objects.get().state == "stopped"
    browser.post(f"/webhooks/{endpoint.id}/essai/")
    assert WebhookDelivery.objects.count() == 0
    browser.post(f"/webhooks/{endpoint.id}/reprise/")
    assert WebhookEndpoint.objects.get().state == "active"


def test_a_deleted_endpoint_is_gone(browser: Client, clock: VirtualClock) -> None:
    endpoint = made(clock)
    browser.post(f"/webhooks/{endpoint.id}/supprimer/")
    assert WebhookEndpoint.objects.count() == 0
    assert browser.get(f"/webhooks/{endpoint.id}/").status_code == 404


def test_events_are_named_in_words_beside_the_names_that_programs_know(browser: Client, clock: VirtualClock) -> None:
    form = browser.get("/webhooks/nouveau/").content.decode()
    assert "<span>Réponse reçue <code>mail.replied</code></span>" in form
    assert "Appel manqué <code>crm.call_missed</code>" in form
    endpoint = operations.create(Wanted(url=URL, kinds=["mail.replied"]), at=clock.now(), by=None)
    operations.test(endpoint, at=clock.now(), by=Member.objects.get().user)
    page = browser.get(f"/webhooks/{endpoint.id}/").content.decode()
    assert "Réponse reçue <code>mail.replied</code>" in page
    assert "<strong>Essai d’un webhook</strong></a> <code>timeline.webhook_tested</code>" in page


def test_a_disabled_webhook_says_what_it_answered_last_and_is_tried_again(browser: Client, clock: VirtualClock) -> None:
    endpoint = made(clock)
    operations.test(endpoint, at=clock.now(), by=Member.objects.get().user)
    WebhookEndpoint.objects.update(state="disabled", failing_since=clock.now())
    delivery = WebhookDelivery.objects.get()
    WebhookAttempt.objects.create(delivery=delivery, at=clock.now(), error="timeout", took_ms=15_000)
    assert "Dernière réponse : pas de réponse à temps" in browser.get(f"/webhooks/{endpoint.id}/").content.decode()
    browser.post(f"/webhooks/{endpoint.id}/reprise/")
    endpoint.refresh_from_db()
    delivery.refresh_from_db()
    assert endpoint.state == "active"
    assert delivery.next_at <= SystemClock().now()
