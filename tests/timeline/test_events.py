from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import OutsideScope
from filon.tenants.models import Workspace
from filon.timeline import events
from filon.timeline.events import Published, TypedEvent, publish, publish_many, subscribe
from filon.timeline.models import Event
from filon.timeline.queries import About, history


@dataclass(frozen=True, kw_only=True)
class BellRang(TypedEvent):
    kind: ClassVar[str] = "test.bell_rang"
    tone: str
    tower_id: UUID | None = None


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Published]]:
    batches: list[Sequence[Published]] = []
    monkeypatch.setitem(events._listeners, BellRang, [])
    subscribe(BellRang)(batches.append)
    return batches


def test_an_event_is_written_with_what_it_is_about(workspace: Workspace, clock: VirtualClock) -> None:
    company, tower = uuid7(), uuid7()
    publish(BellRang(tone="la", tower_id=tower), at=clock.now(), company_id=company, actor_id=7)
    written = Event.objects.get()
    assert (written.kind, written.at, written.company_id, written.actor_id) == (
        "test.bell_rang",
        clock.now(),
        company,
        7,
    )
    assert written.data == {"tone": "la", "tower_id": str(tower)}


def test_a_listener_hears_a_batch_once_and_in_order(
    workspace: Workspace, clock: VirtualClock, heard: list[Sequence[Published]]
) -> None:
    publish_many(Published(event=BellRang(tone=t), at=clock.now()) for t in ("do", "ré", "mi"))
    assert [[p.event.tone for p in batch] for batch in heard] == [["do", "ré", "mi"]]  # type: ignore[attr-defined]


def test_a_listener_that_fails_undoes_the_change(
    workspace: Workspace, clock: VirtualClock, heard: list[Sequence[Published]]
) -> None:
    def refuse(batch: Sequence[Published]) -> None:
        raise RuntimeError("no")

    subscribe(BellRang)(refuse)
    with pytest.raises(RuntimeError, match="no"):
        publish(BellRang(tone="la"), at=clock.now())
    assert not Event.objects.exists()


def test_nothing_is_published_outside_a_scope(db: None, clock: VirtualClock) -> None:
    with pytest.raises(OutsideScope):
        publish(BellRang(tone="la"), at=clock.now())


@pytest.mark.parametrize("sql", ["update timeline_event set kind = 'x'", "delete from timeline_event"])
def test_what_happened_cannot_be_changed(workspace: Workspace, clock: VirtualClock, sql: str) -> None:
    publish(BellRang(tone="la"), at=clock.now())
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Event.objects.get().kind == "test.bell_rang"


def test_an_event_of_a_month_without_partition_is_kept(workspace: Workspace, clock: VirtualClock) -> None:
    far = clock.now() + timedelta(days=3650)
    publish(BellRang(tone="la"), at=far)
    assert Event.objects.get().at == far


def test_two_events_cannot_share_a_kind() -> None:
    with pytest.raises(TypeError, match="two events are called"):
        type("Twin", (TypedEvent,), {"kind": "test.bell_rang"})


def test_co_19_history_is_newest_first_and_pages_without_gap(workspace: Workspace, clock: VirtualClock) -> None:
    contact = uuid7()
    publish_many(
        Published(event=BellRang(tone=str(n)), at=clock.now() + timedelta(minutes=n // 2), contact_id=contact)
        for n in range(70)
    )
    publish(BellRang(tone="other"), at=clock.now(), contact_id=uuid7())
    seen: list[str] = []
    cursor = ""
    while True:
        found = history(About(contact_id=contact), params={"after": cursor})
        seen += [event.data["tone"] for event in found.rows]
        cursor = found.next
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 70
    assert [int(tone) // 2 for tone in seen] == sorted((int(t) // 2 for t in seen), reverse=True)
