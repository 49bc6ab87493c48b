"""Bytes to and from the trunk: UDP, or connections over TCP and TLS. Knows no SIP but the framing of streams."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from filon.voice.sip.framing import PING, PONG, Framer
from filon.voice.sip.headers import Malformed
from filon.voice.sip.timers import CONNECT_TIMEOUT_S, MAX_QUEUED_BYTES, MESSAGE_WITHIN_S

log = logging.getLogger(__name__)
Peer = tuple[str, int]
IP_RECVERR, IPV6_RECVERR = 11, 25
"""ip(7) and ipv6(7) of Linux; Python has no names for them."""


@dataclass(frozen=True)
class Ears:
    """Who is told: of bytes that are one message, and of a peer that cannot be reached."""

    received: Callable[[bytes, Peer], None]
    unreachable: Callable[[Peer], None]


class Transport(Protocol):
    """One way to send. `name` is what a Via says; `reliable` means that nothing is sent twice.

    `ready` does something once the way to a peer is open, or known to be closed: `local`, our address as that peer sees
    it, is known from then on.
    """

    name: str
    reliable: bool

    def send(self, data: bytes, peer: Peer) -> None: ...

    def ready(self, peer: Peer, action: Callable[[], None]) -> None: ...

    def local(self, peer: Peer) -> Peer: ...

    def close(self) -> None: ...


def source_address(peer: Peer) -> str:
    """The address of this machine that packets to `peer` carry; nothing is sent."""
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect(peer)
        return str(probe.getsockname()[0])


class Udp(asyncio.DatagramProtocol):
    name = "UDP"
    reliable = False

    def __init__(self, ears: Ears) -> None:
        self._ears = ears
        self._transport: asyncio.DatagramTransport | None = None
        self._local: Peer = ("", 0)
        self._failed = False

    async def open(self, bind: Peer) -> None:
        """Take a port; raises OSError."""
        family = socket.AF_INET6 if ":" in bind[0] else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self._socket.setblocking(False)
            self._socket.bind(bind)
        except OSError:
            self._socket.close()
            raise
        _want_errors(self._socket)
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, sock=self._socket)
        name = self._socket.getsockname()
        self._local = (name[0], name[1])

    def send(self, data: bytes, peer: Peer) -> None:
        if self._transport and not self._transport.is_closing():
            self._failed = False
            self._transport.sendto(data, peer)
            if self._failed:  # the system told of an earlier datagram instead of sending this one
                self._transport.sendto(data, peer)

    def ready(self, peer: Peer, action: Callable[[], None]) -> None:
        action()

    def local(self, peer: Peer) -> Peer:
        return self._local

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data.strip(b"\r\n\0"):
            self._ears.received(data, (addr[0], addr[1]))

    def error_received(self, exc: Exception) -> None:
        log.debug("datagram refused: %s", type(exc).__name__)
        self._failed = True
        for peer in _undelivered(self._socket):
            self._ears.unreachable(peer)


def _want_errors(of: socket.socket) -> None:
    """Have the system keep which datagram an ICMP error was about; only Linux can, and elsewhere timers decide."""
    if sys.platform == "linux":
        six = of.family == socket.AF_INET6
        of.setsockopt(socket.IPPROTO_IPV6 if six else socket.IPPROTO_IP, IPV6_RECVERR if six else IP_RECVERR, 1)


def _undelivered(of: socket.socket) -> Iterator[Peer]:
    """Whom the datagrams were for that did not arrive; what the system has kept is empty afterwards."""
    while sys.platform == "linux" and of.fileno() >= 0:
        try:
            _data, _extra, _flags, address = of.recvmsg(0, 0, socket.MSG_ERRQUEUE)
        except OSError:
            return
        yield address[0], address[1]


class Streams:
    """Connections that we opened, one for each peer; what is sent before one is up waits for it."""

    reliable = True

    def __init__(
        self, ears: Ears, *, tls: ssl.SSLContext | None = None, tls_name: str = "", bind: Peer = ("", 0)
    ) -> None:
        self.name = "TLS" if tls else "TCP"
        self._ears = ears
        self._tls = tls
        self._tls_name = tls_name
        self._bind = bind
        self._connections: dict[Peer, _Connection] = {}
        self._closed = False

    async def open(self, peer: Peer) -> None:
        """Connect now, so that the local port is known; raises OSError."""
        connection = self._connection(peer)
        await asyncio.shield(connection.opening)
        if connection.failed:
            raise OSError("the connection was refused or not set up in time")

    def send(self, data: bytes, peer: Peer) -> None:
        if self._closed:
            asyncio.get_running_loop().call_soon(self._ears.unreachable, peer)
        else:
            self._connection(peer).write(data)

    def ready(self, peer: Peer, action: Callable[[], None]) -> None:
        connection = None if self._closed else self._connection(peer)
        if connection is None or connection.local[1]:
            action()
        else:
            connection.opening.add_done_callback(lambda _: action())

    def local(self, peer: Peer) -> Peer:
        connection = self._connections.get(peer)
        return connection.local if connection and connection.local[1] else (self._bind[0], 0)

    def close(self) -> None:
        """For good: nothing is sent any more, and no connection made."""
        self._closed = True
        for connection in list(self._connections.values()):
            connection.close()

    def _connection(self, peer: Peer) -> _Connection:
        connection = self._connections.get(peer)
        if connection is None or connection.failed:
            connection = _Connection(self._ears, peer, lambda: self._forget(peer))
            options = {"ssl": self._tls, "server_hostname": self._tls_name or peer[0]} if self._tls else {}
            connection.opening = asyncio.ensure_future(connection.connect(self._bind, options))
            self._connections[peer] = connection
        return connection

    def _forget(self, peer: Peer) -> None:
        self._connections.pop(peer, None)


class _Connection(asyncio.Protocol):
    opening: asyncio.Future[None]

    def __init__(self, ears: Ears, peer: Peer, forget: Callable[[], None]) -> None:
        self.failed = False
        self.local: Peer = ("", 0)
        self._ears = ears
        self._peer = peer
        self._forget = forget
        self._framer = Framer()
        self._waiting: list[bytes] = []
        self._transport: asyncio.Transport | None = None
        self._patience: asyncio.TimerHandle | None = None

    async def connect(self, bind: Peer, options: dict[str, object]) -> None:
        loop = asyncio.get_running_loop()
        local = bind if bind[0] else None
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                await loop.create_connection(lambda: self, *self._peer, local_addr=local, **options)  # type: ignore[call-overload]  # ssl and server_hostname, or neither
        except OSError as fault:
            log.info("no connection to the trunk: %s", type(fault).__name__)
            self._give_up()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        name = transport.get_extra_info("sockname")
        self.local = (name[0], name[1])
        for data in self._waiting:
            transport.write(data)
        self._waiting.clear()

    def write(self, data: bytes) -> None:
        if self._transport is None:
            self._waiting.append(data)
        elif self._transport.get_write_buffer_size() > MAX_QUEUED_BYTES:
            self.close()
        else:
            self._transport.write(data)

    def data_received(self, data: bytes) -> None:
        try:
            messages = self._framer.feed(data)
            for message in messages:
                if message == PING:
                    self.write(PONG)
                else:
                    self._ears.received(message, self._peer)
        except Malformed as fault:
            log.info("connection closed: %s", fault)
            self.close()
        else:
            self._await_the_rest(begun=len(messages) > 0)

    def _await_the_rest(self, *, begun: bool) -> None:
        """A message that never becomes whole would keep everything behind it waiting."""
        if self._patience and (begun or not self._framer.waiting):
            self._patience.cancel()
            self._patience = None
        if self._framer.waiting and not self._patience:
            self._patience = asyncio.get_running_loop().call_later(MESSAGE_WITHIN_S, self._lose_patience)

    def _lose_patience(self) -> None:
        log.info("connection closed: a message was not whole in time")
        self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._give_up()

    def close(self) -> None:
        if self._transport:
            self._transport.abort()
        else:
            self.opening.cancel()
            self._give_up()

    def _give_up(self) -> None:
        if self._patience:
            self._patience.cancel()
        if not self.failed:
            self.failed = True
            self._forget()
            self._ears.unreachable(self._peer)
