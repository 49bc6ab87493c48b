"""A switchboard without sound that writes down every call: `python tools/ledger_sip.py LEDGER`.

Says its UDP port on its first line, then answers on 127.0.0.1 until it is ended. What becomes of a call is decided by
its number: ``…9`` is busy, ``…8`` does not exist, any other one rings a moment and picks up. One JSON line for each
thing that happens: ``at`` (Unix time), ``number``, ``call``, and ``what``: invite, answered, refused, bye, cancel or
unacknowledged.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from filon.voice.sip.headers import Malformed, parse_uri
from filon.voice.sip.message import Headers, Request, Response, parse

RINGS_S = (0.02, 0.15)
UNACKNOWLEDGED_S = 8.0
"""A caller that does not acknowledge our answer within this time is gone (RFC 3261 §13.3.1.4, with a shorter T1)."""
SDP = "\r\n".join(
    [
        *("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"),
        *("m=audio 9 RTP/AVP 8", "a=rtpmap:8 PCMA/8000", ""),
    ]
)
REFUSALS = {"9": (486, "Busy Here"), "8": (404, "Not Found")}


class Switchboard(asyncio.DatagramProtocol):
    """The far end of a trunk. ``write`` gets each line of the ledger."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write
        self._transport: asyncio.DatagramTransport | None = None
        self._ringing: dict[str, tuple[Request, asyncio.TimerHandle]] = {}
        self._said: dict[str, bytes] = {}
        self._acknowledged: set[str] = set()
        self.up: set[str] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    @property
    def port(self) -> int:
        assert self._transport
        return int(self._transport.get_extra_info("sockname")[1])

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        try:
            message = parse(data)
        except Malformed:
            return
        if not isinstance(message, Request):
            return
        if message.method == "INVITE":
            self._invite(message, addr)
        elif message.method == "CANCEL":
            self._cancel(message, addr)
        elif message.method == "BYE":
            self._bye(message, addr)
        elif message.method == "ACK":
            self._acknowledged.add(message.call_id)
        else:
            self._say(message.respond(200, "OK", tag="board"), addr)

    def _invite(self, request: Request, addr: tuple[str, int]) -> None:
        call = request.call_id
        if call in self._said:
            self._send(self._said[call], addr)
            return
        self._note("invite", request)
        self._final(call, request.respond(180, "Ringing", tag="board", headers=self._contact()), addr)
        wait = random.uniform(*RINGS_S)  # noqa: S311 no secret
        later = asyncio.get_running_loop().call_later(wait, self._decide, request, addr)
        self._ringing[call] = request, later

    def _decide(self, request: Request, addr: tuple[str, int]) -> None:
        self._ringing.pop(request.call_id, None)
        refusal = REFUSALS.get(number_of(request)[-1:])
        if refusal:
            self._note("refused", request)
            self._final(request.call_id, request.respond(*refusal, tag="board"), addr)
            return
        self._note("answered", request)
        self.up.add(request.call_id)
        headers = [*self._contact(), ("content-type", "application/sdp")]
        answer = request.respond(200, "OK", tag="board", headers=headers, body=SDP.encode())
        self._final(request.call_id, answer, addr)
        asyncio.get_running_loop().call_later(UNACKNOWLEDGED_S, self._give_up, request)

    def _give_up(self, request: Request) -> None:
        if request.call_id in self.up and request.call_id not in self._acknowledged:
            self.up.discard(request.call_id)
            self._note("unacknowledged", request)

    def _cancel(self, request: Request, addr: tuple[str, int]) -> None:
        self._say(request.respond(200, "OK", tag="board"), addr)
        waiting = self._ringing.pop(request.call_id, None)
        if waiting:
            waiting[1].cancel()
            self._note("cancel", waiting[0])
            self._final(request.call_id, waiting[0].respond(487, "Request Terminated", tag="board"), addr)

    def _bye(self, request: Request, addr: tuple[str, int]) -> None:
        known = request.call_id in self.up
        self._say(request.respond(200, "OK") if known else request.respond(481, "No Such Call"), addr)
        if known:
            self.up.discard(request.call_id)
            self._note("bye", request)

    def _final(self, call: str, response: Response, addr: tuple[str, int]) -> None:
        self._said[call] = response.encode()
        self._send(self._said[call], addr)

    def _say(self, response: Response, addr: tuple[str, int]) -> None:
        self._send(response.encode(), addr)

    def _send(self, data: bytes, addr: tuple[str, int]) -> None:
        assert self._transport
        self._transport.sendto(data, addr)

    def _contact(self) -> Headers:
        return [("contact", f"<sip:board@127.0.0.1:{self.port}>")]

    def _note(self, what: str, request: Request) -> None:
        line = {"at": time.time(), "what": what, "number": number_of(request), "call": request.call_id}
        self._write(json.dumps(line) + "\n")


def number_of(request: Request) -> str:
    """Whom the call is for."""
    return parse_uri(request.uri).user if request.method == "INVITE" else parse_uri(request.to.uri).user


async def open_board(write: Callable[[str], object]) -> Switchboard:
    """One on a free port of this machine."""
    loop = asyncio.get_running_loop()
    _, board = await loop.create_datagram_endpoint(lambda: Switchboard(write), local_addr=("127.0.0.1", 0))
    return board


async def serve(ledger: IO[str]) -> None:
    """Until it is ended."""
    board = await open_board(ledger.write)
    print(board.port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with Path(sys.argv[1]).open("w", buffering=1, encoding="utf-8") as file:
        asyncio.run(serve(file))
