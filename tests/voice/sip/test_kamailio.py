"""The same calls through a real proxy that challenges and records its route."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.voice.sip.peers import binary, bound, sipp
from tests.voice.sip.ports import free_port
from tests.voice.sip.test_matrix import EVENTS_WITHIN_S, PLANS, Plan, judge, offer_at

from filon.voice.trunk import Answered, CallEvent, Failed, Trunk, TrunkSettings

pytestmark = pytest.mark.telephony
CONFIGURATION = Path(__file__).with_name("kamailio.cfg")
THROUGH = (
    "ok_ringing",
    "183_then_200",
    "f404",
    "f486",
    "f480",
    "f603",
    "early183_then_404",
)


@contextlib.asynccontextmanager
async def kamailio() -> AsyncIterator[int]:
    """The proxy on a free port, in a folder of its own; stopped by its process."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "kamailio.cfg"
        written.write_text(CONFIGURATION.read_text().replace("PORT", str(port)))
        command = [binary("kamailio"), "-f", str(written), "-DD", "-E", "-m", "16", "-M", "4"]
        command += ["-w", folder, "-Y", folder, "-P", f"{folder}/k.pid"]
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
        try:
            await bound(port, process)
            yield port
        finally:
            process.terminate()
            await process.wait()


def through(port: int, *, transport: str = "udp", password: str = "secret", register: bool = False) -> TrunkSettings:
    settings = TrunkSettings(host="127.0.0.1", port=port, user="alice", password=password, caller="0199000000")
    return replace(settings, transport=transport, register=register)


async def call(trunk: Trunk, plan: Plan, number: str) -> list[CallEvent]:
    placed = await trunk.place(number, "0199000000", offer_at(free_port()), plan.ring_s)
    seen: list[CallEvent] = []
    async with asyncio.timeout(EVENTS_WITHIN_S):
        async for event in placed.events():
            seen.append(event)
            if isinstance(event, Answered):
                asyncio.get_running_loop().call_later(plan.talk_s, placed.hangup)
    return seen


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_calls_through_a_proxy(transport: str) -> None:
    async def play() -> None:
        async with kamailio() as port, await Trunk.open(through(port, transport=transport)) as trunk:
            for scenario in THROUGH:
                async with sipp(scenario) as peer:
                    seen = await call(trunk, PLANS[scenario], f"01990{peer.port:05d}")
                    assert await peer.result() == 0, (scenario, peer.complaints())
                judge(PLANS[scenario], seen)

    asyncio.run(play())


def test_a_wrong_password_is_told() -> None:
    async def play() -> None:
        async with kamailio() as port, await Trunk.open(through(port, password="wrong")) as trunk:
            last = (await call(trunk, PLANS["ok_ringing"], "0199012345"))[-1]
            assert isinstance(last, Failed)
            assert (last.code, last.cause) == (407, "credentials")

    asyncio.run(play())


@pytest.mark.parametrize(("password", "registered"), [("secret", True), ("wrong", False)])
def test_a_registration_at_a_proxy(password: str, registered: bool) -> None:
    async def play() -> None:
        async with kamailio() as port, await Trunk.open(through(port, password=password, register=True)) as trunk:
            assert trunk.registration
            await asyncio.wait_for(trunk.registration.settled.wait(), 5)
            assert trunk.registration.registered is registered
            assert bool(trunk.registration.problem) is not registered

    asyncio.run(play())
