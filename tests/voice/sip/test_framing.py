from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.sip.framing import PING, Framer
from filon.voice.sip.headers import Malformed


def message(body: bytes) -> bytes:
    return b"INFO sip:a@h SIP/2.0\r\nVia: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body


@given(
    st.lists(st.binary(max_size=50).map(message) | st.just(PING), max_size=6), st.lists(st.integers(1, 40), max_size=40)
)
def test_messages_come_out_whole_however_the_stream_is_cut(messages: list[bytes], cuts: list[int]) -> None:
    stream, framer, out = b"".join(messages), Framer(), []
    for cut in cuts:
        out += framer.feed(stream[:cut])
        stream = stream[cut:]
    out += framer.feed(stream)
    assert out == messages


@pytest.mark.parametrize(
    "stream",
    [
        b"INFO sip:a@h SIP/2.0\r\nVia: x\r\n\r\n",
        b"INFO sip:a@h SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\n",
        b"INFO sip:a@h SIP/2.0\r\nContent-Length: 999999\r\n\r\n",
        b"x" * 20_000,
    ],
)
def test_a_stream_that_cannot_be_followed_is_refused(stream: bytes) -> None:
    with pytest.raises(Malformed):
        Framer().feed(stream)


@given(st.lists(st.binary(max_size=500), max_size=10))
def test_any_bytes_are_framed_or_refused(pieces: list[bytes]) -> None:
    framer = Framer()
    try:
        for piece in pieces:
            framer.feed(piece)
    except Malformed:
        return


def test_line_ends_between_messages_are_no_message_that_began() -> None:
    framer = Framer()
    assert framer.feed(message(b"one") + b"\r\n") == [message(b"one")]
    assert framer.waiting == 0
    assert framer.feed(message(b"two")[:5]) == []
    assert framer.waiting > 0
    assert framer.feed(message(b"two")[5:]) == [message(b"two")]
