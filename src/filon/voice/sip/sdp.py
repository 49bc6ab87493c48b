"""Session descriptions (RFC 4566), offered and answered (RFC 3264): one audio stream, with SDES keys (RFC 4568)."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
import secrets
from dataclasses import dataclass, field, replace
from itertools import pairwise

from filon.voice.sip.headers import Malformed, readable

TYPE = "application/sdp"
SUITE = "AES_CM_128_HMAC_SHA1_80"
KEY_BYTES = 30
"""16 of the master key, 14 of the master salt (RFC 4568 §6.2)."""
MAX_LINES = 512
MAX_CODECS = 32
MAX_STREAMS = 16
EVENTS = "telephone-event"
OPPOSITE = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
_RTPMAP = re.compile(r"(\d{1,3})\s+([A-Za-z0-9\-._]+)/(\d{1,6})")
_LIFETIME = re.compile(r"(?:\|(?:2\^)?[0-9]{1,15})?")
_CRYPTO = re.compile(r"(\d{1,9})\s+(\w+)\s+inline:([A-Za-z0-9+/=]+)(.*)")


@dataclass(frozen=True)
class Codec:
    """A payload type of the stream."""

    payload: int
    name: str
    rate: int = 8000
    format: str = ""

    @property
    def is_events(self) -> bool:
        return self.name.lower() == EVENTS


PCMA = Codec(8, "PCMA")
PCMU = Codec(0, "PCMU")
DIGITS = Codec(101, EVENTS, format="0-16")
_STATIC = {0: PCMU, 8: PCMA}
DEFAULT_CODECS = (PCMA, PCMU, DIGITS)


@dataclass(frozen=True)
class Crypto:
    """One a=crypto line: master key and salt together, `KEY_BYTES` long. The key is left out of repr."""

    key: bytes = field(repr=False)
    tag: int = 1
    suite: str = SUITE

    @classmethod
    def fresh(cls) -> Crypto:
        return cls(secrets.token_bytes(KEY_BYTES))

    def line(self) -> str:
        return f"a=crypto:{self.tag} {self.suite} inline:{base64.b64encode(self.key).decode()}"


@dataclass(frozen=True)
class Offer:
    """What we say of our stream, in an offer and in an answer alike. `address` is an IP address of ours."""

    address: str
    port: int
    codecs: tuple[Codec, ...] = DEFAULT_CODECS
    crypto: Crypto | None = None
    direction: str = "sendrecv"
    ptime: int = 20
    session: int = 1
    version: int = 1

    def encode(self) -> bytes:
        family = "IP6" if ":" in self.address else "IP4"
        payloads = " ".join(str(codec.payload) for codec in self.codecs)
        lines = [
            "v=0",
            f"o=- {self.session} {self.version} IN {family} {self.address}",
            "s=-",
            f"c=IN {family} {self.address}",
            "t=0 0",
            f"m=audio {self.port} {'RTP/SAVP' if self.crypto else 'RTP/AVP'} {payloads}",
        ]
        for codec in self.codecs:
            lines.append(f"a=rtpmap:{codec.payload} {codec.name}/{codec.rate}")
            if codec.format:
                lines.append(f"a=fmtp:{codec.payload} {codec.format}")
        if self.crypto:
            lines.append(self.crypto.line())
        return ("\r\n".join([*lines, f"a=ptime:{self.ptime}", f"a={self.direction}"]) + "\r\n").encode()


@dataclass(frozen=True)
class Answer:
    """What the peer wants to get: where, in which codec, how digits are sent, with which key it encrypts."""

    address: str
    port: int
    codec: Codec
    events: Codec | None = None
    crypto: Crypto | None = None
    direction: str = "sendrecv"
    """Seen from the peer: "sendonly" and "inactive" mean that we are on hold."""
    ptime: int = 20

    @property
    def held(self) -> bool:
        return self.direction in ("sendonly", "inactive") or self.address in ("0.0.0.0", "::")  # noqa: S104 hold as in RFC 2543


@dataclass(frozen=True)
class Description:
    """A description as it was read, nothing chosen yet."""

    address: str
    port: int
    secured: bool
    codecs: tuple[Codec, ...]
    cryptos: tuple[Crypto, ...] = ()
    direction: str = "sendrecv"
    ptime: int = 20


class NoAgreement(Malformed):
    """A description that can be read but leaves us nothing to talk with."""


def parse(body: bytes) -> Description:
    """Read the first audio stream. Raises `Malformed`, and nothing else, for anything that is no description."""
    lines = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise Malformed("too many lines in the session description")
    session, audio = _parts(lines)
    if not audio:
        raise Malformed("no audio stream in the session description")
    port, protocol, payloads = _media(audio[0])
    address = _last(audio, "c=") or _last(session, "c=")
    return Description(
        _address(address),
        port,
        protocol.upper() in ("RTP/SAVP", "RTP/SAVPF"),
        _codecs(audio, payloads),
        cryptos=_cryptos(audio),
        direction=_direction(audio) or _direction(session) or "sendrecv",
        ptime=_ptime(audio),
    )


def agree(offer: Offer, described: Description) -> Answer:
    """What we talk with, now that the peer has answered our offer. Raises `NoAgreement` with the reason."""
    if described.port == 0:
        raise NoAgreement("the peer refused the audio stream")
    ours = {(codec.name.lower(), codec.rate) for codec in offer.codecs}
    shared = [codec for codec in described.codecs if (codec.name.lower(), codec.rate) in ours]
    voices = [codec for codec in shared if not codec.is_events]
    if not voices:
        raise NoAgreement("no codec of the peer is one of ours")
    return Answer(
        described.address,
        described.port,
        voices[0],
        events=next((codec for codec in shared if codec.is_events), None),
        crypto=_key_of_peer(offer, described),
        direction=described.direction,
        ptime=described.ptime,
    )


def reply(offer: Offer, answer: Answer, *, version: int) -> Offer:
    """Our answer to an offer of the peer that `answer` was made of: the shared codecs, the opposite direction."""
    codecs = (answer.codec, answer.events) if answer.events else (answer.codec,)
    crypto = replace(offer.crypto, tag=answer.crypto.tag) if offer.crypto and answer.crypto else None
    return replace(offer, codecs=codecs, crypto=crypto, direction=OPPOSITE[answer.direction], version=version)


def answering(offered: bytes, ours: Offer) -> bytes:
    """Our answer in full: a stream for each that was offered, in their order, all but the first of audio refused
    (RFC 3264 §6)."""
    lines = ours.encode().decode().splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("m="))
    said, audio = lines[:start], lines[start:]
    for stream in _streams(offered):
        kind, _port, protocol, *formats = stream.split()
        if audio and kind.lower() == "m=audio":
            said += [f"m=audio {ours.port} {protocol} {audio[0].split(maxsplit=3)[3]}", *audio[1:]]
            audio = []
        else:
            said.append(" ".join([kind, "0", protocol, *formats[:MAX_CODECS]]))
    return ("\r\n".join(said + audio) + "\r\n").encode()


def _streams(body: bytes) -> list[str]:
    """The first line of each stream of a description that can be read."""
    lines = body.decode("utf-8", "replace").replace("\r", "\n").split("\n")
    streams = [readable(line) for line in lines if line.startswith("m=")]
    return [stream for stream in streams if len(stream.split()) >= 4][:MAX_STREAMS]


def _parts(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines before the first stream, lines of the first audio stream."""
    starts = [place for place, line in enumerate(lines) if line.startswith("m=")]
    session = lines[: starts[0]] if starts else lines
    for start, end in pairwise([*starts, len(lines)]):
        if lines[start].lower().startswith("m=audio "):
            return session, lines[start:end]
    return session, []


def _media(line: str) -> tuple[int, str, list[int]]:
    words = line.split()
    if len(words) < 4:
        raise Malformed("an audio line without port, protocol or codec")
    port = _number(words[1].partition("/")[0], most=65_535)
    payloads = [_number(word, most=127) for word in words[3 : 3 + MAX_CODECS]]
    return port, words[2], payloads


def _number(text: str, *, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6) or int(text) > most:
        raise Malformed("a number out of its range in the session description")
    return int(text)


def _last(lines: list[str], start: str) -> str:
    return next((line[len(start) :].strip() for line in lines if line.startswith(start)), "")


def _address(text: str) -> str:
    """Only literal addresses: a name could be resolved to anywhere."""
    words = text.split()
    try:
        return str(ipaddress.ip_address(words[2].partition("/")[0].partition("%")[0]))
    except (IndexError, ValueError):
        raise Malformed("no address in the session description") from None


def _codecs(lines: list[str], payloads: list[int]) -> tuple[Codec, ...]:
    named = dict(_STATIC)
    for line in lines:
        if line.startswith("a=rtpmap:") and (found := _RTPMAP.match(line[9:])):
            named[int(found[1])] = Codec(int(found[1]), found[2], int(found[3]))
    formats = dict(
        line[7:].split(None, 1) for line in lines if line.startswith("a=fmtp:") and len(line[7:].split(None, 1)) == 2
    )
    known = [named[payload] for payload in payloads if payload in named]
    return tuple(replace(codec, format=formats.get(str(codec.payload), "")) for codec in known)


def _cryptos(lines: list[str]) -> tuple[Crypto, ...]:
    """Keys of the one suite that we have, for as long as they may last; what we would not keep to (identifiers of
    several keys, parameters of the session) is refused, as SDES lets us (RFC 4568 §6)."""
    found = []
    for line in lines:
        if not line.startswith("a=crypto:") or not (match := _CRYPTO.match(line[9:])):
            continue
        try:
            key = base64.b64decode(match[3], validate=True)
        except (binascii.Error, ValueError):
            continue
        if match[2] == SUITE and len(key) == KEY_BYTES and _LIFETIME.fullmatch(match[4].strip()):
            found.append(Crypto(key, tag=int(match[1])))
    return tuple(found)


def _key_of_peer(offer: Offer, described: Description) -> Crypto | None:
    if offer.crypto is None:
        if described.secured:
            raise NoAgreement("the peer wants encrypted audio, which was not offered")
        return None
    if not described.secured or not described.cryptos:
        raise NoAgreement("the peer does not encrypt audio (SRTP with SDES), which this trunk asks for")
    return described.cryptos[0]


def _direction(lines: list[str]) -> str:
    return next((line[2:].strip() for line in lines if line.startswith("a=") and line[2:].strip() in OPPOSITE), "")


def _ptime(lines: list[str]) -> int:
    text = _last(lines, "a=ptime:").partition(".")[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 and 10 <= int(text) <= 200 else 20
