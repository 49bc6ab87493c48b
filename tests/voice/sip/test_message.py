from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.sip.headers import Malformed, parse_name_address, parse_uri, parse_via, quoted, readable, split_list
from filon.voice.sip.message import Request, Response, parse

PLAIN = (
    b"SIP/2.0 180 Ringing\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKa;rport\r\n"
    b"From: <sip:a@x.test>;tag=1\r\nTo: <sip:b@x.test>;tag=2\r\nCall-ID: c@x\r\nCSeq: 7 INVITE\r\n"
)
END = b"Content-Length: 0\r\n\r\n"
text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=30)


@given(st.binary(max_size=3_000))
def test_any_bytes_are_a_message_or_malformed(data: bytes) -> None:
    try:
        parse(data)
    except Malformed:
        return


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8))
def test_a_damaged_message_is_a_message_or_malformed(damage: list[tuple[int, int]]) -> None:
    data = bytearray(PLAIN + END)
    for place, value in damage:
        data[place % len(data)] = value
    try:
        message = parse(bytes(data))
    except Malformed:
        return
    assert message.cseq[0] < 2**31


@given(text, text, st.binary(max_size=200))
def test_what_is_written_is_read_again(user: str, value: str, body: bytes) -> None:
    headers = [("via", "SIP/2.0/UDP h;branch=z"), ("from", f"{quoted(user)} <sip:u@h>")]
    headers += [("to", "<sip:b@h>"), ("call-id", "i"), ("cseq", "1 INFO"), ("x-note", value)]
    read = parse(Request(headers, body, method="INFO", uri="sip:b@h").encode())
    assert read.headers[:-1] == headers
    assert read.body == body


def test_compact_and_folded_headers_are_spelled_out() -> None:
    head = b"SIP/2.0 200 OK\r\nv: SIP/2.0/UDP h;branch=z\r\nf: <sip:a@h>\r\nt: <sip:b@h>\r\ni: c\r\n"
    data = head + b"CSeq: 1\r\n INVITE\r\nl: 2\r\n\r\nhi!"
    read = parse(data)
    assert (read.call_id, read.cseq, read.body) == ("c", (1, "INVITE"), b"hi")


def test_a_latin_1_reason_is_readable_and_headers_keep_their_bytes() -> None:
    data = PLAIN.replace(b"180 Ringing", "404 Non attribué".encode("latin-1")).replace(b"<sip:a", b"\xe9 <sip:a") + END
    read = parse(data)
    assert isinstance(read, Response)
    assert read.reason == "Non attribué"
    assert b"From: \xe9 <sip:a" in read.encode()


@pytest.mark.parametrize(
    "wrong",
    [
        PLAIN + b"Content-Length: 9\r\n\r\nshort",
        PLAIN + b"CSeq: 8 INVITE\r\n" + END,
        PLAIN.replace(b"CSeq: 7", b"CSeq: 2147483648") + END,
        PLAIN.replace(b"Call-ID: c@x\r\n", b"") + END,
        PLAIN + b"X: " + b"a" * 5_000 + b"\r\n" + END,
        PLAIN + b"X: a\r\n" * 200 + END,
        PLAIN + b"X: a\0b\r\n" + END,
        PLAIN + b"Content-Length: 0\r\n\r\n"[:-2],
    ],
)
def test_messages_that_are_refused(wrong: bytes) -> None:
    with pytest.raises(Malformed):
        parse(wrong)


def test_a_value_cannot_forge_a_header() -> None:
    forged = Request([("to", "<sip:b@h>\r\nRoute: <sip:thief>")], method="INFO", uri="sip:b@h")
    with pytest.raises(ValueError, match="line break"):
        forged.encode()


def test_lists_are_taken_apart_outside_quotes_and_brackets() -> None:
    assert split_list('"a, \\"b" <sip:x,y@h>;p=1, <sip:z@h>') == ['"a, \\"b" <sip:x,y@h>;p=1', "<sip:z@h>"]


def test_addresses_are_read() -> None:
    read = parse_name_address('"Zoé \\"Z\\" <x>" <sip:z@[2001:db8::1]:5080;lr>;tag=9')
    uri = parse_uri(read.uri)
    assert (read.display, read.tag, uri.host, uri.port, uri.loose) == ('Zoé "Z" <x>', "9", "2001:db8::1", 5080, True)
    assert parse_via("SIP / 2.0 / TCP host : 5061 ;branch=z ;rport").port == 5061


def test_the_peers_words_are_shown_without_control_characters() -> None:
    assert readable("a\x1b[31m\tb" + "c" * 5_000)[:8] == "a [31m b"
    assert len(readable("c" * 5_000)) == 1_024
