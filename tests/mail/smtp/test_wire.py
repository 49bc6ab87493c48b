from __future__ import annotations

import errno
import select
import socket
import ssl
import struct
import threading

import pytest

from filon.mail.smtp.outcomes import Reason
from filon.mail.smtp.wire import Wire, WireBroken, connect

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def test_a_peer_that_resets_at_once_is_a_lost_connection_and_no_stranger() -> None:
    """Its address can no longer be asked for: that says nothing about whether it was the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire = connect("127.0.0.1", server.getsockname()[1], within=5)
        accepted, _ = server.accept()
        accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        accepted.close()
        select.select([wire._sock], [], [], 5)
        with pytest.raises(WireBroken) as broken:
            _ = wire.peer
        assert broken.value.reason is Reason.LOST
        wire.close()


def test_a_peer_that_resets_while_the_connection_opens_is_a_lost_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel says so when the reset is there before the call has returned, which no peer can time."""

    def reset(*_args: object, **_more: object) -> socket.socket:
        raise ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")

    monkeypatch.setattr(socket, "create_connection", reset)
    with pytest.raises(WireBroken) as broken:
        connect("127.0.0.1", 25, within=5)
    assert (broken.value.reason, broken.value.detail) == (Reason.LOST, "Connection reset by peer")


def test_a_peer_that_resets_in_the_handshake_hung_up_and_one_that_says_nothing_is_late() -> None:
    """Neither is a fault of its certificate, which the owner would be sent to look at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire = connect("127.0.0.1", server.getsockname()[1], within=5)
        accepted, _ = server.accept()

        def hang_up() -> None:
            accepted.recv(1)
            accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            accepted.close()

        peer = threading.Thread(target=hang_up)
        peer.start()
        assert _why_tls_fails(wire, within=5) is Reason.LOST
        peer.join()
        silent = connect("127.0.0.1", server.getsockname()[1], within=5)
        assert _why_tls_fails(silent, within=0.2) is Reason.TIMEOUT


def _why_tls_fails(wire: Wire, *, within: float) -> Reason:
    with pytest.raises(WireBroken) as broken:
        wire.start_tls(ssl.create_default_context(), host="localhost", within=within)
    wire.close()
    return broken.value.reason
