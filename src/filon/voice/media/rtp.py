"""RTP packets (RFC 3550 §5.1): bytes to fields and back. Pure, and calm about any bytes."""

from __future__ import annotations

import struct
from typing import NamedTuple

FRAME = 160
"""Samples of a packet, and bytes of G.711: 20 ms at 8 kHz."""

RATE = 8000
MAX_PAYLOAD = 1_440
"""Bytes of a packet's audio that are taken: 180 ms. Nobody sends more, a hostile peer might."""

_HEADER = struct.Struct("!BBHII")
_VERSION = 0x80
_RTCP = range(64, 96)
"""Payload types that mean RTCP on the same port (RFC 5761 §4)."""


class Packet(NamedTuple):
    """`source` is the SSRC."""

    payload_type: int
    marker: bool
    sequence: int
    timestamp: int
    source: int
    payload: bytes


def parse(data: bytes) -> Packet | None:
    """The packet in a datagram; None for anything that is none, RTCP included. Never raises."""
    end = len(data)
    if end < _HEADER.size:
        return None
    first, second, sequence, timestamp, source = _HEADER.unpack_from(data)
    if first & 0xC0 != _VERSION or second & 0x7F in _RTCP:
        return None
    start = _HEADER.size
    if first & 0x3F:
        start += 4 * (first & 0x0F)
        if first & 0x10:
            if start + 4 > end:
                return None
            start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
        if first & 0x20:
            end -= data[-1] or end
    if start > end or end - start > MAX_PAYLOAD:
        return None
    return Packet(second & 0x7F, second > 0x7F, sequence, timestamp, source, data[start:end])


def build(packet: Packet) -> bytes:
    """The bytes of a packet; numbers are cut to their width."""
    second = packet.payload_type & 0x7F | (0x80 if packet.marker else 0)
    sequence, timestamp = packet.sequence & 0xFFFF, packet.timestamp & 0xFFFFFFFF
    return _HEADER.pack(_VERSION, second, sequence, timestamp, packet.source) + packet.payload


def ahead(later: int, earlier: int) -> int:
    """How far one 32-bit timestamp is after another, negative when it is before."""
    return ((later - earlier + 0x80000000) & 0xFFFFFFFF) - 0x80000000
