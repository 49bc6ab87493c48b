"""Digits as telephone events (RFC 4733), and as tones where the peer takes no events."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from filon.voice.media.rtp import FRAME, RATE, ahead

KEYS = "0123456789*#ABCD"
PRESSED_FRAMES = 6
"""120 ms: Q.24 asks for 40, slow menus for more."""

PAUSE_FRAMES = 5
END_SENT = 3
"""The last packet of an event goes out three times (§2.5.1.4)."""

MAX_DIGITS = 64
"""Digits waiting to be sent, and digits of the peer that are kept."""

_VOLUME = 10
_ROWS = (697.0, 770.0, 852.0, 941.0)
_COLUMNS = (1209.0, 1336.0, 1477.0, 1633.0)
_PAD = "123A456B789C*0#D"
_LOUDNESS = 4_000


def check(digits: str) -> None:
    """Raise ValueError for a key that no telephone has, and for more than `MAX_DIGITS`."""
    if any(digit not in KEYS for digit in digits) or len(digits) > MAX_DIGITS:
        raise ValueError(f"up to {MAX_DIGITS} digits of {KEYS}")


@dataclass(frozen=True)
class Event:
    """One event packet to send; `start` means that the timestamp of now is the event's."""

    payload: bytes
    start: bool
    copies: int = 1


@dataclass
class DigitsOut:
    """Digits waiting to be pressed, one packet a tick."""

    _waiting: deque[str] = field(default_factory=deque)
    _frame: int = 0

    def press(self, digits: str) -> None:
        """Queue digits that `check` accepts, as far as there is room."""
        self._waiting.extend(digits[: MAX_DIGITS - len(self._waiting)])

    def next(self) -> Event | None:
        """The packet of this tick, None when audio is to be sent instead."""
        if not self._waiting:
            return None
        self._frame += 1
        if self._frame > PRESSED_FRAMES:
            if self._frame == PRESSED_FRAMES + PAUSE_FRAMES:
                self._waiting.popleft()
                self._frame = 0
            return None
        last = self._frame == PRESSED_FRAMES
        payload = bytes([KEYS.index(self._waiting[0]), _VOLUME | (0x80 if last else 0)])
        payload += (self._frame * FRAME).to_bytes(2, "big")
        return Event(payload, start=self._frame == 1, copies=END_SENT if last else 1)


@dataclass
class DigitsIn:
    """Digits of the peer: each event counts once, however many of its packets arrive."""

    heard: str = ""
    _latest: int | None = None

    def take(self, payload: bytes, timestamp: int) -> str:
        """The digit that this packet is the first of; "" for its repetitions and for anything else."""
        if len(payload) < 4 or payload[0] >= len(KEYS):
            return ""
        if self._latest is not None and ahead(timestamp, self._latest) <= 0:
            return ""
        self._latest = timestamp
        digit = KEYS[payload[0]]
        self.heard = (self.heard + digit)[-MAX_DIGITS:]
        return digit


def tones(digits: str) -> NDArray[np.int16]:
    """The same digits as sound (ITU-T Q.23), for a peer without events."""
    time = np.arange(PRESSED_FRAMES * FRAME) / RATE
    pieces = []
    for digit in digits:
        row, column = divmod(_PAD.index(digit), 4)
        sound = sum(np.sin(2 * np.pi * frequency * time) for frequency in (_ROWS[row], _COLUMNS[column]))
        pieces += [np.asarray(sound * _LOUDNESS).astype(np.int16), np.zeros(PAUSE_FRAMES * FRAME, np.int16)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
