"""Bytes to and from the server: whole replies or one kind of failure, whatever the server does."""

from __future__ import annotations

import re
import socket
import ssl
import time

from filon.mail.smtp.outcomes import Reason, Reply

MAX_LINE = 4096  # RFC 5321 asks for 512; real servers exceed it
MAX_LINES = 128

_LINE = re.compile(rb"([2-5][0-9]{2})([ -]?)(.*)", re.DOTALL)


class WireBroken(Exception):
    """The connection can no longer be used."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail


class Wire:
    """A connected socket read by replies. After a ``WireBroken`` only ``close`` makes sense."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._buffer = b""

    def write(self, data: bytes, *, within: float) -> None:
        """Hand ``data`` to the network entirely, or raise ``WireBroken``."""
        try:
            self._sock.settimeout(within)
            self._sock.sendall(data)
        except (OSError, ValueError) as error:
            raise _broken(error) from None

    def read_reply(self, *, within: float) -> Reply:
        """The next reply, all its lines, within ``within`` seconds altogether, or raise ``WireBroken``."""
        deadline = time.monotonic() + within
        code, lines = 0, list[str]()
        while True:
            match = _LINE.fullmatch(self._read_line(deadline))
            if match is None or (lines and int(match[1]) != code):
                raise WireBroken(Reason.GARBAGE, "not an SMTP reply")
            code = int(match[1])
            lines.append(match[3].decode("utf-8", "replace").strip())
            if match[2] != b"-":
                return Reply.of(code, lines)
            if len(lines) >= MAX_LINES:
                raise WireBroken(Reason.GARBAGE, "endless reply")

    def start_tls(self, context: ssl.SSLContext, *, host: str, within: float) -> None:
        """Go on encrypted. Anything received before that is an injection and breaks the connection."""
        if self._buffer:
            raise WireBroken(Reason.GARBAGE, "bytes before the TLS handshake")
        try:
            self._sock.settimeout(within)
            self._sock = context.wrap_socket(self._sock, server_hostname=host)
        except (TimeoutError, ConnectionError) as error:  # silence or a hang-up says nothing about certificates
            raise _broken(error) from None
        except (OSError, ValueError) as error:
            detail = getattr(error, "verify_message", "") or getattr(error, "reason", "") or type(error).__name__
            raise WireBroken(Reason.TLS_FAILED, str(detail)) from None

    @property
    def peer(self) -> str:
        """Numeric address of the other side, or raise ``WireBroken`` when it has already gone."""
        try:
            return str(self._sock.getpeername()[0])
        except OSError as error:
            raise _broken(error) from None

    @property
    def own(self) -> str:
        """Numeric address of this side, ``""`` when the connection is gone."""
        try:
            return str(self._sock.getsockname()[0])
        except OSError:
            return ""

    def close(self) -> None:
        """Give the socket back; never fails."""
        try:
            self._sock.close()
        except OSError:
            return

    def _read_line(self, deadline: float) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > MAX_LINE:
                raise WireBroken(Reason.GARBAGE, "line too long")
            self._buffer += self._receive(deadline)
        line, self._buffer = self._buffer[:end], self._buffer[end + 1 :]
        return line.rstrip(b"\r")

    def _receive(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise WireBroken(Reason.TIMEOUT)
        try:
            self._sock.settimeout(left)
            data = self._sock.recv(MAX_LINE)
        except (OSError, ValueError) as error:
            raise _broken(error) from None
        if not data:
            raise WireBroken(Reason.LOST, "closed by the server")
        return data


def connect(host: str, port: int, *, within: float) -> Wire:
    """A connection with Nagle's delay off, since every write here is a whole step of the dialogue."""
    try:
        sock = socket.create_connection((host, port), timeout=within)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except ConnectionResetError as error:  # somebody answered, and hung up before the call for it had returned
        raise _broken(error) from None
    except (OSError, ValueError, OverflowError) as error:
        raise WireBroken(Reason.UNREACHABLE, _said(error)) from None
    return Wire(sock)


def _broken(error: Exception) -> WireBroken:
    return WireBroken(Reason.TIMEOUT if isinstance(error, TimeoutError) else Reason.LOST, _said(error))


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
