from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.sip import sdp
from filon.voice.sip.headers import Malformed

OFFER = sdp.Offer("127.0.0.1", 20_000)
ANSWER = b"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"


@given(st.binary(max_size=2_000) | st.text(alphabet="vcoma=udi :/0123456789INP4RTAVSx\r\n").map(str.encode))
def test_any_bytes_are_a_description_or_malformed(data: bytes) -> None:
    try:
        read = sdp.parse(ANSWER + data)
    except Malformed:
        return
    assert 0 <= read.port <= 65_535


@given(
    st.ip_addresses().map(str),
    st.integers(1, 65_535),
    st.sampled_from(sorted(sdp.OPPOSITE)),
    st.booleans(),
    st.integers(10, 200),
)
def test_what_is_offered_is_read_again(address: str, port: int, direction: str, secured: bool, ptime: int) -> None:
    crypto = sdp.Crypto.fresh() if secured else None
    offer = sdp.Offer(address, port, crypto=crypto, direction=direction, ptime=ptime)
    read = sdp.parse(offer.encode())
    assert (read.address, read.port, read.direction, read.ptime) == (address, port, direction, ptime)
    assert read.codecs == offer.codecs
    assert read.cryptos == ((crypto,) if crypto else ())


def test_the_peers_first_shared_codec_is_taken_with_its_own_number_for_digits() -> None:
    body = ANSWER + b"m=audio 4000 RTP/AVP 18 0 96\r\na=rtpmap:96 telephone-event/8000\r\na=sendonly\r\n"
    answer = sdp.agree(OFFER, sdp.parse(body))
    assert (answer.codec, answer.events, answer.held) == (sdp.PCMU, sdp.Codec(96, "telephone-event"), True)


@pytest.mark.parametrize(
    ("media", "sentence"),
    [
        (b"m=audio 0 RTP/AVP 8\r\n", "refused the audio"),
        (b"m=audio 4000 RTP/AVP 18\r\n", "no codec"),
        (b"m=audio 4000 RTP/SAVP 8\r\n", "not offered"),
        (b"m=audio 70000 RTP/AVP 8\r\n", "out of its range"),
        (b"m=video 4000 RTP/AVP 8\r\n", "no audio stream"),
    ],
)
def test_answers_that_cannot_be_talked_with(media: bytes, sentence: str) -> None:
    with pytest.raises(Malformed, match=sentence):
        sdp.agree(OFFER, sdp.parse(ANSWER + media))


def test_a_host_name_is_no_address() -> None:
    with pytest.raises(Malformed, match="no address"):
        sdp.parse(ANSWER.replace(b"c=IN IP4 192.0.2.1", b"c=IN IP4 thief.test") + b"m=audio 4000 RTP/AVP 8\r\n")


def test_encryption_that_was_asked_for_is_not_given_up() -> None:
    offer = sdp.Offer("127.0.0.1", 20_000, crypto=sdp.Crypto.fresh())
    with pytest.raises(sdp.NoAgreement, match="does not encrypt"):
        sdp.agree(offer, sdp.parse(ANSWER + b"m=audio 4000 RTP/AVP 8\r\n"))


def test_our_answer_to_a_hold_is_its_opposite() -> None:
    body = ANSWER + b"a=sendonly\r\nm=audio 4000 RTP/AVP 0 8\r\n"
    ours = sdp.reply(OFFER, sdp.agree(OFFER, sdp.parse(body)), version=2)
    assert (ours.direction, ours.codecs, ours.version) == ("recvonly", (sdp.PCMU,), 2)


def test_a_key_is_not_shown() -> None:
    assert "key" not in repr(sdp.Crypto(b"k" * 30))


@pytest.mark.parametrize(
    ("terms", "taken"),
    [("", True), ("|2^31", True), ("|1048576", True), ("|2^31|1:4", False), (" KDR=4", False),
     (" UNENCRYPTED_SRTP", False), ("|2^31 UNENCRYPTED_SRTCP", False)],
)  # fmt: skip
def test_a_key_with_terms_that_are_not_kept_is_refused(terms: str, taken: bool) -> None:
    body = sdp.Offer("127.0.0.1", 20_000, crypto=sdp.Crypto.fresh()).encode().decode()
    line = next(each for each in body.splitlines() if each.startswith("a=crypto:"))
    assert bool(sdp.parse(body.replace(line, line + terms).encode()).cryptos) is taken


@pytest.mark.parametrize(
    ("offered", "answered"),
    [
        (["m=audio 4000 RTP/AVP 8"], ["m=audio 20000 RTP/AVP 8"]),
        (["m=audio 4000 RTP/AVP 8", "m=image 0 udptl t38"], ["m=audio 20000 RTP/AVP 8", "m=image 0 udptl t38"]),
        (
            ["m=video 4002 RTP/AVP 31 32", "m=audio 4000 RTP/SAVPF 8", "m=audio 4004 RTP/AVP 0"],
            ["m=video 0 RTP/AVP 31 32", "m=audio 20000 RTP/SAVPF 8", "m=audio 0 RTP/AVP 0"],
        ),
        (["m=audio 4000 RTP/AVP 8", "m=broken"], ["m=audio 20000 RTP/AVP 8"]),
    ],
)
def test_every_stream_that_is_offered_is_answered_in_its_place(offered: list[str], answered: list[str]) -> None:
    ours = sdp.Offer("127.0.0.1", 20_000, codecs=(sdp.PCMA,))
    body = "\r\n".join(["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", *offered]).encode()
    said = sdp.answering(body, ours).decode().splitlines()
    assert [line for line in said if line.startswith("m=")] == answered
    audio = said.index(next(line for line in answered if line.startswith("m=audio 20000")))
    assert said[audio + 1] == "a=rtpmap:8 PCMA/8000"
    assert sdp.parse("\r\n".join(said).encode()).port == 20_000


@given(st.binary(max_size=400))
def test_any_offer_gets_an_answer_with_our_audio(offered: bytes) -> None:
    said = sdp.answering(offered, sdp.Offer("127.0.0.1", 20_000))
    assert sdp.parse(said).port == 20_000
