"""Identifiers of tenant-owned rows."""

from __future__ import annotations

import os
import time
from threading import Lock
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_TAIL = (1 << 62) - 1
_TAIL_BYTES = 8


def uuid7() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): milliseconds, their fraction in twelve bits (§6.2, method 3), 62 random bits.

    New rows land at the end of every index, an id gives away no count of what exists, and each id a process makes is
    greater than those it made before: rows written one after the other in one millisecond are listed in that order.
    """
    return UUID(int=_CLOCK.stamp() | (int.from_bytes(os.urandom(_TAIL_BYTES), "big") & _TAIL))


def uuid7s(count: int) -> list[UUID]:
    """As many at once, rising too, for less: the clock and the system's noise are asked one time."""
    stamp, noise = _CLOCK.stamp(), os.urandom(_TAIL_BYTES * count)
    tails = sorted(
        int.from_bytes(noise[at : at + _TAIL_BYTES], "big") & _TAIL for at in range(0, len(noise), _TAIL_BYTES)
    )
    return [UUID(int=stamp | tail) for tail in tails]


class _Rising:
    """4,096ths of a millisecond since 1970, never the same twice in a process: a clock set back is waited for."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def stamp(self) -> int:
        ticks = time.time_ns() * 4_096 // 1_000_000
        with self._lock:
            self._last = ticks = max(ticks, self._last + 1)
        return ((ticks >> 12) << 80) | _VERSION_7 | ((ticks & 0xFFF) << 64) | _VARIANT


_CLOCK = _Rising()
