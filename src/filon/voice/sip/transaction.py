"""Transactions (RFC 3261 §17): a message is sent again until it is answered, and an answer until it is acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from filon.voice.sip.message import Request, Response
from filon.voice.sip.timers import COMPLETED_INVITE_S, Timers
from filon.voice.sip.transport import Peer, Transport


@dataclass(frozen=True)
class Line:
    """What a transaction needs of the world."""

    transport: Transport
    timers: Timers
    later: Callable[[float, Callable[[], None]], asyncio.TimerHandle]


class ClientTransaction:
    """One request of ours. `heard` gets every response once, repeated 2xx of an INVITE too, and None for silence."""

    def __init__(self, line: Line, request: Request, peer: Peer, heard: Callable[[Response | None], None]) -> None:
        self.request = request
        self.peer = peer
        self.key = (request.via.branch, request.method)
        self.over = False
        self.provisional = False
        self.forget: Callable[[], None] = lambda: None
        self.refused: Callable[[], None] = lambda: None
        """The peer's machine says that nobody listens, which anybody can forge: a reason to try elsewhere, no more."""
        self._line = line
        self._heard = heard
        self._data = request.encode()
        self._pause = line.timers.t1
        self._invite = request.method == "INVITE"
        self._repeat: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Timers A and B of an INVITE, E and F of anything else."""
        self._end = self._line.later(self._line.timers.patience, self.give_up)
        self._send()

    def stop_repeating(self) -> None:
        """Send no more; answers are still heard."""
        if self._repeat:
            self._repeat.cancel()

    def hand_over(self, heard: Callable[[Response | None], None]) -> None:
        """Somebody else hears what comes from now on. Nothing is repeated any more."""
        self.stop_repeating()
        self._heard = heard

    def give_up(self) -> None:
        """Nothing came in time, or nothing can come."""
        if not self.over and not (self._invite and self.provisional):
            self._finish(0)
            self._heard(None)

    def unreachable(self) -> None:
        """The connection is gone, and with it every answer."""
        if not self.over:
            self._finish(0)
            self._heard(None)

    def on_response(self, response: Response) -> None:
        if response.code < 200:
            self._on_provisional(response)
            return
        if self._invite and response.code >= 300:
            self._line.transport.send(self._acknowledgement(response), self.peer)
        first = not self.over
        if first:
            lasting = COMPLETED_INVITE_S if self._invite else self._line.timers.t4
            self._finish(lasting if self._invite or not self._line.transport.reliable else 0)
        if first or (self._invite and response.code < 300):
            self._heard(response)

    def _on_provisional(self, response: Response) -> None:
        if self.over:
            return
        self.provisional = True
        if self._invite:
            self.stop_repeating()
            if self._end:
                self._end.cancel()
        else:
            self._pause = self._line.timers.t2
        self._heard(response)

    def _send(self) -> None:
        self._line.transport.send(self._data, self.peer)
        if not self._line.transport.reliable and not self.over:
            self._repeat = self._line.later(self._pause, self._again)

    def _again(self) -> None:
        if not self.over and not (self._invite and self.provisional):
            self._pause = self._pause * 2 if self._invite else min(self._pause * 2, self._line.timers.t2)
            self._send()

    def _finish(self, remembered_s: float) -> None:
        self.over = True
        for timer in (self._repeat, self._end):
            if timer:
                timer.cancel()
        if remembered_s:
            self._line.later(remembered_s, self.forget)
        else:
            self.forget()

    def _acknowledgement(self, response: Response) -> bytes:
        """The ACK of a refusal belongs to the transaction: same branch, one hop (RFC 3261 §17.1.1.3)."""
        request = self.request
        kept = [
            (name, value) for name, value in request.headers if name in ("from", "call-id", "route", "max-forwards")
        ]
        top = ("via", request.all("via")[0])
        headers = [top, *kept, ("to", response.get("to")), ("cseq", f"{request.cseq[0]} ACK")]
        return Request(headers, method="ACK", uri=request.uri).encode()


class ServerTransaction:
    """One request of the peer: the same answer to each repetition; an INVITE's answer is sent until its ACK."""

    def __init__(self, line: Line, request: Request, *, forget: Callable[[], None], lost: Callable[[], None]) -> None:
        self.request = request
        self.peer = request.source
        self._line = line
        self._lost = lost
        self._answer = b""
        self._pause = line.timers.t1
        self._repeat: asyncio.TimerHandle | None = None
        self._end = line.later(line.timers.patience, self._expire)
        self._forget = forget
        self._invite = request.method == "INVITE"
        self._acknowledged = not self._invite

    def respond(self, response: Response) -> None:
        self._answer = response.encode()
        self._line.transport.send(self._answer, self.peer)
        if self._invite and response.code >= 200 and not (response.code >= 300 and self._line.transport.reliable):
            self._repeat = self._line.later(self._pause, self._again)

    def repeated(self) -> None:
        """The peer sent its request again."""
        if self._answer:
            self._line.transport.send(self._answer, self.peer)

    def acknowledged(self) -> None:
        self._acknowledged = True
        if self._repeat:
            self._repeat.cancel()

    def stop(self) -> None:
        """The engine closes."""
        self.acknowledged()
        self._end.cancel()

    def _again(self) -> None:
        """Timer G; a 2xx is repeated in the same way (RFC 3261 §13.3.1.4)."""
        if not self._acknowledged:
            self._line.transport.send(self._answer, self.peer)
            self._pause = min(self._pause * 2, self._line.timers.t2)
            self._repeat = self._line.later(self._pause, self._again)

    def _expire(self) -> None:
        """Timers H and J."""
        self._forget()
        if not self._acknowledged:
            self.acknowledged()
            self._lost()
