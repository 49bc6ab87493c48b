"""The audio of one call: its socket, what we say, what the peer says, and nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.classify import Verdict
from filon.voice.media import dtmf, g711
from filon.voice.media.g711 import Law
from filon.voice.media.jitter import Arrivals, JitterBuffer
from filon.voice.media.recorder import KEPT_SECONDS, Recorder
from filon.voice.media.rtp import Packet, parse
from filon.voice.media.sender import Sender
from filon.voice.media.srtp import Rejected, Srtp
from filon.voice.sip.sdp import DEFAULT_CODECS, Answer, Codec, Crypto, Offer

if TYPE_CHECKING:
    from filon.voice.media.engine import MediaEngine

Samples = NDArray[np.int16]
Peer = tuple[str, int]
UNHEARD_TICKS = 3_000
"""Frames kept for a listener that cannot follow: one minute."""

SILENT_TICKS = 100
"""Ticks without a packet after which the peer may go on from another port: two seconds."""

MAX_DATAGRAM = 2_048
LAWS = {law.value: law for law in Law}


@dataclass(frozen=True, kw_only=True)
class MediaSettings:
    """`accepts` tells which addresses audio may come from beside the one that the answer names."""

    codecs: tuple[Codec, ...] = DEFAULT_CODECS
    srtp: bool = False
    accepts: Callable[[str], bool] = lambda address: False
    advertise: str = ""
    """Address that the peer sees us under; the local one where it is empty."""
    recorded_seconds: int = KEPT_SECONDS
    drops: float = 0.0
    """Share of our packets that are lost on purpose, to practise with a bad line."""
    on_digit: Callable[[str], None] | None = None
    """Called in the event loop of the session with each key that the peer presses."""


@dataclass
class Traffic:
    """What went over the session's socket."""

    arrivals: Arrivals
    sent: int = 0
    foreign: int = 0
    """Packets of addresses that are not the peer's."""
    rejected: int = 0
    """Datagrams that are no packet, or whose signature is wrong."""
    law: Law = field(default=Law.A)


class MediaSession:
    """Made by `MediaEngine.open`, in an event loop; its callbacks and futures belong to that loop."""

    def __init__(self, engine: MediaEngine, own: socket.socket, settings: MediaSettings) -> None:
        self.socket = own
        self.fresh: deque[bytes] = deque(maxlen=UNHEARD_TICKS)
        """Frames that the listener has not got yet; `MediaEngine` takes them."""
        self.listening = False
        self._engine = engine
        self._settings = settings
        self._loop = asyncio.get_running_loop()
        self._address: Peer = own.getsockname()[:2]
        self._crypto = Crypto.fresh() if settings.srtp else None
        self._answer: Answer | None = None
        self._peer: Peer | None = None
        self._locked = False
        self._silent = 0
        self._jitter = JitterBuffer()
        self._recorder = Recorder(settings.recorded_seconds)
        self._sender = Sender()
        self._digits = dtmf.DigitsIn()
        self._inwards: Srtp | None = None
        self._outwards: Srtp | None = None
        self._traffic = Traffic(self._jitter.arrivals)
        self._takes_events = True
        self._events = frozenset(codec.payload for codec in settings.codecs if codec.is_events)
        self._closed = False

    # What the call says

    def offer(self) -> Offer:
        """What we say of our stream, for an offer; `sdp.reply` makes an answer of it."""
        host = self._settings.advertise or self._address[0]
        return Offer(host, self._address[1], codecs=self._settings.codecs, crypto=self._crypto)

    def connect(self, answer: Answer) -> None:
        """Talk to the peer of this answer, now. Again for early audio, the answer, and every change of the session."""
        self._takes_events = answer.events is not None
        self._engine.pacer.post(lambda: self._connect(answer))

    def play(self, samples: Samples) -> asyncio.Future[bool]:
        """Say this instead of what was being said; the future is True when all of it went out, False when stopped.

        Connect first: the sound is encoded for the answer of then.
        """
        done: asyncio.Future[bool] = self._loop.create_future()
        sound = np.ascontiguousarray(samples, dtype=np.int16)
        self._engine.pacer.post(lambda: self._play(sound, done))
        return done

    def stop(self) -> None:
        """Say nothing more."""
        self._engine.pacer.post(self._sender.stop)

    def dtmf(self, digits: str) -> None:
        """Press keys: telephone events, or tones where the peer takes none. Raises ValueError for other keys."""
        dtmf.check(digits)
        if self._takes_events:
            self._engine.pacer.post(lambda: self._sender.digits.press(digits))
        else:
            self.play(dtmf.tones(digits))

    # What the call hears

    def listen(self, told: Callable[[Verdict], None] | None = None) -> None:
        """Listen to what comes from now on; `told` gets the verdict once. A second time begins anew."""
        self._engine.listen(self, told)

    async def conclude(self) -> Verdict | None:
        """The verdict, or the likeliest one with what was heard; None when nobody was listening. Listening ends."""
        return await self._engine.conclude(self)

    def recording(self, since: int = 0) -> Samples:
        """What the peer said since `connect`, or since that sample of it, as far as it is kept: 8 kHz."""
        return self._recorder.samples(since)

    @property
    def digits(self) -> str:
        """Keys that the peer pressed."""
        return self._digits.heard

    @property
    def traffic(self) -> Traffic:
        """Counters of now."""
        self._traffic.sent, self._traffic.law = self._sender.sent, self._jitter.law
        return self._traffic

    def close(self) -> None:
        """Give the port back; a second time does nothing. The recording stays readable."""
        if not self._closed:
            self._closed = True
            self._engine.close_session(self)

    # The pacer's thread from here on

    def tick(self) -> None:
        """Hear one frame, say one frame."""
        for frame in self._jitter.take():
            self._recorder.add(frame, self._jitter.law)
            if self.listening:
                self.fresh.append(frame)
        self._silent += 1
        if self._answer is None or self._answer.held or self._peer is None:
            self._sender.skip()
            return
        for packet in self._sender.packets():
            if self._settings.drops and random.random() < self._settings.drops:  # noqa: S311 no secret
                continue
            sealed = self._outwards.protect(packet) if self._outwards else packet
            with contextlib.suppress(OSError):  # a full buffer or a closed port: the next packet may pass
                self.socket.sendto(sealed, self._peer)

    def receive(self) -> None:
        """Take one datagram."""
        try:
            data, source = self.socket.recvfrom(MAX_DATAGRAM)
        except OSError:
            return
        if not self._is_peer(source[:2]):
            self._traffic.foreign += 1
            return
        packet = self._open(data)
        if packet is None:
            self._traffic.rejected += 1
            return
        self._follow(source[:2])
        self._take(packet)

    def end(self) -> None:
        """The pacer drives it no more."""
        self._sender.stop()
        self.socket.close()

    @property
    def law(self) -> Law:
        return self._jitter.law

    def _connect(self, answer: Answer) -> None:
        if self._answer is None or (answer.address, answer.port) != (self._answer.address, self._answer.port):
            self._peer, self._locked = (answer.address, answer.port), False
        if self._answer is None or answer.crypto != self._answer.crypto:
            self._inwards = Srtp(answer.crypto.key) if answer.crypto else None
        if self._crypto and self._outwards is None:
            self._outwards = Srtp(self._crypto.key)
        if self._answer is None:
            self._engine.pacer.add(self)
        self._sender.law = LAWS.get(answer.codec.payload, Law.A)
        self._jitter.expect(self._sender.law)
        self._sender.events = answer.events.payload if answer.events else None
        self._answer = answer

    def _play(self, samples: Samples, done: asyncio.Future[bool]) -> None:
        def played(whole: bool) -> None:
            if not done.done():
                done.set_result(whole)

        self._sender.play(g711.encode(samples, self._sender.law), lambda whole: self._tell(lambda: played(whole)))

    def _is_peer(self, source: Peer) -> bool:
        """Once it has sent, only the place it sent from; before, and after a silence, any port of an allowed host."""
        if self._answer is None or (self._locked and self._silent < SILENT_TICKS):
            return source == self._peer
        return source[0] == self._answer.address or self._settings.accepts(source[0])

    def _follow(self, source: Peer) -> None:
        """Symmetric RTP: answer where it comes from, behind a router that rewrites ports."""
        self._peer, self._locked, self._silent = source, True, 0

    def _open(self, data: bytes) -> Packet | None:
        if self._inwards is None:
            return parse(data)
        try:
            return parse(self._inwards.unprotect(data))
        except Rejected:
            return None

    def _take(self, packet: Packet) -> None:
        law = LAWS.get(packet.payload_type)
        if law is not None:
            self._jitter.put(packet, law)
        elif packet.payload_type in self._events:
            self._jitter.count(packet)
            digit = self._digits.take(packet.payload, packet.timestamp)
            if digit and self._settings.on_digit:
                told = self._settings.on_digit
                self._tell(lambda: told(digit))

    def _tell(self, action: Callable[[], object]) -> None:
        """In the event loop of the call, as long as there is one."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(action)

    def tell(self, told: Callable[[Verdict], None], verdict: Verdict) -> None:
        """Hand a verdict over."""
        self._tell(lambda: told(verdict))


def bind(local: str, ports: Sequence[int]) -> socket.socket:
    """A UDP socket on an address of this machine, on the first free of `ports` (0: any). Raises OSError."""
    family = socket.AF_INET6 if ":" in local else socket.AF_INET
    last: OSError | None = None
    for port in ports:
        own = socket.socket(family, socket.SOCK_DGRAM)
        own.setblocking(False)
        try:
            own.bind((local, port))
        except OSError as taken:
            own.close()
            last = taken
        else:
            return own
    raise last or OSError("no port to listen on")
