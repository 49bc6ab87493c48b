from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_user

from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.timeline import names, quotes
from filon.timeline.events import TypedEvent, publish
from filon.timeline.models import Event
from filon.timeline.names import Name
from filon.timeline.queries import PAGE_SIZE, About
from filon.timeline.quotes import Quote
from filon.timeline.sentences import SENTENCES, Sentence
from filon.timeline.stream import Stream, stream

pytestmark = pytest.mark.usefixtures("workspace")


@dataclass(frozen=True, kw_only=True)
class DoorOpened(TypedEvent):
    kind: ClassVar[str] = "test.door_opened"


def known_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    return {key: Name("Automne", "/a/") for key in ids}


def whispers(events: Collection[Event]) -> dict[UUID, Quote]:
    return {event.id: Quote(text="Entrez.") for event in events}


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SENTENCES, DoorOpened.kind, Sentence(lambda _data: "Porte ouverte", "door-open", "good"))
    monkeypatch.setitem(names._resolvers, "origin_id", [known_names])
    monkeypatch.setitem(quotes._resolvers, DoorOpened.kind, whispers)


def opened(clock: VirtualClock, contact: UUID, **about: object) -> None:
    publish(DoorOpened(), at=clock.now(), contact_id=contact, **about)  # type: ignore[arg-type]  # names of the envelope
    clock.advance(timedelta(minutes=1))


def test_a_line_says_what_by_whom_about_what_and_quotes(clock: VirtualClock) -> None:
    contact, ana = uuid7(), make_user(first_name="Ana", last_name="Ruiz")
    opened(clock, contact, origin_id=uuid7(), actor_id=ana.pk)
    (line,) = stream(About(contact_id=contact), {}).lines
    assert (line.text, line.icon, line.tone, line.by) == ("Porte ouverte", "door-open", "ok", "Ana Ruiz")
    assert (line.about, line.quote.text) == ((Name("Automne", "/a/"),), "Entrez.")


def test_a_page_costs_the_same_queries_for_one_event_and_for_three(clock: VirtualClock) -> None:
    contact, ana = uuid7(), make_user()

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            stream(About(contact_id=contact), {})
        return len(caught)

    opened(clock, contact, actor_id=ana.pk)
    one = queries()
    for _ in range(2):
        opened(clock, contact, actor_id=ana.pk)
    assert queries() == one


def test_older_events_follow_by_their_cursor(clock: VirtualClock) -> None:
    contact = uuid7()
    for _ in range(PAGE_SIZE + 2):
        opened(clock, contact)
    newest: Stream = stream(About(contact_id=contact), {})
    oldest = stream(About(contact_id=contact), {"after": newest.next})
    assert (len(newest.lines), len(oldest.lines), oldest.next) == (PAGE_SIZE, 2, "")
    assert newest.lines[-1].at > oldest.lines[0].at


def test_an_event_of_a_newer_version_is_told_by_its_kind(clock: VirtualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(SENTENCES, DoorOpened.kind)
    contact = uuid7()
    opened(clock, contact)
    assert stream(About(contact_id=contact), {}).lines[0].text == "test.door_opened"
