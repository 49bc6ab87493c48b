"""What hostile bytes are thrown at. Each target takes any bytes and raises only when a promise of the engine is broken.

hypothesis draws them in the suite, atheris for as long as one likes (`tools/fuzz_voice.py`); what either found is
written out in `test_found.py`.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.voice.fuzz.calling import agent
from tests.voice.fuzz.hearing import session

from filon.voice.incoming import missed_call
from filon.voice.media import dtmf
from filon.voice.media.jitter import BACKLOG, MAX_JUMP, JitterBuffer
from filon.voice.media.rtp import FRAME, MAX_PAYLOAD, parse
from filon.voice.media.session import LAWS
from filon.voice.media.srtp import Rejected, Srtp
from filon.voice.sip import message, sdp
from filon.voice.sip.digest import Credentials, Question, answer, choose
from filon.voice.sip.framing import Framer
from filon.voice.sip.headers import Malformed, parse_name_address, parse_uri, parse_via, readable
from filon.voice.sip.message import Request
from filon.voice.sip.reasons import q850
from filon.voice.sip.registration import granted
from filon.voice.sip.session_timer import TooShort, from_request, from_response
from filon.voice.sip.timers import MAX_BODY_BYTES, MAX_HEAD_BYTES
from filon.voice.speech.reading import LONGEST_TEXT, MOST_WORDS, from_openai, from_vosk_server
from filon.voice.speech.transcript import Transcript

KEY = bytes(range(30))
PLAIN, SECURED = sdp.Offer("127.0.0.1", 20_000), sdp.Offer("::1", 20_000, crypto=sdp.Crypto(KEY))
ROOM = MAX_HEAD_BYTES + MAX_BODY_BYTES + 4


def sip(data: bytes) -> None:
    """A message, or `Malformed`; what is read can be used, answered, written and read again."""
    with contextlib.suppress(Malformed):
        read = message.parse(data, source=("127.0.0.1", 5060))
        again = message.parse(read.encode(), source=read.source)
        assert (again.first_line(), again.body) == (read.first_line(), read.body)
        _look_at(read)
        if isinstance(read, Request):
            message.parse(read.respond(200, "OK", tag="t").encode())
            missed_call(read)


def _look_at(read: message.Request | message.Response) -> None:
    q850(read)
    if isinstance(read, message.Response):
        granted(read, ("127.0.0.1", 5070), asked=600)
        from_response(read)
    with contextlib.suppress(TooShort):
        from_request(read)
    for name in ("contact", "route", "record-route"):
        for value in read.all(name):
            with contextlib.suppress(Malformed):
                parse_uri(parse_name_address(value).uri)


def values(data: bytes) -> None:
    """The values inside headers: each is read, or `Malformed`."""
    text = data.decode("utf-8", "surrogateescape").replace("\r", " ").replace("\n", " ")
    for read in (parse_uri, parse_name_address, parse_via):
        with contextlib.suppress(Malformed):
            read(text)
    assert readable(text).isprintable()
    challenge = choose([text])
    if challenge:
        line = answer(challenge, Credentials("alice", "secret"), Question("INVITE", "sip:a@h", cnonce="c"))
        assert "\n" not in line
        assert "secret" not in line.replace(text, "") or "secret" in text


def stream(data: bytes) -> None:
    """However the bytes are cut, the same messages come out; nothing is kept beyond the largest message."""
    cut = data[0] % 61 + 1 if data else 1
    whole, pieces = _framed([data]), _framed([data[at : at + cut] for at in range(0, len(data), cut)])
    assert whole == pieces


def _framed(pieces: list[bytes]) -> tuple[list[bytes], bool]:
    framer, messages = Framer(), []
    for piece in pieces:
        try:
            messages += framer.feed(piece)
        except Malformed:
            return [], False
        assert framer.waiting <= ROOM + len(piece)
    return messages, True


def description(data: bytes) -> None:
    """A session description, or `Malformed`; whatever we agree on can be answered and read again."""
    for offer in (PLAIN, SECURED):
        with contextlib.suppress(Malformed):
            agreed = sdp.agree(offer, sdp.parse(data))
            assert 0 < agreed.port <= 65_535
            ours = sdp.parse(sdp.reply(offer, agreed, version=2).encode())
            assert (ours.address, ours.port) == (offer.address, offer.port)


def packets(data: bytes) -> None:
    """Datagrams of audio and digits: frames of one size, bounded memory, whatever their numbers say."""
    jitter, digits = JitterBuffer(), dtmf.DigitsIn()
    for place, datagram in enumerate(_datagrams(data)):
        packet = parse(datagram)
        if packet:
            jitter.put(packet, LAWS.get(packet.payload_type, LAWS[8]))
            digits.take(packet.payload, packet.timestamp)
        if place % 2:
            assert all(len(frame) == FRAME for frame in jitter.take())
        assert len(jitter) <= MAX_JUMP + BACKLOG + MAX_PAYLOAD
    assert len(digits.heard) <= dtmf.MAX_DIGITS


def secured(data: bytes) -> None:
    """Packets that are not the peer's are rejected and change nothing; its own come out as they went in, once."""
    ours, theirs = Srtp(KEY), Srtp(KEY)
    for datagram in _datagrams(data):
        with contextlib.suppress(Rejected):
            ours.unprotect(datagram)
            raise AssertionError("a packet without the key was taken")
    for datagram in _datagrams(data):
        with contextlib.suppress(Rejected):
            sealed = theirs.protect(datagram)
            with contextlib.suppress(Rejected):
                assert ours.unprotect(sealed) == datagram
                _once(ours, sealed)


def _once(ours: Srtp, sealed: bytes) -> None:
    with contextlib.suppress(Rejected):
        ours.unprotect(sealed)
        raise AssertionError("a packet was taken twice")


def answers(data: bytes) -> None:
    """What a recogniser answers: a transcript that can be written down, or ValueError."""
    with contextlib.suppress(ValueError):
        _written(from_openai(data))
    with contextlib.suppress(ValueError):
        _written(from_vosk_server(data.split(b"\n")))


def _written(read: Transcript) -> None:
    assert len(read.text.encode()) <= LONGEST_TEXT * 4
    assert len(read.words) <= MOST_WORDS
    assert 0 <= read.confidence <= 1
    for word in read.words:
        assert 0 <= word.confidence <= 1
        assert 0 <= min(word.start, word.end) <= max(word.start, word.end) < math.inf
        assert word.text.encode().decode() == word.text


def _datagrams(data: bytes) -> Iterator[bytes]:
    """Cut at each 0xFFFF; a header that a packet has is put before a piece that has none."""
    ends = [-2, *(at for at in range(len(data) - 1) if data[at : at + 2] == b"\xff\xff"), len(data)]
    for start, end in pairwise(ends):
        piece = data[start + 2 : end]
        yield piece if piece[:1] > b"\x7f" else b"\x80" + piece


TARGETS: dict[str, Callable[[bytes], None]] = {
    "sip": sip,
    "values": values,
    "stream": stream,
    "description": description,
    "packets": packets,
    "secured": secured,
    "agent": agent,
    "session": session,
    "answers": answers,
}
