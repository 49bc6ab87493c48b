"""Reading and writing WAV files: PCM of 8 to 32 bits, floats, A-law and µ-law, any rate, any number of channels."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.audio.resample import RATE, resample
from filon.voice.media.g711 import alaw_to_linear, mulaw_to_linear

PCM, FLOAT, ALAW, MULAW, EXTENSIBLE = 1, 3, 6, 7, 0xFFFE
LONGEST_BYTES = 64 * 1024 * 1024
"""More than ten minutes of 48 kHz stereo: nobody waits that long for a receptionist."""

LOWEST_RATE, HIGHEST_RATE, MOST_CHANNELS = 4000, 192_000, 16
ALIKE = 0.5
"""Correlation above which two channels hold the same voice, and their mean is better than either."""


class NotAWav(ValueError):
    """The file cannot be listened to; the message says why, for the person who named it."""


@dataclass(frozen=True)
class _Layout:
    code: int
    channels: int
    rate: int
    bits: int


def read_wav(path: Path) -> NDArray[np.int16]:
    """The sound of a WAV file as 8 kHz mono int16.

    Raises `NotAWav` when the file is not one, is too long, or holds a format nobody sends.
    """
    try:
        if path.stat().st_size > LONGEST_BYTES:
            raise NotAWav(f"{path}: more than {LONGEST_BYTES // 1024 // 1024} MB")
        return decode_wav(path.read_bytes())
    except OSError as error:
        raise NotAWav(f"{path}: {error.strerror}") from error


def decode_wav(data: bytes) -> NDArray[np.int16]:
    """Same as `read_wav`, from bytes in memory."""
    layout, body = _chunks(data)
    channels = _samples(layout, body)
    if not channels.size:
        raise NotAWav("no sound in the file")
    mono = resample(_one_voice(channels), source=layout.rate)
    return np.clip(np.nan_to_num(mono) * 32768, -32768, 32767).astype(np.int16)


def _chunks(data: bytes) -> tuple[_Layout, bytes]:
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NotAWav("not a RIFF/WAVE file")
    layout, at = None, 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + size]
        if name == b"fmt ":
            layout = _layout(body)
        elif name == b"data" and layout is not None:
            # A writer that streams leaves the size at zero or at its maximum: what follows is sound.
            return layout, body if 0 < size < 0xFFFFFF00 else data[at + 8 :]
        at += 8 + size + (size & 1)
    raise NotAWav("no sound in the file")


def _layout(body: bytes) -> _Layout:
    if len(body) < 16:
        raise NotAWav("format chunk cut short")
    code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", body)
    if code == EXTENSIBLE and len(body) >= 26:
        code = struct.unpack_from("<H", body, 24)[0]
    if not (1 <= channels <= MOST_CHANNELS and LOWEST_RATE <= rate <= HIGHEST_RATE):
        raise NotAWav(f"{channels} channels at {rate} Hz")
    return _Layout(code=code, channels=channels, rate=rate, bits=bits)


def _samples(layout: _Layout, body: bytes) -> NDArray[np.float32]:
    """Floats between −1 and 1, one row per channel."""
    width = layout.bits // 8
    step = max(1, width) * layout.channels
    body = body[: len(body) // step * step]
    match layout.code, layout.bits:
        case (1, 8):
            flat = (np.frombuffer(body, np.uint8).astype(np.float32) - 128) / 128
        case (1, 16):
            flat = np.frombuffer(body, "<i2").astype(np.float32) / 32768
        case (1, 24):
            parts = np.frombuffer(body, np.uint8).reshape(-1, 3).astype(np.int32)
            flat = ((parts[:, 0] << 8 | parts[:, 1] << 16 | parts[:, 2] << 24) / 2**31).astype(np.float32)
        case (1, 32):
            flat = (np.frombuffer(body, "<i4") / 2**31).astype(np.float32)
        case (3, 32):
            flat = np.frombuffer(body, "<f4").astype(np.float32)
        case (3, 64):
            flat = np.frombuffer(body, "<f8").astype(np.float32)
        case (6, 8):
            flat = alaw_to_linear(np.frombuffer(body, np.uint8)).astype(np.float32) / 32768
        case (7, 8):
            flat = mulaw_to_linear(np.frombuffer(body, np.uint8)).astype(np.float32) / 32768
        case code, bits:
            raise NotAWav(f"format {code} of {bits} bits")
    flat = np.clip(np.nan_to_num(flat), -1, 1)
    return np.ascontiguousarray(flat.reshape(-1, layout.channels).T)


def _one_voice(channels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of channels that agree, or the loudest of channels that do not (one side each of a conversation)."""
    if len(channels) == 1 or not channels.shape[1]:
        return np.asarray(channels[0], np.float32)
    power = np.einsum("ij,ij->i", channels, channels)
    chosen = channels[int(power.argmax())]
    others = np.sqrt(power * power.max()) + 1e-9
    if bool(((channels @ chosen) / others > ALIKE).all()):
        chosen = channels.mean(axis=0, dtype=np.float32)
    return np.asarray(chosen, np.float32)


def encode_wav(samples: NDArray[np.int16]) -> bytes:
    """A WAV file: 8 kHz mono 16-bit PCM."""
    body = samples.astype("<i2").tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(body), b"WAVE", b"fmt ", 16, PCM, 1, RATE,
                       RATE * 2, 2, 16, b"data", len(body))  # fmt: skip
    return head + body


def write_wav(path: Path, samples: NDArray[np.int16]) -> None:
    """Write what `encode_wav` makes."""
    path.write_bytes(encode_wav(samples))
