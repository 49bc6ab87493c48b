"""Any file is read or refused with a sentence."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.voice.listen.sounds import tone

from filon.voice.listen.audio.resample import resample
from filon.voice.listen.audio.wav import NotAWav, decode_wav, read_wav, write_wav
from filon.voice.listen.features import Column, describe_clip
from filon.voice.media.g711 import linear_to_alaw, linear_to_mulaw

SOUND = tone(1000, seconds=0.5)


def wav(body: bytes, *, code: int, channels: int = 1, rate: int = 8000, bits: int = 16) -> bytes:
    form = struct.pack("<HHIIHH", code, channels, rate, rate * channels * bits // 8, channels * bits // 8, bits)
    chunks = b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def sound_or_refusal(data: bytes) -> np.ndarray | str:
    try:
        return decode_wav(data)
    except NotAWav as refusal:
        return str(refusal)


@given(st.binary(max_size=200))
@example(b"RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff")
def test_any_bytes_are_sound_or_a_refusal(data: bytes) -> None:
    heard = sound_or_refusal(data)

    assert isinstance(heard, str) or heard.dtype == np.int16


CODES, BITS = st.sampled_from([1, 3, 6, 7, 9]), st.sampled_from([0, 8, 16, 24, 32, 64])


@given(st.binary(max_size=100), CODES, st.integers(0, 20), BITS)
def test_any_body_of_any_layout_is_sound_or_a_refusal(body: bytes, code: int, channels: int, bits: int) -> None:
    heard = sound_or_refusal(wav(body, code=code, channels=channels, bits=bits))

    assert isinstance(heard, str) or heard.ndim == 1


@pytest.mark.parametrize(
    "data",
    [
        wav(SOUND.tobytes(), code=1),
        wav(linear_to_alaw(SOUND).tobytes(), code=6, bits=8),
        wav(linear_to_mulaw(SOUND).tobytes(), code=7, bits=8),
        wav(np.repeat(SOUND, 2).tobytes(), code=1, channels=2),
        wav(np.column_stack([np.zeros_like(SOUND), SOUND]).tobytes(), code=1, channels=2),
        wav((SOUND / 32768).astype("<f4").tobytes(), code=3, bits=32),
        wav((SOUND.astype("<i4") << 16).tobytes(), code=1, bits=32),
    ],
    ids=["pcm", "alaw", "mulaw", "stereo", "one_side", "float", "pcm32"],
)
def test_every_layout_gives_the_same_sound(data: bytes) -> None:
    heard = decode_wav(data).astype(int)

    assert abs(len(heard) - len(SOUND)) <= 1
    assert np.abs(heard[: len(SOUND)] - SOUND[: len(heard)]).max() < 150


@pytest.mark.parametrize("rate", [11025, 16000, 44100, 48000])
def test_a_higher_rate_becomes_8_khz_without_what_8_khz_cannot_hold(rate: int) -> None:
    t = np.arange(rate) / rate
    kept, lost = (resample(np.sin(2 * np.pi * f * t).astype(np.float32), source=rate) for f in (1000, 5000))

    assert abs(len(kept) - 8000) <= 1
    assert abs(float(np.sqrt(np.mean(kept[500:-500] ** 2))) - 0.707) < 0.02
    assert float(np.abs(lost[500:-500]).max()) < 0.02


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", SOUND)

    assert (read_wav(tmp_path / "a.wav") == SOUND).all()
    assert abs(describe_clip(SOUND)[5][Column.PEAK] - 1000) < 5


def test_a_file_without_sound_is_none() -> None:
    with pytest.raises(NotAWav, match="no sound"):
        decode_wav(wav(b"", code=1, channels=1, bits=16))
