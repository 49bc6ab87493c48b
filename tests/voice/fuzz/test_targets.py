"""Any bytes at all, and the words of real messages in any disorder: no promise of the engine breaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.voice.fuzz.targets import TARGETS

WORDS = (
    b"SIP/2.0 200 OK\r\n", b"INVITE sip:a@h SIP/2.0\r\n", b"BYE sip:a@h SIP/2.0\r\n",
    b"Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa;rport\r\n", b"v:\r\n", b"From: <sip:a@h>;tag=1\r\n",
    b"To: <sip:b@h>\r\n", b"Call-ID: c\r\n", b"CSeq: 1 INVITE\r\n", b"CSeq: 1 BYE\r\n", b"Content-Length: 0\r\n",
    b"l: 99\r\n", b"Contact: <sip:far@192.0.2.66>", b"Contact: <sip:far@127.0.0.1>", b"Refer-To: <sip:192.0.2.66>",
    b"Record-Route: <sip:192.0.2.66;lr>", b"Require: 100rel\nRSeq: 1", b"Session-Expires: 90;refresher=uac",
    b'WWW-Authenticate: Digest realm="a\tb", nonce="n"', b'Digest realm="r", nonce="n", qop="auth"',
    b"sip:[::1]:5060;lr", b"v=0\r\n", b"c=IN IP4 192.0.2.66\r\n", b"c=IN IP4 127.0.0.1\r\n", b"c=IN IP6 ::1\r\n",
    b"m=audio 4000 RTP/AVP 8 101\r\n", b"m=audio 4000 RTP/SAVP 8\r\n", b"a=sendonly\r\n",
    b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + b"QUFB" * 10 + b"\r\n", b"a=rtpmap:101 telephone-event/8000\r\n",
    b"\r\n", b"\n\n", b"\0", b"\xff\xff", b"+",
    b'{"text": "oui", "words": [{"word": "oui", "start": 0, "end": 1}], "segments": [{"avg_logprob": -1}]}',
    b'{"text": "oui", "result": [{"word": "oui", "start": 0, "end": 1e9, "conf": 1}]}', b'{"text": ', b"null", b"}]",
)  # fmt: skip
PACKETS = (
    b"\x80\x08\x00\x01\x00\x00\x00\xa0\x00\x00\x00\x01" + b"\xd5" * 160,
    b"\x80\x65\x00\x02\x00\x00\x00\xa0\x00\x00\x00\x01\x04\x8a\x03\xc0",
)
STEPS = (b"\0\0\1", b"\0\0\2", b"\0\0\4", b"\0\2\x48", b"\0\4\2", b"\0\4\x43", b"\0\x44\3", b"\0\7\x44", b"\0\x7f\4")
"""Of a call (`calling.py`): the beginnings of answers, requests, hanging up, and a word of somebody else."""

PIECES = st.sampled_from(WORDS + PACKETS + STEPS) | st.binary(max_size=20)
DISORDER = st.lists(PIECES, max_size=30).map(b"".join)


@pytest.mark.parametrize("target", sorted(TARGETS))
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=600) | DISORDER)
def test_any_bytes_leave_the_engine_as_it_promises(target: str, data: bytes) -> None:
    TARGETS[target](data)
