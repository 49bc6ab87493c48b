"""Packets as they arrive become frames as they were spoken: put in order, gaps filled, silence where nothing comes.

Samples have their place by timestamp. A frame goes out when it is whole, when enough came after it to call the rest
lost, or when the peer has sent nothing for a while. Frames are counted by the pacer's ticks, so that a peer that stops
sending is heard as silence in real time. All sound is in codes of one law of G.711, one byte a sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from filon.voice.media import g711
from filon.voice.media.g711 import FROM_OTHER, SILENCE, Law
from filon.voice.media.rtp import FRAME, RATE, Packet, ahead

START_TICKS = 3
"""Frames gathered before the first goes out: what the network may delay a packet without harm."""

REORDER = 3 * FRAME
"""Samples that must have come after a frame before what it lacks is lost and no longer late."""

PATIENCE_TICKS = 10
"""Ticks without any packet after which silence is heard; a late burst up to then loses nothing."""

BACKLOG = 8 * FRAME
"""Samples waiting beyond which two frames go out at a tick."""

MAX_JUMP = 2 * RATE
"""Timestamps farther from what is expected begin a new line: the peer started anew."""

FADE = 0.7
"""A lost frame is the one before it, softer."""

FADE_FRAMES = 5


@dataclass
class Arrivals:
    """What came of the peer's packets, by sequence numbers (RFC 3550 appendix A.3)."""

    received: int = 0
    late: int = 0
    concealed: int = 0
    sources: int = 0
    expected: int = 0

    @property
    def lost(self) -> int:
        return max(0, self.expected - self.received)


class JitterBuffer:
    """One direction of one stream. `put` packets, `take` frames once a tick; not for several threads."""

    def __init__(self) -> None:
        self.law = Law.A
        self.arrivals = Arrivals()
        self._codes = bytearray()
        self._there = bytearray()
        self._next = 0
        self._source: int | None = None
        self._candidate: tuple[int, int] = (-1, -1)
        self._highest = 0
        self._starting = 0
        self._dry = 0
        self._invented = 0
        self._last = b""
        self._faded = 0

    def __len__(self) -> int:
        """Samples that wait."""
        return len(self._codes)

    def expect(self, law: Law) -> None:
        """The law of the answer, until packets tell better."""
        if self._source is None:
            self.law = law

    def put(self, packet: Packet, law: Law) -> None:
        """Take a packet of audio in that law."""
        if packet.source != self._source and not self._accept(packet, law):
            return
        self.count(packet)
        codes = packet.payload if law is self.law else packet.payload.translate(FROM_OTHER[self.law])
        place = ahead(packet.timestamp, self._next)
        if place < 0 and (place < -MAX_JUMP or self._invented * FRAME >= -place):
            place = self._begin_anew(packet)
        elif place < 0:
            self.arrivals.late += 1
            return
        elif place > MAX_JUMP:
            place = self._begin_anew(packet)
        self._invented = 0
        self._write(place, codes)

    def take(self) -> list[bytes]:
        """The frames that are due at this tick: one as a rule, none while a late one is waited for."""
        if self._source is None:
            return [self._quiet()]
        if self._starting:
            self._starting -= 1
            return [self._quiet()]
        frames = [frame for _ in range(2 if len(self._codes) > BACKLOG else 1) if (frame := self._frame())]
        self._dry = 0 if frames else self._dry + 1
        if frames or self._dry < PATIENCE_TICKS:
            return frames
        return self._run_dry(PATIENCE_TICKS if self._dry == PATIENCE_TICKS else 1)

    def _accept(self, packet: Packet, law: Law) -> bool:
        """The first source at once; another when it has sent two packets in a row (RFC 3550 appendix A.1)."""
        first = self._source is None
        if not first and self._candidate != (packet.source, packet.sequence):
            self._candidate = packet.source, (packet.sequence + 1) & 0xFFFF
            return False
        if first:
            self.law, self._starting = law, START_TICKS
        self._source = packet.source
        self.arrivals.sources += 1
        self._highest = (packet.sequence - 1) & 0xFFFF
        self._begin_anew(packet)
        return True

    def _begin_anew(self, packet: Packet) -> int:
        """The packet follows what waits, whatever its number says; where more waits than is caught up with, that is
        dropped. Answers its place."""
        if len(self._codes) > BACKLOG:
            self._codes.clear()
            self._there.clear()
        self._next = (packet.timestamp - len(self._codes)) & 0xFFFFFFFF
        return len(self._codes)

    def count(self, packet: Packet) -> None:
        """Note that a packet came; those of digits have their numbers in the same row."""
        if packet.source != self._source:
            return
        step = (packet.sequence - self._highest) & 0xFFFF
        self.arrivals.received += 1
        if 0 < step < 0x8000:
            self.arrivals.expected += step if step < RATE // FRAME * 2 else 1
            self._highest = packet.sequence

    def _write(self, place: int, codes: bytes) -> None:
        missing = place + len(codes) - len(self._codes)
        if missing > 0:
            self._codes += bytes(missing)
            self._there += bytes(missing)
        self._codes[place : place + len(codes)] = codes
        self._there[place : place + len(codes)] = b"\1" * len(codes)

    def _frame(self) -> bytes:
        """The next frame when it is whole or can only get worse; empty while it may still come."""
        if len(self._codes) < FRAME:
            return b""
        gap = self._there.find(0, 0, FRAME)
        if gap >= 0 and len(self._codes) - FRAME < REORDER:
            return b""
        frame = bytes(self._codes[:FRAME])
        if gap >= 0:
            frame = self._conceal(frame, bytes(self._there[:FRAME]))
        else:
            self._faded = 0
        del self._codes[:FRAME], self._there[:FRAME]
        self._next = (self._next + FRAME) & 0xFFFFFFFF
        self._last = frame
        return frame

    def _run_dry(self, ticks: int) -> list[bytes]:
        """What is there, then silence for what was not sent; the place of what comes next is kept."""
        frames = []
        while self._codes:
            padding = bytes(max(0, FRAME - len(self._codes)))
            frame, there = bytes(self._codes[:FRAME]) + padding, bytes(self._there[:FRAME]) + padding
            frames.append(self._conceal(frame, there))
            del self._codes[:FRAME], self._there[:FRAME]
        frames += [self._quiet()] * (ticks - len(frames))
        self._next = (self._next + len(frames) * FRAME) & 0xFFFFFFFF
        self._invented += len(frames)
        self._last, self._faded = b"", 0
        return frames

    def _conceal(self, frame: bytes, there: bytes) -> bytes:
        """The frame before, softer, where nothing came; silence when that has gone on."""
        self.arrivals.concealed += 1
        self._faded += 1
        before = self._last if self._last and self._faded <= FADE_FRAMES else self._quiet()
        softer = (g711.decode(before, self.law) * FADE).astype(np.int16)
        known = np.frombuffer(there, np.uint8).astype(bool)
        return g711.encode(np.where(known, g711.decode(frame, self.law), softer), self.law)

    def _quiet(self) -> bytes:
        return _QUIET[self.law]


_QUIET = {law: bytes([code]) * FRAME for law, code in SILENCE.items()}
