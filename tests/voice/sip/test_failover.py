"""A trunk of several addresses, one of which is dead, and a trunk that is reached over IPv6."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from typing import cast

import pytest
from tests.voice.sip.names import names
from tests.voice.sip.peers import missing, sipp
from tests.voice.sip.ports import free_port
from tests.voice.sip.test_matrix import PLANS, call, judge

from filon.voice.media.engine import MediaEngine
from filon.voice.sip import sdp
from filon.voice.sip.message import Request, parse
from filon.voice.sip.timers import FAILOVER_S, STANDARD, Timers
from filon.voice.trunk import Answered, CallEvent, Ended, Failed, Trunk, TrunkSettings

pytestmark = pytest.mark.telephony
SETTINGS = TrunkSettings(host="operator.test", user="alice", password="secret", caller="0199000000")
IMPATIENT_OF_NOBODY = STANDARD.patience
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


async def first_words(trunk: Trunk) -> tuple[float, list[CallEvent]]:
    """Seconds until the trunk said something, and all that came of the call, which is hung up once answered."""
    clock = asyncio.get_running_loop().time
    began, heard = clock(), 0.0
    placed = await trunk.place("0199000001", "0199000000", sdp.Offer("127.0.0.1", 20_000), 20.0)
    seen: list[CallEvent] = []
    async for event in placed.events():
        heard = heard or clock() - began
        seen.append(event)
        if isinstance(event, Answered):
            placed.hangup()
    return heard, seen


def test_an_address_where_nobody_listens_is_left_at_once() -> None:
    """Its machine says so (ICMP), where timer B would take 32 seconds and the wait for a silent one four."""

    async def play() -> None:
        async with (
            sipp("ok_ringing") as peer,
            names(*zone("udp", dead=free_port(), alive=peer.port)) as (service, _),
            await Trunk.open(SETTINGS, names=service) as trunk,
        ):
            waited, seen = await first_words(trunk)
            assert await peer.result() == 0, peer.complaints()
        assert (waited < FAILOVER_S, type(seen[-1])) == (True, Ended)

    asyncio.run(play())


class Mute(asyncio.DatagramProtocol):
    """Takes everything and says nothing, until it is told to ring."""

    def __init__(self) -> None:
        self.got: list[Request] = []
        self.news = asyncio.Event()
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        request = parse(data)
        assert isinstance(request, Request)
        request.source = addr[:2]
        self.got.append(request)
        self.news.set()

    def say(self, code: int, *headers: tuple[str, str]) -> None:
        assert self.transport
        invite = self.got[0]
        answer = invite.respond(code, "Late", tag="late", headers=[*headers])
        self.transport.sendto(answer.encode(), invite.source)

    async def wait_for(self, method: str) -> None:
        async with asyncio.timeout(5):
            while method not in {request.method for request in self.got}:
                self.news.clear()
                await self.news.wait()


@pytest.mark.parametrize(("late", "told"), [(180, {"CANCEL"}), (200, {"ACK", "BYE"})])
def test_a_silent_address_is_left_after_its_wait_and_told_to_stop_should_it_ring_late(
    late: int, told: set[str]
) -> None:
    async def play() -> None:
        loop = asyncio.get_running_loop()
        transport, mute = await loop.create_datagram_endpoint(Mute, local_addr=("127.0.0.1", 0))
        port = transport.get_extra_info("sockname")[1]
        settings = replace(SETTINGS, failover_s=0.3)
        async with (
            sipp("ok_ringing") as peer,
            names(*zone("udp", dead=port, alive=peer.port)) as (service, _),
            await Trunk.open(settings, names=service) as trunk,
        ):
            waited, seen = await first_words(trunk)
            assert await peer.result() == 0, peer.complaints()
            mute.say(late, ("contact", f"<sip:late@127.0.0.1:{port}>"))
            for method in told:
                await mute.wait_for(method)
        assert 0.3 <= waited < IMPATIENT_OF_NOBODY
        assert isinstance(seen[-1], Ended)
        transport.close()

    asyncio.run(play())


def test_the_only_address_of_a_trunk_is_waited_for_as_the_rfc_says() -> None:
    """Nothing to move on to: neither an ICMP error nor the shorter wait ends the call before timer B."""

    async def play() -> None:
        timers = Timers(t1=0.01, t2=0.1, t4=0.1)
        settings = replace(SETTINGS, host="127.0.0.1", port=free_port(), timers=timers, failover_s=0.05)
        async with await Trunk.open(settings) as trunk:
            waited, seen = await first_words(trunk)
        assert waited >= timers.patience
        assert [(event.code, event.cause) for event in seen if isinstance(event, Failed)] == [(408, "silent")]

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
    """For a machine that has no IPv6 at all, not even on loopback; containers are often built without."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as tried:
            tried.bind(("::1", 0))
    except OSError:
        missing("this machine has no ::1: give its loopback an IPv6 address (sysctl net.ipv6.conf.lo.disable_ipv6=0)")


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
