"""The other end of a trunk: takes calls and answers them, for practice switchboards and for measuring.

Nothing of it faces a real operator: it accepts calls from loopback alone, asks for no password and charges nobody.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSession, MediaSettings
from filon.voice.settings import TrunkSettings
from filon.voice.sip import sdp
from filon.voice.sip.allow import AllowRule
from filon.voice.sip.dialog import Dialog
from filon.voice.sip.headers import Malformed, parse_name_address, parse_uri, quoted
from filon.voice.sip.message import Headers, Request, parse
from filon.voice.sip.timers import Timers
from filon.voice.sip.transaction import ServerTransaction
from filon.voice.sip.transport import Ears, Peer, Udp
from filon.voice.sip.user_agent import ALLOWED_METHODS, Errand, UserAgent

log = logging.getLogger(__name__)
HERE = "127.0.0.1"
LOOPBACK = ("127.0.0.0/8",)
QUICK = Timers(t1=0.1, t2=0.4, t4=0.5)
"""On loopback a message is there at once, or lost."""

REMEMBERED_S = 8.0
"""A call that is over still takes late acknowledgements this long."""

LONGEST_CALL_S = 300.0
BUSY_AT = 400
"""Calls at once; one more is told that the line is busy, as a real switchboard would."""


@dataclass(frozen=True)
class Called:
    """Who calls whom: the user and the host of the address that was called, and the caller's number."""

    number: str
    host: str
    caller: str


class IncomingCall:
    """One call, in the hands of its handler until it is over; every method but these is the user agent's."""

    def __init__(self, place: Answering, request: Request, transaction: ServerTransaction) -> None:
        self.called = called(request)
        self.session: MediaSession | None = None
        self.answered = False
        self.task: asyncio.Task[None] | None = None
        self._place = place
        self._request = request
        self._transaction = transaction
        self._tag = secrets.token_hex(8)
        self._cseq = itertools.count(secrets.randbelow(9_000) + 1)
        self._audio: tuple[sdp.Answer, bytes] | None = None
        self._final = False

    # What a handler does

    def ring(self) -> None:
        """180."""
        self._say(180, "Ringing")

    def early(self) -> MediaSession:
        """183 with audio, which can be spoken into from now on. Raises `Malformed`: no audio was offered."""
        session, body = self._open()
        self._say(183, "Session Progress", body=body)
        return session

    def answer(self) -> MediaSession:
        """200 with audio. Raises `Malformed` like `early`."""
        session, body = self._open()
        self.answered = self._final = True
        self._say(200, "OK", body=body)
        return session

    def refuse(self, code: int, reason: str, *, q850: int | None = None) -> None:
        """A final code from 300 to 699, with its cause in the words of the telephone network."""
        self._final = True
        cause: Headers = [("reason", f"Q.850;cause={q850};text={quoted(reason)}")] if q850 else []
        self._say(code, reason, headers=cause)

    def hang_up(self) -> None:
        """BYE."""
        if self.answered and not self._place.forgotten(self):
            self._place.agent.send_in(self._dialog(), Errand("BYE"), cseq=lambda: next(self._cseq), heard=_ignore)
            self.end()

    # What the user agent says

    def on_request(self, request: Request, transaction: ServerTransaction) -> None:
        if request.method == "BYE":
            transaction.respond(request.respond(200, "OK"))
            self.end()
        elif request.method in ("INVITE", "UPDATE") and self._audio:
            headers = [("contact", self._place.agent.contact()), ("content-type", sdp.TYPE)]
            transaction.respond(request.respond(200, "OK", headers=headers, body=self._audio[1]))
        else:
            transaction.respond(request.respond(200, "OK", headers=[("allow", ALLOWED_METHODS)]))

    def on_acknowledgement(self, request: Request) -> None:
        self._transaction.acknowledged()

    def on_unacknowledged(self) -> None:
        """A repeated offer that nobody acknowledged changes nothing here."""

    def on_stray(self, response: object) -> None:
        """Answers to nothing are ignored."""

    def on_cancel(self) -> None:
        """The caller gave up."""
        if not self._final:
            self.refuse(487, "Request Terminated")
            self.end()

    def end(self) -> None:
        """The call is over: its handler stops and its port is free."""
        if self.task and self.task is not asyncio.current_task():
            self.task.cancel()
        if self.session:
            self.session.close()
        self._place.forget(self)

    @property
    def call_id(self) -> str:
        return self._request.call_id

    def trying(self) -> None:
        """100, at once."""
        self._transaction.respond(self._request.respond(100, "Trying"))

    @property
    def settled(self) -> bool:
        """Whether a final answer went out."""
        return self._final

    def _open(self) -> tuple[MediaSession, bytes]:
        """The audio that the caller's offer asks for; the same at the second time."""
        described = sdp.parse(self._request.body)
        if not self._place.agent.allow.accepts(described.address):
            raise Malformed("audio is wanted at an address that is not this machine's")
        if self.session is None or self._audio is None:
            self.session = self._place.media.open(
                HERE,
                MediaSettings(srtp=described.secured, drops=self._place.drops, recorded_seconds=round(LONGEST_CALL_S)),
            )
            ours = self.session.offer()
            answer = sdp.agree(ours, described)
            self._audio = answer, sdp.answering(self._request.body, sdp.reply(ours, answer, version=1))
            self.session.connect(answer)
        return self.session, self._audio[1]

    def _say(self, code: int, reason: str, *, headers: Headers | None = None, body: bytes = b"") -> None:
        extra: Headers = [("contact", self._place.agent.contact()), ("allow", ALLOWED_METHODS), *(headers or [])]
        if body:
            extra.append(("content-type", sdp.TYPE))
        self._transaction.respond(self._request.respond(code, reason, tag=self._tag, headers=extra, body=body))

    def _dialog(self) -> Dialog:
        request = self._request
        contact = request.all("contact")
        target = parse_name_address(contact[0]).uri if contact else request.from_.uri
        routes = tuple(request.all("record-route"))
        local = f"{request.get('to')};tag={self._tag}"
        return Dialog(request.call_id, local, request.get("from"), target, 0, routes=routes, confirmed=True)


Handler = Callable[[IncomingCall], Coroutine[Any, Any, None]]


class Answering:
    """A place that can be called on loopback. Use `open`; `close` ends every call."""

    def __init__(self, agent: UserAgent, media: MediaEngine, handler: Handler) -> None:
        self.agent = agent
        self.media = media
        self.drops = 0.0
        """Share of the packets of audio that get lost; set it before the calls."""
        self._handler = handler
        self._calls: dict[str, IncomingCall] = {}
        agent.stranger = self._on_invite

    @classmethod
    async def open(cls, handler: Handler, *, media: MediaEngine, port: int = 0) -> Answering:
        """Listen on a UDP port of 127.0.0.1. Raises OSError when it is taken."""
        places: list[Answering] = []
        ears = Ears(lambda data, peer: places[0].received(data, peer) if places else None, unreachable=_ignore)
        transport = Udp(ears)
        await transport.open((HERE, port))
        settings = TrunkSettings(host=HERE, caller="practice", timers=QUICK)
        agent = UserAgent(settings, AllowRule(LOOPBACK), transport, [(HERE, 0)])
        places.append(cls(agent, media, handler))
        return places[0]

    @property
    def port(self) -> int:
        return self.agent.transport.local((HERE, 0))[1]

    @property
    def live(self) -> int:
        """Calls that ring or are up."""
        return len(self._calls)

    def close(self) -> None:
        for call in list(self._calls.values()):
            call.hang_up()
            call.end()
        self.agent.close()

    def received(self, data: bytes, peer: Peer) -> None:
        """One datagram. The user agent answers a CANCEL; what it cancels is ended here."""
        self.agent.received(data, peer)
        if not data.startswith(b"CANCEL ") or not self.agent.allow.accepts(peer[0]):
            return
        try:
            call = self._calls.get(parse(data).call_id)
        except Malformed:
            return
        if call:
            call.on_cancel()

    def forgotten(self, call: IncomingCall) -> bool:
        return self._calls.get(call.call_id) is not call

    def forget(self, call: IncomingCall) -> None:
        if not self.forgotten(call):
            del self._calls[call.call_id]
            self.agent.later(REMEMBERED_S, lambda: self._forget_owner(call.call_id))

    def _forget_owner(self, call_id: str) -> None:
        self.agent.owners.pop(call_id, None)

    def _on_invite(self, request: Request, transaction: ServerTransaction) -> None:
        if request.call_id in self.agent.owners:
            return
        call = IncomingCall(self, request, transaction)
        self._calls[call.call_id] = self.agent.owners[call.call_id] = call
        if len(self._calls) > BUSY_AT:
            call.refuse(486, "Busy Here", q850=17)
            call.end()
            return
        call.trying()
        call.task = asyncio.ensure_future(self._handle(call))

    async def _handle(self, call: IncomingCall) -> None:
        try:
            async with asyncio.timeout(LONGEST_CALL_S):
                await self._handler(call)
        except Malformed as refusal:
            call.refuse(488, str(refusal))
        except TimeoutError:
            log.info("a call lasted as long as a call may")
        except Exception:
            log.exception("a practice call could not be handled")
        if not call.settled:
            call.refuse(480, "Temporarily Unavailable")
        call.hang_up()
        call.end()


def called(request: Request) -> Called:
    """Numbers without the leading +, the host in lower case; "" for what cannot be read."""
    caller = ""
    try:
        uri = parse_uri(request.uri)
        caller = parse_uri(request.from_.uri).user
    except Malformed:
        return Called("", "", caller)
    return Called(uri.user.partition(";")[0].lstrip("+"), uri.host.lower(), caller.lstrip("+"))


def _ignore(_: object) -> None:
    """Nobody waits for this."""
