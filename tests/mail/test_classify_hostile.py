"""Any bytes make a verdict, soon (OL-36): mail comes from outside, and much of it is broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.corpus import CASES

from filon.mail.classify import Kind, Verdict, classify

SECONDS = 3  # far above what is measured (0.6 s for the worst), far below what would hold a mailbox up
HEAD = b"From: a@b.example\nSubject: Re: x\nIn-Reply-To: <q@w.example>\n"
SPLINTERS = [
    *(b"\n\n", b"\r", b"\x00", b"--", b"%zz", b"\xff\xfe", b"<![", b"<!--", b">" * 60, b"=?utf-8?B?", b"=?x?Q?="),
    *(b"boundary=", b"charset=utf-16", b"charset=idna", b"filename*0*=x", b"Content-Type: message/rfc822\n\n"),
    b"Content-Transfer-Encoding: x-uuencode\n",
]
NAMES = ["From", "Subject", "Content-Type", "Content-Transfer-Encoding", "Date", "References", "Auto-Submitted"]


@pytest.fixture(scope="module", autouse=True)
def tables_compiled() -> None:
    """The first mail of a process compiles the tables: no test's deadline pays for it."""
    classify(HEAD + b"\nstop sending me these mails")


def assert_sound(verdict: Verdict) -> None:
    assert verdict.kind in set(Kind)
    assert verdict.reason
    assert verdict.evidence
    assert verdict.return_on is None or isinstance(verdict.return_on, date)
    for text in (verdict.text, verdict.recipient, verdict.status, *verdict.message_ids):
        text.encode("utf-8")  # no half of a character, which no file or database takes
        assert "\x00" not in text


@given(st.binary(max_size=3000))
def test_ol_36_any_bytes_give_a_verdict(raw: bytes) -> None:
    assert_sound(classify(raw))


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=80)), max_size=8), st.text(max_size=500))
def test_ol_36_any_headers_give_a_verdict(headers: list[tuple[str, str]], body: str) -> None:
    head = "".join(f"{name}: {value}\n" for name, value in headers)

    assert_sound(classify(f"{head}\n{body}".encode("utf-8", "surrogatepass")))


@given(data=st.data(), whole=st.sampled_from([case.raw for case in CASES]))
def test_ol_36_a_damaged_mail_gives_a_verdict(data: st.DataObject, whole: bytes) -> None:
    raw = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.integers(0, 120))
        raw[at : at + cut] = data.draw(st.sampled_from(SPLINTERS) | st.binary(max_size=12))

    assert_sound(classify(bytes(raw)))


HTML = HEAD + b"Content-Type: text/html\n\n"
MIXED = b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n'
HUGE: dict[str, Callable[[], bytes]] = {
    "ten_megabytes": lambda: HEAD + b"\n" + b"hello world " * 900_000,
    "one_line": lambda: HEAD + b"\n" + b"a" * 2_000_000,
    "spaces": lambda: HEAD + b"\n" + b" " * 2_000_000,
    "quoted_lines": lambda: HEAD + b"\n" + b"> a\n" * 500_000,
    "dates": lambda: b"Subject: Out of office\n\n" + b"until 12 december back on monday 3 " * 50_000,
    "nested": lambda: HEAD + b"".join(MIXED % (depth, depth) for depth in range(3000)),
    "many_parts": lambda: HEAD + MIXED % (1, 1) + b"--1\n\na\n" * 200_000,
    "mail_in_mail": lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 50_000,
    "open_tags": lambda: HTML + b"<div>" * 300_000,
    "open_comments": lambda: HTML + b"<!--" * 400_000,
    "angle_brackets": lambda: HTML + b"<" * 1_000_000,
    "attributes": lambda: HTML + b'<a href="' + b'x"y=' * 300_000,
    "headers": lambda: b"X-A: b\n" * 300_000 + b"\nhi",
    "one_header": lambda: b"References: " + b"<a@b>" * 300_000 + b"\n\nhi",
    "addresses": lambda: b"To: " + b'"(' * 300_000 + b"\n\nhi",
    "failures": lambda: b"From: MAILER-DAEMON@x.example\n\n" + b"mailbox address user " * 60_000,
    "removals": lambda: HEAD + b"\n" + b"retirer supprimer mon adresse email de la " * 40_000,
    "requests": lambda: HEAD + b"\n" + b"your message click link follow reply " * 40_000,
    "compressed_charset": lambda: HEAD + b"Content-Type: text/plain; charset=zlib\n\n" + b"a" * 100_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_ol_36_a_huge_mail_is_read_in_bounded_time(name: str) -> None:
    raw = HUGE[name]()
    began = perf_counter()

    assert_sound(classify(raw))
    assert perf_counter() - began < SECONDS


def test_ol_36_a_header_cannot_be_smuggled_into_the_verdict() -> None:
    raw = (
        b"From: a@b.example\r\nSubject: =?utf-8?Q?Hi=0D=0AX-Failed-Recipients:_x@y.example?=\r\n"
        b"In-Reply-To: <q@w.example>\r\n\r\nFine, let us talk on Monday.\r\n"
    )

    verdict = classify(raw)

    assert (verdict.kind, verdict.recipient) == (Kind.HUMAN, "")


def test_what_stands_past_the_limits_is_left_unread() -> None:
    mail = HEAD + MIXED % (1, 1)
    first = b"--1\nContent-Type: text/plain\n\nFine for Monday.\n"
    filler = b"--1\nContent-Type: image/png\n\nzz\n" * 250
    late = b"--1\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n\n"

    assert classify(mail + first + late).kind == Kind.BOUNCE_SOFT
    assert classify(mail + first + filler + late).kind == Kind.HUMAN
