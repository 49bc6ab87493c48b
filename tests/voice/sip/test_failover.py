"""A trunk of several addresses, one of which is dead, and a trunk that is reached over IPv6."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace

import pytest
from tests.voice.sip.names import names
from tests.voice.sip.peers import sipp
from tests.voice.sip.ports import free_port
from tests.voice.sip.test_matrix import PLANS, call, judge

from filon.voice.media.engine import MediaEngine
from filon.voice.sip import sdp
from filon.voice.sip.timers import Timers
from filon.voice.trunk import Answered, CallEvent, Ended, Trunk, TrunkSettings

pytestmark = pytest.mark.telephony
SETTINGS = TrunkSettings(host="operator.test", user="alice", password="secret", caller="0199000000")
IMPATIENT = Timers(t1=0.02, t2=0.1, t4=0.1)
ZONE = ("dead.operator.test A 127.0.0.1", "alive.operator.test A 127.0.0.1")


def zone(transport: str, *, dead: int, alive: int) -> tuple[str, ...]:
    return (
        *ZONE,
        f"_sip._{transport}.operator.test SRV 10 1 {dead} dead.operator.test.",
        f"_sip._{transport}.operator.test SRV 20 1 {alive} alive.operator.test.",
    )


@pytest.mark.parametrize("scenario", ["ok_ringing", "auth407", "ring_cancel", "uas_bye"])
def test_a_call_goes_to_the_next_address_and_the_dead_one_is_avoided(scenario: str) -> None:
    async def play() -> None:
        dead = free_port()
        async with (
            sipp(scenario) as peer,
            names(*zone("udp", dead=dead, alive=peer.port)) as (service, _),
            await Trunk.open(replace(SETTINGS, timers=IMPATIENT), names=service) as trunk,
        ):
            assert trunk.agent.peer == ("127.0.0.1", dead)
            seen = await call(trunk, replace(PLANS[scenario], ring_s=4.0))
            assert await peer.result() == 0, peer.complaints()
            judge(PLANS[scenario], seen)
            assert trunk.agent.peer == ("127.0.0.1", peer.port)

    asyncio.run(play())


def test_a_connection_that_is_lost_is_made_to_the_next_address() -> None:
    """The first address accepts, and hangs up on every message."""

    async def play() -> None:
        async def slam(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1)
            writer.transport.abort()

        server = await asyncio.start_server(slam, "127.0.0.1", 0)
        first = server.sockets[0].getsockname()[1]
        settings = replace(SETTINGS, transport="tcp")
        async with (
            server,
            sipp("uas_options", transport="t1") as peer,
            names(*zone("tcp", dead=first, alive=peer.port)) as (service, _),
            await Trunk.open(settings, names=service) as trunk,
        ):
            judge(PLANS["uas_options"], await call(trunk, PLANS["uas_options"]))
            assert await peer.result() == 0, peer.complaints()
            assert trunk.agent.peer == ("127.0.0.1", peer.port)

    asyncio.run(play())


def ipv6() -> None:
    """Skip on a machine that has no IPv6 at all, not even on loopback."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as tried:
            tried.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no ::1")  # containers are often built without


@pytest.mark.parametrize(
    ("host", "transport"), [("::1", "udp"), ("[::1]", "udp"), ("[::1]", "tcp"), ("operator.test", "udp")]
)
def test_a_call_over_ipv6(host: str, transport: str) -> None:
    ipv6()

    async def play() -> list[CallEvent]:
        async with (
            sipp("ipv6", transport="t1" if transport == "tcp" else "u1", address="::1") as peer,
            names("operator.test AAAA ::1") as (service, _),
            await Trunk.open(replace(SETTINGS, host=host, port=peer.port, transport=transport), names=service) as trunk,
        ):
            with MediaEngine() as media:
                session = media.open("::1")
                seen = await spoken_to(trunk, session.offer())
                session.close()
            assert await peer.result() == 0, peer.complaints()
            return seen

    seen = asyncio.run(play())
    answered = next(event for event in seen if isinstance(event, Answered))
    assert (answered.answer.address, type(seen[-1])) == ("::1", Ended)


async def spoken_to(trunk: Trunk, offer: sdp.Offer) -> list[CallEvent]:
    """A call that is hung up as soon as it is answered."""
    placed = await trunk.place("0199000001", "0199000000", offer, 8.0)
    seen: list[CallEvent] = []
    async for event in placed.events():
        seen.append(event)
        if isinstance(event, Answered):
            placed.hangup()
    return seen
