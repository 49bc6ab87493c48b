"""The WebSocket client against peers that answer badly: every one is an OSError, none hangs."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.voice.speech import websocket
from filon.voice.speech.websocket import GUID, WebSocket


@contextlib.contextmanager
def peer(*frames: bytes, welcome: bytes = b"HTTP/1.1 101 Switching\r\n", stays: bool = False) -> Iterator[str]:
    """Shakes hands, then says these bytes and closes; or `stays` and says the last of them again and again."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as read:
            lines = list(iter(lambda: read.readline().strip(), b""))
            key = next(line.partition(b": ")[2] for line in lines if line.lower().startswith(b"sec-websocket-key"))
            token = base64.b64encode(hashlib.sha1(key + GUID).digest())
            with contextlib.suppress(OSError):
                connection.sendall(welcome + b"Sec-WebSocket-Accept: " + token + b"\r\n\r\n" + b"".join(frames))
                while stays:
                    connection.sendall(frames[-1])
                    time.sleep(0.02)
                connection.shutdown(socket.SHUT_WR)
                while read.read(4096):
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"ws://127.0.0.1:{listener.getsockname()[1]}/path?x=1"
    finally:
        thread.join(10)
        listener.close()


def test_a_message_in_pieces_is_whole_and_pings_within_are_no_part_of_it() -> None:
    with peer(b"\x01\x03one", b"\x89\x02hi", b"\x00\x01,", b"\x80\x03two") as url, WebSocket(url) as connection:
        assert connection.receive() == b"one,two"


@pytest.mark.parametrize(
    "frame",
    [
        b"\x88\x02\x03\xe8",  # closes
        b"\x81\x05hel",  # ends in the middle
        b"\x81\x85\x00\x00\x00\x00hello",  # masked, as servers never are
        b"\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff",  # without end
        b"",
    ],
)
def test_an_answer_that_breaks_the_rules_is_an_error(frame: bytes) -> None:
    with peer(frame) as url, WebSocket(url) as connection, pytest.raises(ConnectionError):
        connection.receive()


@pytest.mark.parametrize("welcome", [b"HTTP/1.1 200 OK\r\n", b"", b"HTTP/1.1 101 x\r\n" + b"X: y\r\n" * 9_000])
def test_what_is_no_websocket_is_an_error(welcome: bytes) -> None:
    with peer(welcome=welcome) as url, pytest.raises(ConnectionError), WebSocket(url):
        pass


@settings(max_examples=30)
@given(noise=st.binary(max_size=60))
def test_any_bytes_end_in_a_message_or_an_error(noise: bytes) -> None:
    with peer(noise) as url, WebSocket(url) as connection, contextlib.suppress(ConnectionError):
        while True:
            assert isinstance(connection.receive(), bytes)


def test_a_peer_that_only_keeps_the_connection_alive_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket, "WHOLE_S", 0.5)
    frames = (b"\x89\x00",) * 3
    with peer(*frames, stays=True) as url, WebSocket(url) as connection, pytest.raises(TimeoutError):
        connection.receive()


def test_a_peer_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket, "WHOLE_S", 0.5)
    with peer(b"\x81\x7e\x10", stays=True) as url, WebSocket(url) as connection, pytest.raises(TimeoutError):
        connection.receive()
