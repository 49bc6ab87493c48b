"""Messages out of a byte stream (RFC 3261 §18.3): by Content-Length, with limits. Pure."""

from __future__ import annotations

import re

from filon.voice.sip.headers import Malformed
from filon.voice.sip.message import head_length
from filon.voice.sip.timers import MAX_BODY_BYTES, MAX_HEAD_BYTES

PING = b"\r\n\r\n"
PONG = b"\r\n"
_LENGTH = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*(\d{1,6})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


class Framer:
    """Feed it what arrives, get whole messages; `PING` is a keep-alive that wants a `PONG` (RFC 5626 §3.5.1)."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._needed = 0

    @property
    def waiting(self) -> int:
        """Bytes of a message that is not whole yet; line ends before one are none of it (RFC 3261 §7.5)."""
        return 0 if PING.startswith(self._buffer) else len(self._buffer)

    def feed(self, data: bytes) -> list[bytes]:
        """Raises `Malformed` when the stream cannot be followed any further: the connection is to be closed."""
        self._buffer += data
        messages: list[bytes] = []
        while (message := self._next()) is not None:
            messages.append(message)
        return messages

    def _next(self) -> bytes | None:
        if self._buffer.startswith(PING):
            return self._take(len(PING))
        if self._needed == 0 and not self._find_end():
            return None
        return self._take(self._needed) if len(self._buffer) >= self._needed else None

    def _find_end(self) -> bool:
        if PING.startswith(self._buffer):
            return False
        while self._buffer[:2] == PONG:
            del self._buffer[:2]
        end = head_length(bytes(self._buffer[: MAX_HEAD_BYTES + 4]))
        if end < 0:
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise Malformed("headers too long")
            return False
        lengths = _LENGTH.findall(bytes(self._buffer[:end]))
        if len(lengths) != 1 or int(lengths[0]) > MAX_BODY_BYTES:
            raise Malformed("a message on a stream without one Content-Length, or with too long a body")
        self._needed = end + int(lengths[0])
        return True

    def _take(self, length: int) -> bytes:
        message = bytes(self._buffer[:length])
        del self._buffer[:length]
        self._needed = 0
        return message
