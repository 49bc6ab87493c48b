"""A trunk: the way out to the telephone network. `open`, then `place`; `end` closes the calls of a dead process."""

from __future__ import annotations

import asyncio
import random
import re
import ssl
from collections.abc import AsyncIterator
from typing import Protocol

from filon.voice.events import Answered, CallEvent, EarlyMedia, Ended, Failed, ReInvite, Ringing, Trying
from filon.voice.pace import Pace
from filon.voice.settings import RING_TIMEOUT_S, TrunkSettings
from filon.voice.sip import sdp
from filon.voice.sip.allow import AllowRule
from filon.voice.sip.dialog import AFTER_CRASH, Dialog, cancel_of
from filon.voice.sip.invite import Order
from filon.voice.sip.message import Response
from filon.voice.sip.outgoing import OutgoingCall
from filon.voice.sip.registration import Registration
from filon.voice.sip.resolve import Names, OutOfReach, Place, SystemNames, resolve
from filon.voice.sip.transport import Ears, Peer, Streams, Transport, Udp, source_address
from filon.voice.sip.user_agent import Errand, UserAgent

__all__ = [
    "Answered", "Call", "CallEvent", "Dialog", "EarlyMedia", "Ended", "Failed", "ReInvite", "Ringing", "Trunk",
    "TrunkFull", "TrunkSettings", "Trying",
]  # fmt: skip
NUMBER = re.compile(r"\+?[0-9*#]{1,32}")
DISCARD_PORT = 9
"""Any port will do to ask for the way to an address."""

GONE = frozenset({200, 404, 408, 410, 481})
"""Answers to the reaper's BYE after which the call is known not to be up."""


class TrunkFull(Exception):
    """The trunk has its largest number of simultaneous calls; ask again when one is over."""


class Call(Protocol):
    """One placed call."""

    @property
    def call_id(self) -> str: ...

    @property
    def answer(self) -> sdp.Answer | None: ...

    def events(self) -> AsyncIterator[CallEvent]: ...

    def dialog(self) -> Dialog: ...

    def hangup(self) -> None: ...


class Trunk:
    """One trunk in one event loop. Use as `async with await Trunk.open(settings) as trunk`."""

    def __init__(self, settings: TrunkSettings, agent: UserAgent) -> None:
        self.settings = settings
        self.agent = agent
        self.registration = Registration(agent) if settings.register else None
        self._pace = Pace(settings.calls_per_second)
        self._live = 0

    @classmethod
    async def open(cls, settings: TrunkSettings, *, names: Names | None = None) -> Trunk:
        """Resolve the name, take a port, register where asked. Raises OSError: no address, port or connection;
        `OutOfReach` where one of the addresses is not within reach: an honest name has none.
        """
        place = Place(settings.host, settings.port, settings.transport)
        targets = await resolve(place, names=names or SystemNames(), chance=random.SystemRandom())
        if settings.within_reach and not all(settings.within_reach(address) for address, _ in targets):
            raise OutOfReach(f"{settings.host} leads to an address that is not within reach")
        trunk = cls(settings, await _agent(settings, within_family(targets, bind=settings.bind)))
        if trunk.registration:
            trunk.registration.start()
        return trunk

    async def __aenter__(self) -> Trunk:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give the port back; calls that are up stay up at the peer, so hang up first."""
        if self.registration:
            await self.registration.stop()
        self.agent.close()

    @property
    def live(self) -> int:
        """Calls that are being placed or are up."""
        return self._live

    async def place(self, to: str, caller: str, offer: sdp.Offer, ring_timeout: float = RING_TIMEOUT_S) -> Call:
        """Call a number (digits, with or without +) as `caller`; returns as soon as the call may start.

        Raises `TrunkFull` at once, ValueError for a number that is none; whatever happens later is an event.
        """
        if not NUMBER.fullmatch(to) or not NUMBER.fullmatch(caller or self.settings.caller):
            raise ValueError("a telephone number has digits only, after an optional +")
        if self._live >= self.settings.max_concurrent:
            raise TrunkFull
        self._live += 1
        try:
            await asyncio.sleep(self._pace.wait(asyncio.get_running_loop().time()))
        except asyncio.CancelledError:
            self._finished()
            raise
        order = Order(to, caller or self.settings.caller, offer, ring_timeout)
        call = OutgoingCall(self.agent, order, finished=self._finished)
        call.start()
        return call

    async def end(self, dialog: Dialog) -> bool:
        """End a call that another process placed: BYE once it has a tag of the peer, CANCEL while it is unanswered.

        True when the peer says that the call is not up (any more). Raises `Malformed` where the dialog leads to a
        third address.
        """
        cancelled = await self._cancel(dialog) if not dialog.confirmed and dialog.invite_via else False
        # An INVITE that was answered cannot be cancelled any more, which says nothing of the call (RFC 3261 §9.2).
        return await self._bye(dialog) if dialog.remote_tag else cancelled

    async def _cancel(self, dialog: Dialog) -> bool:
        heard: asyncio.Future[Response | None] = asyncio.get_running_loop().create_future()

        def on_response(response: Response | None) -> None:
            if not heard.done() and (response is None or response.code >= 200):
                heard.set_result(response)

        asked = dialog.invite_host, dialog.invite_port
        peer = asked if self.agent.allow.accepts(dialog.invite_host) else self.agent.peer
        self.agent.send(cancel_of(dialog), peer, on_response)
        response = await heard
        return response is not None and response.code in GONE

    async def _bye(self, dialog: Dialog) -> bool:
        heard: asyncio.Future[Response | None] = asyncio.get_running_loop().create_future()
        numbers = iter(range(dialog.cseq + AFTER_CRASH, dialog.cseq + AFTER_CRASH + 100))
        self.agent.send_in(dialog, Errand("BYE"), cseq=lambda: next(numbers), heard=heard.set_result)
        response = await heard
        return response is not None and response.code in GONE

    def _finished(self) -> None:
        self._live -= 1


def within_family(targets: list[Peer], *, bind: str) -> list[Peer]:
    """Those of the first that this machine has a way to, IPv4 or IPv6: a call keeps to one of them. Raises OSError."""
    last: OSError | None = None
    for address, _ in targets:
        six = ":" in address
        if bind and (":" in bind) != six:
            continue
        try:
            source_address((address, DISCARD_PORT))
        except OSError as fault:
            last = fault
        else:
            return [target for target in targets if (":" in target[0]) == six]
    raise last or OSError("no address of the trunk is of the kind that it is to be reached from")


async def _agent(settings: TrunkSettings, targets: list[Peer]) -> UserAgent:
    allow = AllowRule(settings.allowed, within_reach=settings.within_reach)
    allow.add(address for address, _ in targets)
    deaf: list[UserAgent] = []
    ears = Ears(
        received=lambda data, peer: deaf[0].received(data, peer) if deaf else None,
        unreachable=lambda peer: deaf[0].unreachable(peer) if deaf else None,
    )
    transport = await _transport(settings, targets, ears)
    agent = UserAgent(settings, allow, transport, targets)
    deaf.append(agent)
    return agent


async def _transport(settings: TrunkSettings, targets: list[Peer], ears: Ears) -> Transport:
    bind = (settings.bind or source_address(targets[0]), settings.bind_port)
    if settings.transport == "udp":
        datagrams = Udp(ears)
        await datagrams.open(bind)
        return datagrams
    tls = ssl.create_default_context(cafile=settings.tls_ca_file or None) if settings.transport == "tls" else None
    streams = Streams(ears, tls=tls, tls_name=settings.tls_name or settings.host, bind=bind)
    for target in list(targets):
        try:
            await streams.open(target)
        except OSError:
            if target == targets[-1]:
                raise
            targets.append(targets.pop(0))
        else:
            break
    return streams
