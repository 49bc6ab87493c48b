"""Several workers at the same endpoint, in transactions of their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import ClassVar

import pytest
from django.db import connection
from tests.webhook_receiver import Receiver

from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.events import Published, TypedEvent, publish_many
from filon.timeline.webhooks import addresses, delivering, operations
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery
from filon.timeline.webhooks.operations import Wanted

EVENTS = 60
WORKERS = 3


@dataclass(frozen=True, kw_only=True)
class GunFired(TypedEvent):
    kind: ClassVar[str] = "test.gun_fired"


@pytest.mark.django_db(transaction=True)
def test_three_workers_send_each_event_once(workspace: Workspace, clock: VirtualClock, receiver: Receiver) -> None:
    receiver.delay_s = 0.01  # so that turns overlap
    operations.create(Wanted(url=receiver.url), at=clock.now(), by=None)
    publish_many(Published(event=GunFired(), at=clock.now()) for _ in range(EVENTS))
    machine, together = VirtualClock(datetime.now(UTC) + timedelta(seconds=2)), Barrier(WORKERS)

    def work() -> None:
        together.wait()
        try:
            with scope(workspace.id):
                while WebhookDelivery.objects.filter(state="waiting").exists():
                    delivering.deliver_due(clock=machine, client=addresses.client())
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with scope(workspace.id):
        assert set(Counter(got.id for got in receiver.received).values()) == {1}
        assert len(receiver.received) == WebhookAttempt.objects.count() == EVENTS
        assert WebhookDelivery.objects.filter(state="delivered").count() == EVENTS
