"""Anybody's sound file becomes a sentence for the telephone, or one word says why not."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.voice.converting import LONGEST_S, RATE, NotASound, converted
from filon.voice.decoding import Unwanted, decode
from filon.voice.speaker import LOUDEST


def hum(seconds: float, *, rate: int = 44_100, loud: float = 0.4, channels: int = 1) -> np.ndarray:
    wave = loud * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)
    return np.tile(wave[:, None], (1, channels)).astype(np.float32)


def file(samples: np.ndarray, kind: str, *, rate: int = 44_100, subtype: str | None = None) -> bytes:
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format=kind, subtype=subtype)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "rate", "channels"),
    [
        ("WAV", 44_100, 2),
        ("WAV", 8_000, 1),
        ("MP3", 44_100, 2),
        ("OGG", 48_000, 1),
        ("FLAC", 96_000, 1),
        ("AIFF", 22_050, 2),
    ],
)
def test_every_format_becomes_the_same_hum_at_8_khz(kind: str, rate: int, channels: int) -> None:
    sound = converted(file(hum(2, rate=rate, channels=channels), kind, rate=rate))
    assert 1.9 < len(sound) / RATE < 2.2
    assert abs(int(np.abs(sound.astype(int)).max()) - LOUDEST) < 1500
    spectrum = np.abs(np.fft.rfft(sound.astype(float)))
    assert abs(np.argmax(spectrum) * RATE / len(sound) - 440) < 2


def test_the_silence_around_the_words_is_cut() -> None:
    around = np.concatenate([np.zeros((44_100, 1), np.float32), hum(1), np.zeros((88_200, 1), np.float32)])
    assert 0.9 < len(converted(file(around, "WAV"))) / RATE < 1.1


HOSTILE = [
    (b"", "format"),
    (b"RIFF\xff\xff\xff\xffWAVEfmt ", "format"),
    (b"\x7fELF" + bytes(200), "format"),
    (zlib.compress(bytes(4_000_000)), "format"),
    (b"<svg onload=alert(1)>", "format"),
    (file(hum(LONGEST_S + 0.2), "WAV"), "long"),
    (file(hum(120), "MP3"), "long"),
    (file(hum(0.2), "WAV"), "short"),
    (file(hum(3, loud=0.0), "WAV"), "silent"),
    (file(hum(1), "WAV", subtype="PCM_16")[:60], "short"),
    (file(hum(1, rate=2_000), "WAV", rate=2_000), "format"),
    (file(hum(1), "CAF"), "format"),
]


@pytest.mark.parametrize(("data", "reason"), HOSTILE, ids=[str(place) for place in range(len(HOSTILE))])
def test_what_cannot_be_said_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotASound) as refused:
        converted(data)
    assert refused.value.reason == reason


def test_a_header_that_promises_hours_is_read_no_further_than_wanted() -> None:
    lie = bytearray(file(hum(1), "WAV", subtype="PCM_16"))
    at = lie.index(b"data")
    lie[at + 4 : at + 8] = struct.pack("<I", 0xFFFFFFF0)
    assert len(decode(bytes(lie), longest_s=LONGEST_S)) <= 2 * RATE * (LONGEST_S + 1)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000), st.integers(0, 3000))
def test_no_bytes_do_more_than_be_refused(junk: bytes, at: int) -> None:
    """Damaged anywhere: read, or refused by one of the errors that the child expects."""
    for kind in ("WAV", "MP3", "OGG", "FLAC"):
        whole = bytearray(GOOD[kind])
        whole[at : at + len(junk)] = junk
        try:
            decode(bytes(whole), longest_s=1.0)
        except (Unwanted, soundfile.SoundFileError, ValueError, RuntimeError):
            continue


GOOD = {kind: file(hum(0.3), kind) for kind in ("WAV", "MP3", "OGG", "FLAC")}
