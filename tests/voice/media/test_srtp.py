from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.media.srtp import LABEL_AUTH, LABEL_CIPHER, LABEL_SALT, Rejected, Srtp, _keystream, derive

MASTER = bytes.fromhex("E1F97A0D3E018BE0D64FA32C06DE4139")
SALT = bytes.fromhex("0EC675AD498AFEEBB6960B3AABE6")
KEY = bytes(range(30))


def rtp(sequence: int, payload: bytes, source: int = 7) -> bytes:
    return bytes([0x80, 8]) + (sequence & 0xFFFF).to_bytes(2, "big") + bytes(4) + source.to_bytes(4, "big") + payload


def test_keys_of_rfc_3711_appendix_b_3() -> None:
    assert derive(MASTER, SALT, LABEL_CIPHER, 16).hex().upper() == "C61E7A93744F39EE10734AFE3FF7A087"
    assert derive(MASTER, SALT, LABEL_SALT, 14).hex().upper() == "30CBBC08863D8C85D49DB34A9AE1"
    assert derive(MASTER, SALT, LABEL_AUTH, 20).hex().upper().startswith("CEBE321F6FF7716B6FD4AB49AF256A15")


def test_keystream_of_rfc_3711_appendix_b_2() -> None:
    key = bytes.fromhex("2B7E151628AED2A6ABF7158809CF4F3C")
    stream = _keystream(key, int("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000", 16), 32)
    assert stream.hex().upper() == "E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"


@given(st.integers(0, 65_535), st.lists(st.binary(max_size=200), min_size=1, max_size=20))
def test_what_is_protected_is_read_again_past_the_end_of_the_numbers(start: int, payloads: list[bytes]) -> None:
    ours, theirs = Srtp(KEY), Srtp(KEY)
    for place, payload in enumerate(payloads):
        packet = rtp(start + place, payload)
        assert theirs.unprotect(ours.protect(packet)) == packet


@given(st.binary(max_size=100))
def test_any_bytes_are_rejected(data: bytes) -> None:
    with pytest.raises(Rejected):
        Srtp(KEY).unprotect(data)


@given(st.integers(0, 300), st.integers(1, 255))
def test_one_changed_bit_is_rejected(place: int, change: int) -> None:
    sealed = bytearray(Srtp(KEY).protect(rtp(1, bytes(160))))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(Rejected):
        Srtp(KEY).unprotect(bytes(sealed))


def test_a_packet_counts_once_and_late_ones_within_the_window() -> None:
    ours, theirs = Srtp(KEY), Srtp(KEY)
    sealed = [ours.protect(rtp(number, b"x")) for number in range(100)]
    theirs.unprotect(sealed[90])
    theirs.unprotect(sealed[80])
    for again in (90, 80, 3):
        with pytest.raises(Rejected):
            theirs.unprotect(sealed[again])
