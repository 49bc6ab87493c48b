"""A tone sent and packets counted: enough to know whether audio passes, with no media engine."""

from __future__ import annotations

import asyncio
import math
import random
import struct
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from filon.voice.media.g711 import Law, encode
from filon.voice.media.srtp import Rejected, Srtp
from filon.voice.sip.sdp import PCMU, Answer, Offer

PACKET_S = 0.02
SAMPLES = 160
TONE_HZ = 425.0
LOUDNESS = 3_000
ECHO_SHARE = 0.5
"""Part of our packets that must come back unchanged for an echo."""
_HEADER = struct.Struct("!BBHII")


@dataclass
class AudioCheck(asyncio.DatagramProtocol):
    """An RTP socket of the test. `heard` counts packets of the peer, `echoed` those that hold what we sent."""

    heard: int = 0
    echoed: int = 0
    sent: int = 0
    _answer: Answer | None = None
    _inwards: Srtp | None = None
    _payloads: set[bytes] = field(default_factory=set)
    _transport: asyncio.DatagramTransport | None = None

    async def open(self, address: str) -> int:
        """Take a port of this machine; returns it."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(address, 0))
        return int(self._transport.get_extra_info("sockname")[1])

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Only the peer that the answer names is counted."""
        if not self._answer or addr[0] != self._answer.address:
            return
        try:
            data = self._inwards.unprotect(data) if self._inwards else data
        except Rejected:
            return
        if len(data) > _HEADER.size and data[0] >> 6 == 2:
            self.heard += 1
            self.echoed += data[_HEADER.size :] in self._payloads

    async def exchange(self, answer: Answer, seconds: float, *, offer: Offer) -> None:
        """Send a tone for so long to where the answer says, and count what comes."""
        assert self._transport
        outwards = Srtp(offer.crypto.key) if offer.crypto else None
        self._inwards = Srtp(answer.crypto.key) if answer.crypto else None
        self._answer = answer
        law = Law.MU if answer.codec.payload == PCMU.payload else Law.A
        loop, start = asyncio.get_running_loop(), random.getrandbits(15)
        begun, source = loop.time(), random.getrandbits(32)
        for place in range(round(seconds / PACKET_S)):
            payload = encode(_tone(place * SAMPLES), law)
            self._payloads.add(payload)
            header = _HEADER.pack(0x80, answer.codec.payload, (start + place) & 0xFFFF, place * SAMPLES, source)
            packet = outwards.protect(header + payload) if outwards else header + payload
            self._transport.sendto(packet, (answer.address, answer.port))
            self.sent += 1
            await asyncio.sleep(max(0.0, begun + (place + 1) * PACKET_S - loop.time()))

    @property
    def echoes(self) -> bool:
        return self.echoed >= self.sent * ECHO_SHARE > 0


def _tone(first: int) -> NDArray[np.int16]:
    places = np.arange(first, first + SAMPLES)
    return np.round(LOUDNESS * np.sin(2 * math.pi * TONE_HZ * places / 8_000)).astype(np.int16)
