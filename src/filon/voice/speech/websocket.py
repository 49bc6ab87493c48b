"""As much of a WebSocket client as one conversation with a recogniser takes (RFC 6455): no extensions."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import socket
import ssl
import struct
import time
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

CONNECT_S, READ_S, WHOLE_S = 5.0, 20.0, 30.0
"""Seconds to connect, without a byte, and in all, whatever keeps coming."""
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
LONGEST_HEAD = 16_384
LONGEST_MESSAGE = 4 * 1024 * 1024
CONTINUED, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


class WebSocket:
    """One connection, from `with` to its end. All of it raises OSError."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)

    def __enter__(self) -> Self:
        host, secure = self._parts.hostname or "", self._parts.scheme == "wss"
        self._until = time.monotonic() + WHOLE_S
        self._there = bytearray()
        self._socket: socket.socket = socket.create_connection(
            (host, self._parts.port or (443 if secure else 80)), CONNECT_S
        )
        try:
            if secure:
                self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=host)
            self._shake_hands()
        except BaseException:
            self._socket.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):  # it may be gone already
            self._send(CLOSE, struct.pack("!H", 1000))
        self._socket.close()

    def send_text(self, text: str) -> None:
        """One message of words."""
        self._send(TEXT, text.encode())

    def send_bytes(self, data: bytes) -> None:
        """One message of bytes."""
        self._send(BINARY, data)

    def receive(self) -> bytes:
        """The next message, whole; pings are answered meanwhile. Raises ConnectionError when the peer closes."""
        message = bytearray()
        while True:
            kind, last, body = self._frame()
            if kind == CLOSE:
                raise ConnectionError("it closed the connection")
            if kind == PING:
                self._send(PONG, body)
            elif kind in {CONTINUED, TEXT, BINARY}:
                message += body
                if len(message) > LONGEST_MESSAGE:
                    raise ConnectionError("its answer is too long")
                if last:
                    return bytes(message)

    def _shake_hands(self) -> None:
        key = base64.b64encode(os.urandom(16))
        path = self._parts.path or "/"
        path += f"?{self._parts.query}" if self._parts.query else ""
        head = (
            f"GET {path} HTTP/1.1\r\nHost: {self._parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key.decode()}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._socket.settimeout(self._patience())
        self._socket.sendall(head.encode())
        lines = self._head()
        accepted = base64.b64encode(hashlib.sha1(key + GUID).digest()).lower()  # noqa: S324 RFC 6455 asks for it
        if b" 101 " not in lines[0] + b" " or b"sec-websocket-accept: " + accepted not in lines[1:]:
            raise ConnectionError("it is no WebSocket server")

    def _head(self) -> list[bytes]:
        lines: list[bytes] = []
        while line := self._line():
            lines.append(line.lower())
            if sum(map(len, lines)) > LONGEST_HEAD:
                raise ConnectionError("its answer is too long")
        return lines or [b""]

    def _send(self, kind: int, body: bytes) -> None:
        mask, size = os.urandom(4), len(body)
        head = bytes([0x80 | kind])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65_536:
            head += struct.pack("!BH", 0x80 | 126, size)
        else:
            head += struct.pack("!BQ", 0x80 | 127, size)
        repeated = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(body, "big") ^ int.from_bytes(repeated, "big")).to_bytes(size, "big")
        self._socket.settimeout(self._patience())
        self._socket.sendall(head + mask + masked)

    def _frame(self) -> tuple[int, bool, bytes]:
        first, second = self._exactly(2)
        size = second & 0x7F
        if size >= 126:
            size = int.from_bytes(self._exactly(2 if size == 126 else 8), "big")
        if second & 0x80 or size > LONGEST_MESSAGE:
            raise ConnectionError("it breaks the rules of WebSocket")
        return first & 0x0F, bool(first & 0x80), self._exactly(size)

    def _exactly(self, count: int) -> bytes:
        while len(self._there) < count:
            self._more()
        body = bytes(self._there[:count])
        del self._there[:count]
        return body

    def _line(self) -> bytes:
        """The next line of the head, without its end and the spaces around it."""
        while b"\n" not in self._there:
            if len(self._there) > LONGEST_HEAD:
                raise ConnectionError("its answer is too long")
            self._more()
        line, _, rest = bytes(self._there).partition(b"\n")
        self._there = bytearray(rest)
        return line.strip()

    def _more(self) -> None:
        self._socket.settimeout(self._patience())
        data = self._socket.recv(65_536)
        if not data:
            raise ConnectionError("it ended in the middle of an answer")
        self._there += data

    def _patience(self) -> float:
        """Seconds that may pass until the next byte."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("it takes too long")
        return min(READ_S, left)
