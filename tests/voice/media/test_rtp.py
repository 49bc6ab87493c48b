from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filon.voice.media.rtp import MAX_PAYLOAD, Packet, ahead, build, parse

packets = st.builds(
    Packet,
    payload_type=st.integers(0, 63) | st.integers(96, 127),
    marker=st.booleans(),
    sequence=st.integers(0, 0xFFFF),
    timestamp=st.integers(0, 0xFFFFFFFF),
    source=st.integers(0, 0xFFFFFFFF),
    payload=st.binary(max_size=400),
)


@given(packets)
def test_what_is_built_is_read_again(packet: Packet) -> None:
    assert parse(build(packet)) == packet


@given(st.binary(max_size=80) | st.binary(max_size=80).map(lambda tail: b"\xbf\x08" + tail))
def test_any_bytes_are_a_packet_or_none(data: bytes) -> None:
    packet = parse(data)
    assert packet is None or len(packet.payload) <= max(0, len(data) - 12)


def test_sources_extensions_and_padding_are_stepped_over() -> None:
    head = bytes([0x80 | 0x30 | 2, 8]) + bytes(10)
    extension = b"\xbe\xde\x00\x01" + b"eeee"
    packet = parse(head + b"srcAsrcB" + extension + b"audio" + b"\0\0\3")
    assert packet is not None
    assert packet.payload == b"audio"


def test_rtcp_other_versions_and_giants_are_not_packets() -> None:
    rtcp = bytes([0x80, 200]) + bytes(26)
    assert parse(rtcp) is None
    assert parse(b"\x40" + bytes(20)) is None
    assert parse(bytes([0x80, 8]) + bytes(10 + MAX_PAYLOAD + 1)) is None


def test_timestamps_are_compared_past_their_end() -> None:
    assert ahead(5, 0xFFFFFFFB) == 10
    assert ahead(0xFFFFFFFB, 5) == -10
