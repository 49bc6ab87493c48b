"""A missed call on the timeline and in a delivery: its number is read from its row."""

from __future__ import annotations

import json

from tests.factories import make_contact

from filon.calls.missed.models import InboundCall
from filon.calls.missed.operations import Missed, record_missed
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Workspace
from filon.timeline.models import Event
from filon.timeline.queries import About
from filon.timeline.stream import stream
from filon.timeline.webhooks.payload import bodies

PHONE = "+33199000041"


def call_from(caller: str, clock: VirtualClock) -> Event:
    record_missed(Missed(source="api", key=f"c-{caller}", caller=caller), now=clock.now())
    return Event.objects.filter(kind="crm.call_missed").order_by("-id")[0]


def told(events: list[Event]) -> list[object]:
    return [json.loads(body)["data"].get("more") for body in bodies(events).values()]


def test_the_number_is_told_until_it_is_forgotten(workspace: Workspace, clock: VirtualClock) -> None:
    contact = make_contact(mobile=PHONE)
    event = call_from(PHONE, clock)
    (line,) = [each for each in stream(About(contact_id=contact.id), {}).lines if each.icon == "phone-missed"]
    assert (line.text, line.quote.title) == ("A appelé sans obtenir de réponse", "du 01 99 00 00 41")
    assert told([event]) == [{"phone": PHONE}]
    InboundCall.objects.update(caller="")
    (line,) = [each for each in stream(About(contact_id=contact.id), {}).lines if each.icon == "phone-missed"]
    assert line.quote.title == ""
    assert told([event]) == [None]


def test_a_withheld_number_is_said_to_be(workspace: Workspace, clock: VirtualClock) -> None:
    call_from("anonymous", clock)
    (line,) = stream(About(kinds=("crm.call_missed",)), {}).lines
    assert (line.text, line.quote.title) == ("Appel manqué, numéro masqué", "")
