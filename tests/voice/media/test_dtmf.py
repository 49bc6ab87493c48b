from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.media.dtmf import KEYS, DigitsIn, DigitsOut, check, tones
from filon.voice.media.rtp import FRAME, RATE


@given(st.text(KEYS, max_size=8), st.integers(0, 0xFFFFFFFF), st.data())
def test_digits_sent_are_heard_once_each_whatever_packets_are_lost(
    digits: str, start: int, data: st.DataObject
) -> None:
    out, heard, at, event_at = DigitsOut(), DigitsIn(), start, 0
    out.press(digits)
    for _ in range(12 * len(digits)):
        event = out.next()
        if event:
            event_at = at if event.start else event_at
            if event.copies > 1 or data.draw(st.booleans()):
                heard.take(event.payload, event_at)
        at = (at + FRAME) & 0xFFFFFFFF
    assert heard.heard == digits


def test_the_last_packet_of_an_event_says_so_three_times() -> None:
    out = DigitsOut()
    out.press("5")
    events = [event for _ in range(11) if (event := out.next())]
    assert [event.payload[1] >> 7 for event in events] == [0, 0, 0, 0, 0, 1]
    assert (events[-1].copies, int.from_bytes(events[-1].payload[2:], "big")) == (3, 960)


@given(st.binary(max_size=10), st.integers(0, 0xFFFFFFFF))
def test_any_bytes_are_a_digit_or_nothing(payload: bytes, timestamp: int) -> None:
    assert DigitsIn().take(payload, timestamp) in {"", *KEYS}


def test_keys_that_no_telephone_has_are_refused() -> None:
    with pytest.raises(ValueError, match="digits"):
        check("12E")


def test_tones_hold_the_two_frequencies_of_their_key() -> None:
    sound = tones("6")[: 6 * FRAME].astype(float)
    spectrum = np.abs(np.fft.rfft(sound))
    strongest = sorted(np.argsort(spectrum)[-2:] * RATE / len(sound))
    assert strongest == pytest.approx([770, 1477], abs=10)
