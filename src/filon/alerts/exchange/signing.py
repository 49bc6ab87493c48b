"""Ed25519 keys and signatures (RFC 8032). Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64
PREFIX = "filon-ed25519:"
"""Begins a public key as people pass it on, so that it is not taken for something else."""
PURPOSE = b"filon-alerts-1\n"
"""Signed before the text, so that no signature serves for anything else."""


class NotAKey(ValueError):
    """The text is no public key."""


@dataclass(frozen=True)
class KeyPair:
    """Both halves in base64; ``key_id`` names the public one."""

    key_id: str
    public: str
    private: str


def new_pair() -> KeyPair:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    return KeyPair(key_id_of(public), _text(public), _text(private.private_bytes_raw()))


def key_id_of(public: bytes) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the key: enough to recognise it, the key itself is what verifies."""
    return hashlib.sha256(public).hexdigest()[:16]


def sign(text: str, *, private: str) -> str:
    """The signature of a text, in base64."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
    return _text(key.sign(PURPOSE + text.encode()))


def is_signed(text: str, *, signature: str, public: str) -> bool:
    """Whether the key's owner signed exactly this text. Anything that is no signature is a no."""
    try:
        raw = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(raw, PURPOSE + text.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def read_public(text: str) -> tuple[str, str]:
    """(key id, key in base64) of a public key as people pass it on, spaces and line ends aside. Raises NotAKey."""
    bare = "".join(text.split()).removeprefix(PREFIX)
    try:
        raw = base64.b64decode(bare, validate=True)
    except (ValueError, binascii.Error):
        raise NotAKey from None
    if len(raw) != KEY_BYTES or not any(raw):
        raise NotAKey
    return key_id_of(raw), _text(raw)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
