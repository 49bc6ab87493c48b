"""Digest authentication (RFC 2617, 7616, 8760): challenges read, answers made. Pure: the nonce of ours is passed in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from filon.voice.sip.headers import quoted

_HASHES: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
    "SHA-512-256": lambda data: hashlib.new("sha512_256", data).hexdigest(),
}
_PAIR = re.compile(r'(?<![\w\-])([A-Za-z][\w\-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
SESSION = "-SESS"
MAX_CHALLENGE_CHARACTERS = 2_048


@dataclass(frozen=True)
class Credentials:
    """The account that the trunk's operator gave."""

    user: str
    password: str


@dataclass(frozen=True)
class Challenge:
    """One WWW-Authenticate or Proxy-Authenticate."""

    realm: str
    nonce: str
    algorithm: str = "MD5"
    qops: tuple[str, ...] = ()
    opaque: str | None = None
    stale: bool = False

    @property
    def known(self) -> bool:
        """Whether we can answer: a hash that we have and a quality of protection that we know."""
        name = self.algorithm.upper().removesuffix(SESSION)
        return name in _HASHES and (not self.qops or bool({"auth", "auth-int"} & set(self.qops)))


@dataclass(frozen=True)
class Question:
    """What is being authenticated: method, request address, body, and how often this nonce was used with our cnonce."""

    method: str
    uri: str
    cnonce: str
    count: int = 1
    body: bytes = b""


def parse_challenge(text: str) -> Challenge | None:
    """Read a challenge; None when it is no Digest, lacks realm or nonce, or holds what an answer could not repeat."""
    scheme, _, rest = text.strip().partition(" ")
    if scheme.lower() != "digest" or len(rest) > MAX_CHALLENGE_CHARACTERS:
        return None
    values = {name.lower(): re.sub(r"\\(.)", r"\1", text_) or token for name, text_, token in _PAIR.findall(rest)}
    if "realm" not in values or not values.get("nonce") or any(ord(c) < 32 for text_ in values.values() for c in text_):
        return None
    return Challenge(
        values["realm"],
        values["nonce"],
        algorithm=values.get("algorithm", "MD5"),
        qops=tuple(word.strip().lower() for word in values.get("qop", "").split(",") if word.strip()),
        opaque=values.get("opaque"),
        stale=values.get("stale", "").lower() == "true",
    )


def choose(challenges: Iterable[str]) -> Challenge | None:
    """The first challenge that we can answer: servers write them in the order they prefer (RFC 8760 §2.4)."""
    read = (parse_challenge(text) for text in challenges)
    return next((challenge for challenge in read if challenge and challenge.known), None)


def answer(challenge: Challenge, credentials: Credentials, question: Question) -> str:
    """The value of Authorization or Proxy-Authorization."""
    quality = "auth" if "auth" in challenge.qops else "auth-int" if challenge.qops else ""
    count = f"{question.count:08x}"
    parts = [
        f"username={quoted(credentials.user)}",
        f"realm={quoted(challenge.realm)}",
        f"nonce={quoted(challenge.nonce)}",
        f"uri={quoted(question.uri)}",
        f'response="{_response(challenge, credentials, question)}"',
        f"algorithm={challenge.algorithm}",
    ]
    if quality:
        parts += [f"qop={quality}", f"nc={count}", f'cnonce="{question.cnonce}"']
    if challenge.opaque is not None:
        parts.append(f"opaque={quoted(challenge.opaque)}")
    return "Digest " + ", ".join(parts)


def _response(challenge: Challenge, credentials: Credentials, question: Question) -> str:
    name = challenge.algorithm.upper()
    hashed = _HASHES[name.removesuffix(SESSION)]

    def of(*parts: str) -> str:
        return hashed(":".join(parts).encode("utf-8", "surrogateescape"))

    secret = of(credentials.user, challenge.realm, credentials.password)
    if name.endswith(SESSION):
        secret = of(secret, challenge.nonce, question.cnonce)
    if not challenge.qops:
        return of(secret, challenge.nonce, of(question.method, question.uri))
    if "auth" in challenge.qops:
        quality, asked = "auth", of(question.method, question.uri)
    else:
        quality, asked = "auth-int", of(question.method, question.uri, hashed(question.body))
    return of(secret, challenge.nonce, f"{question.count:08x}", question.cnonce, quality, asked)
