"""SRTP, AES_CM_128_HMAC_SHA1_80 (RFC 3711): one direction of one stream, keyed by SDES (RFC 4568)."""

from __future__ import annotations

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TAG_BYTES = 10
KEY_BYTES, SALT_BYTES, AUTH_BYTES = 16, 14, 20
REPLAY_WINDOW = 64
LABEL_CIPHER, LABEL_AUTH, LABEL_SALT = 0, 1, 2
_FIXED_HEADER = 12
MAX_INDEX = 2**48


class Rejected(ValueError):
    """A packet that is none, is not from the peer, or came before."""


def derive(key: bytes, salt: bytes, label: int, length: int) -> bytes:
    """A session key from the master key (§4.3.1), with a key derivation rate of 0."""
    start = int.from_bytes(salt, "big") ^ (label << 48)
    return _keystream(key, start << 16, length)


def _keystream(key: bytes, counter: int, length: int) -> bytes:
    cipher = Cipher(algorithms.AES(key), modes.CTR(counter.to_bytes(16, "big"))).encryptor()
    return cipher.update(bytes(length))


class Srtp:
    """`protect` what we send, or `unprotect` what we receive: one object a direction. `key`: the 30 bytes of SDES."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES + SALT_BYTES:
            raise ValueError("master key and salt must be 30 bytes together")
        master, salt = key[:KEY_BYTES], key[KEY_BYTES:]
        self._cipher_key = derive(master, salt, LABEL_CIPHER, KEY_BYTES)
        self._auth_key = derive(master, salt, LABEL_AUTH, AUTH_BYTES)
        self._salt = int.from_bytes(derive(master, salt, LABEL_SALT, SALT_BYTES), "big")
        self._source: int | None = None
        self._highest = -1
        self._seen = 0

    def protect(self, packet: bytes) -> bytes:
        """An RTP packet encrypted and signed; packets must come in the order of their numbers."""
        offset, sequence, source = _header(packet)
        self._of(source)
        index = self._index(sequence)
        self._highest = max(self._highest, index)
        sealed = packet[:offset] + self._crypt(packet[offset:], source, index)
        return sealed + self._tag(sealed, index)

    def unprotect(self, packet: bytes) -> bytes:
        """The RTP packet inside. Raises `Rejected`; a rejected packet changes nothing."""
        sealed, tag = packet[:-TAG_BYTES], packet[-TAG_BYTES:]
        offset, sequence, source = _header(sealed)
        known = self._source in (None, source)
        index = self._index(sequence) if known else sequence
        if not hmac.compare_digest(tag, self._tag(sealed, index)):
            raise Rejected("wrong signature")
        self._of(source)
        self._once(index)
        return sealed[:offset] + self._crypt(sealed[offset:], source, index)

    def _of(self, source: int) -> None:
        """A new source (after a transfer) begins anew; only signed packets get here."""
        if source != self._source:
            self._source, self._highest, self._seen = source, -1, 0

    def _index(self, sequence: int) -> int:
        """The 48-bit number of a packet, guessed from its 16 bits (§3.3.1)."""
        if self._highest < 0:
            return sequence
        turn, last = divmod(self._highest, 1 << 16)
        if last < 1 << 15:
            turn -= sequence - last > 1 << 15
        else:
            turn += last - (1 << 15) > sequence
        index = (max(turn, 0) << 16) | sequence
        if index >= MAX_INDEX:
            raise Rejected("the key is used up")
        return index

    def _once(self, index: int) -> None:
        """Replay protection (§3.3.2)."""
        ahead = index - self._highest
        if ahead > 0:
            self._seen = ((self._seen << ahead) | 1) & ((1 << REPLAY_WINDOW) - 1) if ahead < REPLAY_WINDOW else 1
            self._highest = index
        elif -ahead >= REPLAY_WINDOW or self._seen >> -ahead & 1:
            raise Rejected("too old, or here before")
        else:
            self._seen |= 1 << -ahead

    def _crypt(self, payload: bytes, source: int, index: int) -> bytes:
        counter = (self._salt << 16) ^ (source << 64) ^ (index << 16)
        stream = _keystream(self._cipher_key, counter, len(payload))
        return (int.from_bytes(payload, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(payload), "big")

    def _tag(self, sealed: bytes, index: int) -> bytes:
        turn = struct.pack("!I", index >> 16 & 0xFFFFFFFF)
        return hmac.new(self._auth_key, sealed + turn, hashlib.sha1).digest()[:TAG_BYTES]


def _header(packet: bytes) -> tuple[int, int, int]:
    """(length of the header, sequence number, source) of an RTP packet."""
    if len(packet) < _FIXED_HEADER or packet[0] >> 6 != 2:
        raise Rejected("not an RTP packet")
    offset = _FIXED_HEADER + 4 * (packet[0] & 0x0F)
    if packet[0] & 0x10:
        if len(packet) < offset + 4:
            raise Rejected("a header cut short")
        offset += 4 + 4 * struct.unpack_from("!H", packet, offset + 2)[0]
    if len(packet) < offset:
        raise Rejected("a header cut short")
    sequence, _, source = struct.unpack_from("!HII", packet, 2)
    return offset, sequence, source
