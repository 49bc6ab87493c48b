from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.media.g711 import SILENCE, Law
from filon.voice.media.jitter import BACKLOG, MAX_JUMP, PATIENCE_TICKS, START_TICKS, JitterBuffer
from filon.voice.media.rtp import FRAME, MAX_PAYLOAD, Packet

QUIET = bytes([SILENCE[Law.A]]) * FRAME


def packet(number: int, *, source: int = 7, start: int = 0xFFFFFF00, size: int = FRAME) -> Packet:
    """Packet `number` of a stream, filled with its number; times and numbers run past their end."""
    timestamp = (start + number * size) & 0xFFFFFFFF
    return Packet(8, False, (0xFFF0 + number) & 0xFFFF, timestamp, source, bytes([number % 200 + 1]) * size)


def heard(buffer: JitterBuffer, ticks: int) -> list[int]:
    """The first code of each frame of so many ticks, silence left out."""
    frames = [frame for _ in range(ticks) for frame in buffer.take()]
    return [frame[0] - 1 for frame in frames if frame != QUIET]


def test_frames_come_out_as_they_went_in() -> None:
    buffer, out = JitterBuffer(), []
    for number in range(50):
        buffer.put(packet(number), Law.A)
        out += heard(buffer, 1)
    assert out + heard(buffer, START_TICKS) == list(range(50))
    assert (buffer.arrivals.lost, buffer.arrivals.concealed) == (0, 0)


@given(st.integers(0, 10**6))
def test_packets_two_places_late_are_put_back_and_repetitions_count_once(seed: int) -> None:
    numbers = sorted(range(60), key=lambda number: number + random.Random(seed + number).uniform(0, 2.5))
    buffer, out = JitterBuffer(), []
    for number in numbers:
        buffer.put(packet(number), Law.A)
        buffer.put(packet(number), Law.A)
        out += heard(buffer, 1)
    out += heard(buffer, 8)
    first = out[0]
    assert out == list(range(first, 60))
    assert first <= 2


def test_packets_of_thirty_milliseconds_become_frames_of_twenty() -> None:
    buffer = JitterBuffer()
    for number in range(4):
        buffer.put(packet(number, size=240), Law.A)
    assert heard(buffer, START_TICKS + 6) == [0, 0, 1, 2, 2, 3]


def test_a_lost_packet_is_the_one_before_softer_and_counted() -> None:
    buffer = JitterBuffer()
    for number in (0, 1, 3, 4, 5):
        buffer.put(packet(number), Law.A)
    out = [frame for _ in range(START_TICKS + 6) for frame in buffer.take()][START_TICKS:]
    assert out[1][0] == 2
    assert out[2] not in (QUIET, out[1])
    assert (out[3][0], buffer.arrivals.lost, buffer.arrivals.concealed) == (4, 1, 1)


def test_a_late_burst_loses_nothing_and_a_pause_is_silence_of_its_length() -> None:
    buffer = JitterBuffer()
    buffer.put(packet(0), Law.A)
    assert heard(buffer, START_TICKS + PATIENCE_TICKS) == [0]
    for number in range(1, 12):
        buffer.put(packet(number), Law.A)
    assert heard(buffer, 12) == list(range(1, 12))
    silent = [frame for _ in range(100) for frame in buffer.take()]
    buffer.put(packet(112), Law.A)
    assert abs(len(silent) - 100) <= PATIENCE_TICKS
    assert heard(buffer, 4) == [112]


def test_a_new_source_must_send_twice_and_then_goes_on_where_the_old_one_ended() -> None:
    buffer = JitterBuffer()
    for number in range(5):
        buffer.put(packet(number), Law.A)
    buffer.put(packet(90, source=9, start=5), Law.A)
    assert heard(buffer, START_TICKS + 5) == [0, 1, 2, 3, 4]
    for number in (91, 92, 93, 94):
        buffer.put(packet(number, source=9, start=5), Law.A)
    assert heard(buffer, 4) == [91, 92, 93, 94]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF), st.binary(max_size=200)))
)
def test_hostile_packets_cost_no_more_than_two_seconds(stream: list[tuple[int, int, int, bytes]]) -> None:
    buffer = JitterBuffer()
    for source, sequence, timestamp, payload in stream:
        buffer.put(Packet(8, False, sequence, timestamp, source, payload), Law.A)
        assert all(len(frame) == FRAME for frame in buffer.take())
    assert len(buffer) <= MAX_JUMP + BACKLOG + MAX_PAYLOAD


def test_the_other_law_is_translated_and_the_first_one_kept() -> None:
    buffer = JitterBuffer()
    mulaw = packet(0)._replace(payload=bytes([SILENCE[Law.MU]]) * FRAME)
    buffer.put(mulaw, Law.MU)
    assert buffer.law is Law.MU
    buffer.put(packet(1)._replace(payload=QUIET), Law.A)
    frames = [frame for _ in range(START_TICKS + 2) for frame in buffer.take()]
    assert frames[-1][0] in (0xFE, 0xFF)


@pytest.mark.parametrize("step", [MAX_PAYLOAD, MAX_JUMP + 1, -MAX_JUMP - 1])
def test_audio_that_comes_faster_than_it_is_heard_is_bounded(step: int) -> None:
    buffer = JitterBuffer()
    for number in range(2_000):
        buffer.put(Packet(8, False, number & 0xFFFF, number * step & 0xFFFFFFFF, 1, bytes(MAX_PAYLOAD)), Law.A)
        if number % 32 == 0:
            buffer.take()
        assert len(buffer) <= MAX_JUMP + BACKLOG + MAX_PAYLOAD


def test_two_sources_that_take_turns_are_bounded() -> None:
    buffer = JitterBuffer()
    for number in range(2_000):
        source = number // 2 % 2
        buffer.put(Packet(8, False, number & 0xFFFF, number * 1_440, source, bytes(MAX_PAYLOAD)), Law.A)
    assert len(buffer) <= MAX_JUMP + BACKLOG + MAX_PAYLOAD
