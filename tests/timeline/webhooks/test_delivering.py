"""Deliveries to a receiver over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import transaction
from tests.factories import make_manager, make_workspace
from tests.webhook_receiver import Receiver

from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.events import Published, TypedEvent, publish
from filon.timeline.models import Event
from filon.timeline.webhooks import addresses, delivering, operations, schedule
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.operations import Wanted


@dataclass(frozen=True, kw_only=True)
class GateOpened(TypedEvent):
    kind: ClassVar[str] = "test.gate_opened"
    gate: str = "north"


@dataclass(frozen=True, kw_only=True)
class GateClosed(TypedEvent):
    kind: ClassVar[str] = "test.gate_closed"


@pytest.fixture
def machine() -> VirtualClock:
    """The machine's time; the database stamps deliveries with its own."""
    return VirtualClock(datetime.now(UTC) + timedelta(seconds=2))


def listen(url: str, *kinds: str, clock: VirtualClock) -> WebhookEndpoint:
    return operations.create(Wanted(url=url, kinds=kinds), at=clock.now(), by=None)


def opened(clock: VirtualClock, **about: UUID) -> Published:
    return publish(GateOpened(), at=clock.now(), **about)


def go(machine: VirtualClock, *, after: timedelta = timedelta(0)) -> int:
    machine.advance(after)
    return delivering.deliver_due(clock=machine, client=addresses.client())


def test_a_st_22_an_event_arrives_signed_with_its_own_id(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    endpoint, company = listen(receiver.url, clock=clock), uuid7()
    told = opened(clock, company_id=company)
    assert go(machine) == 1
    (got,) = receiver.received
    assert got.id == str(told.id)
    assert got.is_signed_with(endpoint.secret)
    assert got.headers["webhook-timestamp"] == str(int(machine.now().timestamp()))
    body = got.json()
    assert (body["type"], body["timestamp"]) == ("test.gate_opened", clock.now().isoformat())
    assert (body["data"]["company_id"], body["data"]["data"]) == (str(company), {"gate": "north"})


def test_what_was_delivered_does_not_go_out_again(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    assert [go(machine), go(machine, after=timedelta(days=2))] == [1, 0]
    delivery = WebhookDelivery.objects.get()
    assert (delivery.state, delivery.attempts_made, delivery.last_code) == ("delivered", 1, 204)
    assert WebhookAttempt.objects.get().code == 204


def test_an_endpoint_gets_the_events_it_chose_and_no_others(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    chosen, everything = listen(receiver.url, "test.gate_closed", clock=clock), listen(receiver.url, clock=clock)
    opened(clock)
    publish(GateClosed(), at=clock.now())
    kinds = {
        endpoint.id: set(WebhookDelivery.objects.filter(endpoint=endpoint).values_list("kind", flat=True))
        for endpoint in (chosen, everything)
    }
    assert kinds == {chosen.id: {"test.gate_closed"}, everything.id: {"test.gate_opened", "test.gate_closed"}}


def test_an_endpoint_of_a_campaign_hears_of_that_campaign_only(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    ours, theirs = uuid7(), uuid7()
    operations.keep_for_origin(ours, url=receiver.url, kinds=["test.gate_opened"], at=clock.now())
    opened(clock, origin_id=theirs)
    told = opened(clock, origin_id=ours)
    assert WebhookDelivery.objects.get().event_id == told.id


def test_another_workspace_hears_nothing(workspace: Workspace, clock: VirtualClock, receiver: Receiver) -> None:
    with scope(make_workspace().id):
        listen(receiver.url, clock=clock)
    opened(clock)
    assert WebhookDelivery.objects.count() == 0


def test_an_event_that_is_undone_leaves_no_delivery(
    workspace: Workspace, clock: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    with transaction.atomic():
        opened(clock)
        transaction.set_rollback(True)
    assert (WebhookDelivery.objects.count(), Event.objects.count()) == (0, 0)


def test_a_st_22_a_refusal_is_tried_again_under_the_same_id(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    receiver.will_answer(500, 302)
    assert [go(machine), go(machine), go(machine, after=timedelta(seconds=6))] == [1, 0, 1]
    assert go(machine, after=timedelta(minutes=6)) == 1
    assert len({got.id for got in receiver.received}) == 1
    assert list(WebhookAttempt.objects.order_by("at").values_list("code", flat=True)) == [500, 302, 204]


def test_a_st_22_after_ten_attempts_it_has_failed_until_somebody_replays_it(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    receiver.will_answer(*[500] * 10)
    tried = 0
    while WebhookDelivery.objects.get().state == "waiting":
        WebhookEndpoint.objects.update(failing_since=None)  # as when other events arrive meanwhile
        tried += go(machine, after=timedelta(hours=27))
    assert tried == 10
    failed = WebhookDelivery.objects.get()
    assert (failed.state, failed.next_at) == ("failed", None)
    operations.replay(failed, now=machine.now())
    assert go(machine) == 1
    assert WebhookDelivery.objects.get().state == "delivered"
    assert len({got.id for got in receiver.received}) == 1


def test_retry_after_is_kept_and_the_endpoint_left_alone_meanwhile(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock), opened(clock)
    receiver.will_answer(429, retry_after="600")
    assert go(machine) == 1
    assert go(machine, after=timedelta(minutes=9)) == 0
    assert go(machine, after=timedelta(minutes=2)) == 2


def test_a_receiver_that_says_it_is_gone_is_disabled_and_people_are_told(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    receiver.will_answer(410)
    go(machine)
    assert WebhookEndpoint.objects.get().state == "disabled"
    told = Event.objects.get(kind="timeline.webhook_disabled")
    assert (told.data["reason"], told.data["host"]) == ("gone", "127.0.0.1")
    opened(clock)
    assert go(machine, after=timedelta(days=1)) == 0


def test_five_days_of_failures_disable_an_endpoint_and_a_success_starts_the_count_anew(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    receiver.will_answer(500, 204, 500, 500)
    go(machine)
    go(machine, after=timedelta(days=4))
    opened(clock)
    machine.advance(timedelta(days=2))
    go(machine)
    assert WebhookEndpoint.objects.get().state == "active"
    go(machine, after=schedule.GIVEN_UP_AFTER)
    assert WebhookEndpoint.objects.get().state == "disabled"
    assert Event.objects.get(kind="timeline.webhook_disabled").data["reason"] == "failing"


def test_a_worker_that_dies_after_the_post_sends_the_same_id_once_the_lease_is_over(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    told = opened(clock)
    (turn,) = delivering.claim(now=machine.now())
    list(delivering.post_all(turn, clock=machine, client=addresses.client()))  # and then the machine goes down
    assert go(machine) == 0
    assert go(machine, after=delivering.LEASE + timedelta(seconds=1)) == 1
    assert [got.id for got in receiver.received] == [str(told.id)] * 2
    assert WebhookDelivery.objects.get().state == "delivered"


def test_what_a_turn_does_not_reach_is_free_at_once(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock), opened(clock)
    receiver.will_answer(503)
    assert go(machine) == 1
    assert go(machine, after=schedule.REST) == 2


def test_both_secrets_sign_for_a_day_after_a_rotation(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    former = listen(receiver.url, clock=clock)
    by = make_manager(workspace).user
    secret = operations.rotate(former, at=clock.now(), now=machine.now(), by=by)
    opened(clock)
    go(machine)
    machine.advance(operations.ROTATION)
    opened(clock)
    go(machine)
    signed = [(got.is_signed_with(secret), got.is_signed_with(former.secret)) for got in receiver.received]
    assert signed == [(True, True), (True, False)]


def test_nothing_inside_is_reached_unless_the_host_opened_it(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    assert delivering.deliver_due(clock=machine, client=replace(addresses.client(), allowed=())) == 1
    assert receiver.received == []
    assert WebhookDelivery.objects.get().last_error == "address"


def test_a_trial_goes_to_its_endpoint_alone_whatever_that_one_wants(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    chosen = listen(receiver.url, "test.gate_closed", clock=clock)
    operations.test(chosen, at=clock.now(), by=make_manager(workspace).user)
    assert go(machine) == 1
    assert WebhookDelivery.objects.get().endpoint_id == chosen.id
    assert receiver.received[0].json()["type"] == "timeline.webhook_tested"


def test_a_trial_does_not_wait_until_the_endpoint_has_rested(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    endpoint = listen(receiver.url, clock=clock)
    opened(clock)
    receiver.will_answer(503)
    assert [go(machine), go(machine)] == [1, 0]
    operations.test(endpoint, at=clock.now(), by=make_manager(workspace).user)
    assert go(machine) == 1


def test_old_deliveries_are_forgotten_and_the_events_stay(
    workspace: Workspace, clock: VirtualClock, machine: VirtualClock, receiver: Receiver
) -> None:
    listen(receiver.url, clock=clock)
    opened(clock)
    go(machine)
    opened(clock)
    operations.forget_old(before=datetime.now(UTC) + timedelta(days=1))
    assert WebhookDelivery.objects.get().state == "waiting"
    assert Event.objects.count() == 2
