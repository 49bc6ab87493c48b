from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from filon.voice.sip.digest import Challenge, Credentials, Question, answer, choose, parse_challenge

MUFASA = Credentials("Mufasa", "Circle of Life")
QUESTION = Question("GET", "/dir/index.html", cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
HTTP_AUTH = "http-auth@example.org"
NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"


def test_rfc_2617_section_3_5() -> None:
    challenge = Challenge("testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", qops=("auth", "auth-int"))
    question = Question("GET", "/dir/index.html", cnonce="0a4f113b")
    given_ = answer(challenge, Credentials("Mufasa", "Circle Of Life"), question)
    assert 'response="6629fae49393a05397450978507c4ef1"' in given_


def test_rfc_7616_section_3_9_1_md5() -> None:
    challenge = Challenge(HTTP_AUTH, NONCE, qops=("auth",))
    assert 'response="8ca523f5e9506fed4657c9700eebdbec"' in answer(challenge, MUFASA, QUESTION)


def test_rfc_7616_section_3_9_1_sha_256() -> None:
    challenge = Challenge(HTTP_AUTH, NONCE, algorithm="SHA-256", qops=("auth",))
    wanted = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    assert f'response="{wanted}"' in answer(challenge, MUFASA, QUESTION)


def test_without_quality_of_protection_neither_count_nor_cnonce_is_sent() -> None:
    given_ = answer(Challenge("r", "n"), Credentials("u", "p"), Question("INVITE", "sip:a@h", cnonce="c"))
    assert "nc=" not in given_
    assert "cnonce" not in given_
    secret, asked = (hashlib.md5(text).hexdigest() for text in (b"u:r:p", b"INVITE:sip:a@h"))
    assert f'response="{hashlib.md5(f"{secret}:n:{asked}".encode()).hexdigest()}"' in given_


def test_the_first_challenge_that_we_can_answer_is_taken() -> None:
    offered = [
        'Digest realm="r", nonce="1", algorithm=NEW',
        'Digest realm="r", nonce="2", algorithm=SHA-256',
        'Digest realm="r", nonce="3"',
    ]
    chosen = choose(offered)
    assert chosen is not None
    assert chosen.nonce == "2"


def test_quotes_in_a_realm_stay_in_it() -> None:
    challenge = parse_challenge('Digest realm="a\\"b", nonce="n", stale=TRUE, qop="auth,auth-int"')
    assert challenge == Challenge('a"b', "n", qops=("auth", "auth-int"), stale=True)
    assert 'realm="a\\"b"' in answer(challenge, MUFASA, QUESTION)


@given(st.text(max_size=300))
def test_any_text_is_a_challenge_or_none(text: str) -> None:
    read = parse_challenge("Digest " + text)
    assert read is None or read.nonce
