"""Dialers over real SIP on loopback; a word comes after a moment, as if something had been heard."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError
from tests.factories import make_call_campaign, make_trunk
from tools.drill_dialers import Ears, Room
from tools.drill_ledger import Ledger
from tools.ledger_sip import Switchboard, open_board

from filon.calls import desk
from filon.calls.conversation import converse
from filon.calls.dialer import Dialer
from filon.calls.models import Attempt, CallCampaign, Prospect
from filon.calls.operations import NewProspect, activate, add_prospects, pause
from filon.calls.report import Asked
from filon.calls.states import LIVE
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.voice.trunk import Trunk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("dialer")]

WITHIN_S = 60.0


class Line:
    """A switchboard with its ledger, and dialers that come and go."""

    def __init__(self, workspace_id: UUID, board: Switchboard, lines: list[str]) -> None:
        self.workspace_id = workspace_id
        self.board = board
        self._lines = lines
        self._stop = asyncio.Event()
        self._running: list[asyncio.Task[None]] = []

    def start(self, name: str) -> Dialer:
        dialer = Dialer(Room(), name=name)
        self._running.append(asyncio.create_task(dialer.run(self._stop)))
        return dialer

    async def stop(self) -> None:
        self._stop.set()
        await asyncio.gather(*self._running)

    def ledger(self) -> Ledger:
        return Ledger([json.loads(line) for line in self._lines])

    async def ask(self, question: Callable[[], object]) -> object:
        def inside() -> object:
            with scope(self.workspace_id):
                return question()

        return await sync_to_async(inside)()

    async def until(self, question: Callable[[], object]) -> None:
        deadline = time.monotonic() + WITHIN_S
        while not await self.ask(question):
            assert time.monotonic() < deadline, "it did not come"
            await asyncio.sleep(0.05)


def on_a_line(workspace, journey: Callable[[Line], Awaitable[None]]) -> Ledger:
    async def run() -> Ledger:
        lines: list[str] = []
        line = Line(workspace.id, await open_board(lines.append), lines)
        try:
            await journey(line)
        finally:
            await line.stop()
        await asyncio.sleep(0.2)
        return line.ledger()

    return asyncio.run(run())


def seed(port: int, *numbers: str, **fields) -> CallCampaign:
    """A campaign that calls at any hour."""
    trunk = make_trunk(port=port, calls_per_second=50, max_concurrent=fields.pop("max_concurrent", 10))
    always = {"days": list(range(7)), "slots": [[0, 24]], "skip_holidays": False, "delay_hours": 1}
    campaign = make_call_campaign(trunk=trunk, **{**always, **fields})
    now = SystemClock().now()
    add_prospects(campaign.id, [NewProspect(phone=number) for number in numbers], reference="a", now=now)
    return activate(campaign.id, now=now)


def numbers(count: int) -> list[str]:
    """That pick up."""
    return [f"+3319900{n:04d}1" for n in range(count)]


def finished() -> bool:
    return CallCampaign.objects.get().state == "finished"


def live() -> int:
    return Attempt.objects.filter(state__in=LIVE).count()


def test_two_dialers_call_everybody_once_within_the_caps(workspace):
    async def journey(line: Line) -> None:
        await line.ask(lambda: seed(line.board.port, *numbers(24), simultaneous=4))
        line.start("one")
        line.start("two")
        await line.until(finished)

    ledger = on_a_line(workspace, journey)
    assert len(ledger.calls()) == 24
    assert ledger.most_at_once() <= 4
    assert (ledger.overlapping(), ledger.left_up()) == (0, 0)
    assert set(Attempt.objects.values_list("holder", flat=True)) == {"one", "two"}
    assert set(Prospect.objects.values_list("nature", "level")) == {("human", 1)}


def test_a_result_that_cannot_be_written_at_once_is_written_and_nobody_is_called_for_it(workspace, monkeypatch):
    away, finish = iter([True, True]), desk.finish

    def finish_later(*given, **named):
        if next(away, False):
            raise OperationalError("the database is away")
        return finish(*given, **named)

    async def journey(line: Line) -> None:
        monkeypatch.setattr(desk, "finish", finish_later)
        await line.ask(lambda: seed(line.board.port, *numbers(1)))
        line.start("one")
        await line.until(finished)

    ledger = on_a_line(workspace, journey)
    assert len(ledger.calls()) == 1
    assert list(Attempt.objects.values_list("state", "nature")) == [("over", "human")]
    assert next(away, None) is None


def test_busy_and_unassigned_numbers(workspace):
    async def journey(line: Line) -> None:
        await line.ask(lambda: seed(line.board.port, "+33199000008", "+33199000009", attempts=1))
        line.start("one")
        await line.until(finished)

    on_a_line(workspace, journey)
    rows = dict(Prospect.objects.values_list("phone", "status"))
    assert rows == {"+33199000008": "unassigned", "+33199000009": "no_answer"}
    assert list(Attempt.objects.order_by("phone").values_list("code", flat=True)) == [404, 486]


def test_st_95_pausing_begins_no_call_and_lets_those_that_are_up_end(workspace):
    async def journey(line: Line) -> None:
        campaign = await line.ask(lambda: seed(line.board.port, *numbers(40), simultaneous=4))
        line.start("one")
        await line.until(lambda: live() >= 3)
        await line.ask(lambda: pause(campaign.id, now=SystemClock().now()))
        begun = await line.ask(Attempt.objects.count)
        await line.until(lambda: not live())
        assert await line.ask(Attempt.objects.count) == begun

    ledger = on_a_line(workspace, journey)
    assert ledger.left_up() == 0
    assert Prospect.objects.filter(state="waiting").count() > 0
    assert not Attempt.objects.exclude(nature="human").exists()


class Deaf(Ears):
    """Nothing is ever heard: the call stays up."""

    def listen(self, told: object = None) -> None:
        pass


async def die_with_calls_up(line: Line, *, count: int) -> None:
    """Place calls as a dialer does, and fall silent: no word to the far ends, none to the database."""
    ref = (await line.ask(desk.open_trunks))[0]
    claimed = await line.ask(lambda: desk.claim_on(ref, holder="dead", room=count))
    trunk = await Trunk.open(claimed.trunk)
    calls = []
    for placing in claimed.placings:

        async def watch(dialog, up, attempt_id=placing.attempt_id):
            return await line.ask(lambda: desk.note(ref, attempt_id, dialog, holder="dead", up=up))

        asked = Asked(placing.phone, placing.caller)
        calls.append(asyncio.create_task(converse(asked, line=trunk, audio=Deaf(), watch=watch)))
    await line.until(lambda: Attempt.objects.filter(state="up").count() == count)
    trunk.agent.close()
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    await line.ask(lambda: Attempt.objects.update(lease_until=datetime(2020, 1, 1, tzinfo=UTC)))


def test_calls_of_a_dead_dialer_are_interrupted_and_their_far_ends_told(workspace):
    async def journey(line: Line) -> None:
        await line.ask(lambda: seed(line.board.port, *numbers(3), simultaneous=3))
        await die_with_calls_up(line, count=3)
        assert len(line.board.up) == 3
        line.start("alive")
        await line.until(lambda: not line.board.up)
        await line.until(lambda: not Attempt.objects.filter(hung_up=False).exists())

    ledger = on_a_line(workspace, journey)
    assert ledger.left_up() == 0
    assert set(Attempt.objects.values_list("state", "number")) == {("interrupted", 1)}
    rows = Prospect.objects.all()
    assert set(rows.values_list("state", "attempts_made")) == {("waiting", 1)}
    assert rows.first().next_at > SystemClock().now() + timedelta(minutes=59)


def test_a_dialer_that_is_told_to_stop_leaves_nobody_on_the_line(workspace):
    async def journey(line: Line) -> None:
        await line.ask(lambda: seed(line.board.port, *numbers(20), simultaneous=5))
        line.start("one")
        await line.until(lambda: live() >= 3)

    ledger = on_a_line(workspace, journey)
    assert ledger.left_up() == 0
    assert live() == 0
    assert len(ledger.calls()) == Attempt.objects.count()


def test_a_call_that_breaks_off_is_interrupted_and_counted(workspace):
    seed(9, *numbers(1), simultaneous=1)
    ref = desk.open_trunks()[0]
    (placing,) = desk.claim_on(ref, holder="one", room=5).placings
    assert desk.drop(ref, placing.attempt_id, holder="one", ended_s=0.0)
    assert Attempt.objects.get().state == "interrupted"
    assert Prospect.objects.get().attempts_made == 1


def test_a_call_that_its_dialer_lost_from_sight_is_given_up_and_the_others_are_not(workspace):
    seed(9, *numbers(2), simultaneous=2)
    ref = desk.open_trunks()[0]
    lost, followed = desk.claim_on(ref, holder="one", room=5).placings
    Attempt.objects.update(lease_until=datetime(2020, 1, 1, tzinfo=UTC))
    desk.keep_alive({workspace.id: [followed.attempt_id]}, holder="one")
    assert desk.reap() == 1
    states = dict(Attempt.objects.values_list("id", "state"))
    assert states == {lost.attempt_id: "interrupted", followed.attempt_id: "placing"}


def test_the_sentence_of_a_campaign_goes_with_its_calls_in_the_language_of_the_workspace(workspace):
    seed(9, *numbers(1), simultaneous=1)
    CallCampaign.objects.update(probe_text="Bonjour, ceci est un appel automatique.")
    (placing,) = desk.claim_on(desk.open_trunks()[0], holder="one", room=5).placings
    assert (placing.sentence, placing.language) == ("Bonjour, ceci est un appel automatique.", "fr")


def test_a_dialer_never_gives_up_the_calls_that_it_follows(workspace):
    seed(9, *numbers(1), simultaneous=2)
    (mine,) = desk.claim_on(desk.open_trunks()[0], holder="one", room=5).placings
    Attempt.objects.update(lease_until=datetime(2020, 1, 1, tzinfo=UTC))
    assert desk.reap(spare=[mine.attempt_id]) == 0
