"""Our side of a stream: one packet a tick, of what is played, of a digit, or of silence."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from filon.voice.media.dtmf import DigitsOut
from filon.voice.media.g711 import SILENCE, Law
from filon.voice.media.rtp import FRAME, Packet, build


class Sender:
    """Numbers and times of our packets. `law` and `events` are what the peer wants to get."""

    def __init__(self) -> None:
        self.law = Law.A
        self.events: int | None = None
        self.digits = DigitsOut()
        self.sent = 0
        self._sequence = secrets.randbelow(1 << 15)
        self._timestamp = secrets.randbelow(1 << 31)
        self._source = secrets.randbits(32)
        self._event_at = 0
        self._marker = True
        self._codes = b""
        self._at = 0
        self._done: Callable[[bool], None] | None = None

    def play(self, codes: bytes, done: Callable[[bool], None]) -> None:
        """Play these from the next tick on, instead of what was played; `done` comes once: were they played out?"""
        self.stop()
        self._codes, self._at, self._done, self._marker = codes, 0, done, True
        if not codes:
            self.stop(whole=True)

    def stop(self, *, whole: bool = False) -> None:
        """Silence from the next tick on."""
        done, self._codes, self._done = self._done, b"", None
        if done:
            done(whole)

    def skip(self) -> None:
        """A tick in which nothing may be sent: the peer has put us on hold. What is played waits."""
        self._timestamp += FRAME
        self._marker = True

    def packets(self) -> list[bytes]:
        """What goes out at this tick."""
        event = self.digits.next() if self.events is not None else None
        if event and self.events is not None:
            if event.start:
                self._event_at = self._timestamp
            packets = [
                self._packet(self.events, event.payload, marker=event.start, at=self._event_at)
                for _ in range(event.copies)
            ]
        else:
            packets = [self._packet(self.law, self._audio(), marker=self._marker, at=self._timestamp)]
            self._marker = False
        self._timestamp += FRAME
        return packets

    def _packet(self, payload_type: int, payload: bytes, *, marker: bool, at: int) -> bytes:
        self._sequence += 1
        self.sent += 1
        return build(Packet(payload_type, marker, self._sequence, at, self._source, payload))

    def _audio(self) -> bytes:
        if not self._codes:
            return _QUIET[self.law]
        codes = self._codes[self._at : self._at + FRAME]
        self._at += FRAME
        if self._at >= len(self._codes):
            self.stop(whole=True)
        return codes if len(codes) == FRAME else codes + _QUIET[self.law][len(codes) :]


_QUIET = {law: bytes([code]) * FRAME for law, code in SILENCE.items()}
