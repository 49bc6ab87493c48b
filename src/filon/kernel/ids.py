"""Identifiers of tenant-owned rows."""

from __future__ import annotations

import os
import time
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_RANDOM_BITS = (0xFFF << 64) | ((1 << 62) - 1)
_NOISE_BYTES = 10


def uuid7() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits.

    New rows land at the end of every index, and an id gives away no count of what exists.
    """
    return UUID(int=_stamp() | (int.from_bytes(os.urandom(_NOISE_BYTES), "big") & _RANDOM_BITS))


def uuid7s(count: int) -> list[UUID]:
    """As many at once, for less: the clock and the system's noise are asked one time."""
    stamp, noise = _stamp(), os.urandom(_NOISE_BYTES * count)
    return [
        UUID(int=stamp | (int.from_bytes(noise[at : at + _NOISE_BYTES], "big") & _RANDOM_BITS))
        for at in range(0, len(noise), _NOISE_BYTES)
    ]


def _stamp() -> int:
    return ((time.time_ns() // 1_000_000) << 80) | _VERSION_7 | _VARIANT
