"""Names in addresses that only Filon can have written, and that tell whoever reads them nothing."""

from __future__ import annotations

import base64
import binascii
import hmac

from filon.kernel.secrets import fingerprint

SEAL_BYTES = 16
"""Half of an HMAC-SHA256: nobody finds one by trying."""


def sealed(kind: str, named: bytes, *, beside: str = "") -> str:
    """What is named, with its seal, as text for an address. ``kind`` keeps the seals of one use from serving another;
    ``beside`` is what must stand in the same address and is sealed too, without being in the text.
    """
    return base64.urlsafe_b64encode(named + _seal(kind, named, beside)).decode().rstrip("=")


def opened(kind: str, text: str, *, length: int, beside: str = "") -> bytes | None:
    """The ``length`` bytes that a text names, or None for anything that is not ours. Any text may come."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    named, seal = raw[:length], raw[length:]
    return named if len(named) == length and hmac.compare_digest(seal, _seal(kind, named, beside)) else None


def _seal(kind: str, named: bytes, beside: str) -> bytes:
    return fingerprint(kind, f"{named.hex()} {beside}" if beside else named.hex())[:SEAL_BYTES]
