"""What fuzzing found, written out: each of these once broke something."""

from __future__ import annotations

import pytest
from tests.voice.fuzz.targets import TARGETS

REQUIRED = b"From: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 BYE\r\n"
VIA = b"Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa;rport\r\n"
FOUND = {
    "a lone carriage return in the request line": ("sip", b"BYE sip:a\r@h SIP/2.0\r\n" + VIA + REQUIRED + b"\r\n"),
    "an empty Via before the real one": ("sip", b"BYE sip:a@h SIP/2.0\r\nVia:\r\n" + VIA + REQUIRED + b"\r\n"),
    "a tab in the realm of a challenge": ("values", b'Digest realm="a\tb", nonce="n"'),
    "a call that is challenged with such a realm": (
        "agent",
        b'U..\0\x00\x08WWW-Authenticate: Digest realm="a\tb", nonce="n"',
    ),
    "more digits than a number has": ("answers", b'{"text": "a", "segments": [{"avg_logprob": ' + b"9" * 400 + b"}]}"),
    "a list in a list without end": ("answers", b"[" * 100_000),
    "half of a sign": ("answers", b'{"text": "\\ud800", "words": [{"word": "\\udc00", "start": 0, "end": 1}]}'),
}


@pytest.mark.parametrize("case", FOUND)
def test_what_once_broke_the_engine_does_so_no_more(case: str) -> None:
    target, data = FOUND[case]
    TARGETS[target](data)
