"""The audio of a call with datagrams of anybody: only the peer is heard, and only the peer is sent to."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from typing import Any, cast

from tests.voice.fuzz.virtual import run

from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSession, MediaSettings
from filon.voice.sip import sdp

PEER, THIRD = ("127.0.0.1", 4000), ("192.0.2.66", 4000)
KEY = bytes(range(30))


class Wire:
    """A socket that keeps what is sent."""

    def __init__(self) -> None:
        self.coming: deque[tuple[bytes, tuple[str, int]]] = deque()
        self.sent: list[tuple[str, int]] = []

    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 20_000

    def recvfrom(self, size: int) -> tuple[bytes, tuple[str, int]]:
        data, source = self.coming.popleft()
        return data[:size], source

    def sendto(self, data: bytes, peer: tuple[str, int]) -> None:
        self.sent.append(peer)

    def close(self) -> None:
        self.coming.clear()


class AtOnce:
    """A pacer that does what is posted, and is ticked by hand."""

    def post(self, action: Any) -> None:
        action()

    def add(self, _: object) -> None:
        """Driven by hand."""


class Engine:
    pacer = AtOnce()


def session(data: bytes) -> None:
    """The first byte chooses encryption; then each datagram: one byte for who sends it, one for its length, itself."""
    run(_play(data))


async def _play(data: bytes) -> None:
    wire, secured = Wire(), bool(data[:1] > b"\x7f")
    settings = MediaSettings(srtp=secured, accepts=lambda address: address == PEER[0])
    heard = MediaSession(cast("MediaEngine", Engine()), cast("socket.socket", wire), settings)
    crypto = sdp.Crypto(KEY) if secured else None
    heard.connect(sdp.Answer(*PEER, sdp.PCMA, events=sdp.DIGITS, crypto=crypto))
    at, foreign = 1, 0
    while at + 2 < len(data):
        who, size = data[at], data[at + 1]
        wire.coming.append((data[at + 2 : at + 2 + size], _source(who)))
        foreign += _source(who)[0] != PEER[0]
        at += 2 + size
        heard.receive()
        if who & 1:
            heard.tick()
    for _ in range(120):
        heard.tick()
    await asyncio.sleep(0)
    assert {peer[0] for peer in wire.sent} == {PEER[0]}
    assert heard.traffic.foreign >= foreign
    assert len(heard.recording()) <= settings.recorded_seconds * 8_000


def _source(who: int) -> tuple[str, int]:
    return THIRD if who & 2 else (PEER[0], PEER[1] + (who >> 4))
