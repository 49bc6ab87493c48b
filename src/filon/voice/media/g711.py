"""A-law and µ-law (ITU-T G.711) as two tables each way, for whole arrays at once."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Law(IntEnum):
    """The two laws, by the payload type that RFC 3551 gives them."""

    MU = 0
    A = 8


SILENCE = {Law.MU: 0xFF, Law.A: 0xD5}
"""The code of the sample nearest to nothing."""

MULAW_BIAS = 132
"""What G.711 adds before it looks for the segment, on the scale of 16 bits."""


def _alaw_table() -> NDArray[np.int16]:
    code = np.arange(256) ^ 0x55
    mantissa, segment = code & 0x0F, (code >> 4) & 0x07
    magnitude = np.where(segment == 0, (mantissa << 4) + 8, ((mantissa << 4) + 0x108) << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _mulaw_table() -> NDArray[np.int16]:
    code = ~np.arange(256) & 0xFF
    magnitude = ((((code & 0x0F) << 3) + MULAW_BIAS) << ((code >> 4) & 0x07)) - MULAW_BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _encoder(table: NDArray[np.int16]) -> NDArray[np.uint8]:
    """The nearest code of each of the 65,536 samples."""
    order = np.argsort(table, kind="stable")
    values = table[order].astype(np.int32)
    middles = (values[1:] + values[:-1]) / 2
    samples = np.arange(-32768, 32768)
    return order[np.searchsorted(middles, samples)].astype(np.uint8)


ALAW = _alaw_table()
MULAW = _mulaw_table()
_TO_ALAW = _encoder(ALAW)
_TO_MULAW = _encoder(MULAW)


def alaw_to_linear(codes: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Samples of A-law bytes."""
    return ALAW[codes]


def mulaw_to_linear(codes: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Samples of µ-law bytes."""
    return MULAW[codes]


def linear_to_alaw(samples: NDArray[np.int16]) -> NDArray[np.uint8]:
    """A-law bytes of 16-bit samples, each the nearest there is."""
    return _TO_ALAW[samples.astype(np.int32) + 32768]


def linear_to_mulaw(samples: NDArray[np.int16]) -> NDArray[np.uint8]:
    """µ-law bytes of 16-bit samples, each the nearest there is."""
    return _TO_MULAW[samples.astype(np.int32) + 32768]


def decode(codes: bytes, law: Law) -> NDArray[np.int16]:
    """Samples of the bytes of packets."""
    table = ALAW if law is Law.A else MULAW
    return table.take(np.frombuffer(codes, np.uint8), mode="wrap")  # other modes look at every place first


def encode(samples: NDArray[np.int16], law: Law) -> bytes:
    """Bytes for packets."""
    return (linear_to_alaw(samples) if law is Law.A else linear_to_mulaw(samples)).tobytes()


FROM_OTHER = {Law.A: linear_to_alaw(MULAW).tobytes(), Law.MU: linear_to_mulaw(ALAW).tobytes()}
"""Tables for `bytes.translate`: codes of the other law into this one."""
