"""A trunk that is hostile on the wire: connections that trickle, flood or speak no TLS. The engine goes on."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.voice.sip.test_matrix import offer_at
from tests.voice.sip.tls import certificate

from filon.voice.causes import Cause
from filon.voice.events import Failed
from filon.voice.sip import transport
from filon.voice.trunk import Trunk, TrunkSettings

HERE = "127.0.0.1"
SETTINGS = TrunkSettings(host=HERE, transport="tcp", caller="0199000000")
WELL_WITHIN_S = 60.0
HEAD = b"SIP/2.0 180 Ringing\r\nVia: SIP/2.0/TCP h;branch=z\r\n"
Peer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextlib.asynccontextmanager
async def listening(peer: Peer, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """The port of somebody who treats every connection so."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await peer(reader, writer)
        writer.transport.abort()

    async with await asyncio.start_server(serve, HERE, 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]


async def refused(trunk: Trunk) -> Failed:
    """The end of a call that this trunk never takes; how much the engine wrote meanwhile is bounded."""
    call = await trunk.place("0199000001", "", offer_at(20_000), WELL_WITHIN_S)
    events = [event async for event in call.events()]
    assert isinstance(events[-1], Failed)
    assert trunk.agent.counters.faults == 0
    return events[-1]


def failure(peer: Peer) -> Failed:
    async def play() -> Failed:
        async with listening(peer) as port, await Trunk.open(replace(SETTINGS, port=port)) as trunk:
            return await asyncio.wait_for(refused(trunk), WELL_WITHIN_S)

    return asyncio.run(play())


async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Headers without end."""
    while True:
        writer.write(b"X: " + b"x" * 60_000)
        await writer.drain()


async def swollen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A message that says it has a gigabyte of body."""
    writer.write(HEAD + b"Content-Length: 1000000000\r\n\r\n")
    await reader.read()


async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hangs up after the first byte."""
    await reader.read(1)


@pytest.mark.parametrize("peer", [flood, swollen, deaf])
def test_a_peer_that_cannot_be_followed_is_left_and_the_call_fails(peer: Peer) -> None:
    assert failure(peer).cause == Cause.UNREACHABLE


@pytest.mark.parametrize("cut", [HEAD, HEAD + b"Content-Length: 500\r\n\r\nv=0"])
def test_a_message_that_trickles_closes_its_connection(cut: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MESSAGE_WITHIN_S", 0.5)

    whole, sent = cut + b"x" * 200, bytearray()

    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for byte in whole:
            writer.write(bytes([byte]))
            await writer.drain()
            sent.append(byte)
            await asyncio.sleep(0.02)

    assert failure(trickle).cause == Cause.UNREACHABLE
    assert len(sent) < len(whole)


def test_a_connection_that_waits_between_messages_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MESSAGE_WITHIN_S", 0.1)

    async def patient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        invite = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line for line in invite.split("\r\n") if line.startswith(("Via", "From", "To", "Call-ID", "CSeq"))]
        await asyncio.sleep(0.4)
        writer.write("\r\n".join(["SIP/2.0 486 Busy Here", *lines, "Content-Length: 0", "", ""]).encode())
        await reader.read()

    assert failure(patient).code == 486


@pytest.mark.parametrize("words", [b"SIP/2.0 200 OK\r\n\r\n", b"\x16\x03\x01\x00\x02\x00\x00", b"\xff" * 5_000])
def test_what_is_no_tls_is_no_connection(words: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "CONNECT_TIMEOUT_S", 1.0)

    async def garble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(words)
        await reader.read()

    async def play() -> None:
        async with listening(garble) as port:
            with pytest.raises(OSError, match="connection"):
                await asyncio.wait_for(Trunk.open(replace(SETTINGS, port=port, transport="tls")), WELL_WITHIN_S)

    asyncio.run(play())


def test_a_trunk_that_is_closed_makes_no_connection_any_more() -> None:
    made: list[int] = []

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        made.append(1)
        await reader.read()

    async def play() -> Failed:
        async with listening(count) as port:
            trunk = await Trunk.open(replace(SETTINGS, port=port))
            await trunk.close()
            return await asyncio.wait_for(refused(trunk), WELL_WITHIN_S)

    assert asyncio.run(play()).cause == Cause.UNREACHABLE
    assert len(made) == 1


def test_a_handshake_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "CONNECT_TIMEOUT_S", 0.3)

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        await asyncio.sleep(WELL_WITHIN_S)

    async def play() -> None:
        async with listening(mute) as port:
            with pytest.raises(OSError, match="connection"):
                await asyncio.wait_for(Trunk.open(replace(SETTINGS, port=port, transport="tls")), WELL_WITHIN_S)

    asyncio.run(play())


def test_garbage_within_tls_ends_the_connection_and_the_call(tmp_path: Path) -> None:
    public, private = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)

    async def garble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        beneath = writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            beneath._sock.send(b"\x17\x03\x03\x00\x20" + b"\0" * 32)  # a record that no key fits
        await asyncio.sleep(1)

    async def play() -> Failed:
        async with listening(garble, context) as port:
            settings = replace(SETTINGS, port=port, transport="tls", tls_ca_file=str(public))
            async with await Trunk.open(settings) as trunk:
                return await asyncio.wait_for(refused(trunk), WELL_WITHIN_S)

    assert asyncio.run(play()).cause == Cause.UNREACHABLE
