from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from filon.mail.smtp.exchange import dot_stuffed

PIECES = st.sampled_from([b".", b"..", b"\r\n", b"\r", b"\n", b"a", b"\r\n.\r\n"])


@given(st.lists(PIECES, max_size=20).map(b"".join))
@example(b".\r\n")
@example(b"a\n.\nMAIL FROM:<x@y.example>\n")
def test_no_message_can_end_before_its_end(data: bytes) -> None:
    stuffed = dot_stuffed(data)
    assert stuffed.endswith(b"\r\n")
    assert stuffed.count(b"\n") == stuffed.count(b"\r") == stuffed.count(b"\r\n")
    assert b"." not in stuffed.split(b"\r\n")


@given(st.lists(st.sampled_from([b".", b"..a", b"a", b""]), max_size=20))
def test_unstuffing_gives_the_lines_back(lines: list[bytes]) -> None:
    stuffed = dot_stuffed(b"".join(line + b"\r\n" for line in lines))
    received = [line[1:] if line.startswith(b".") else line for line in stuffed.split(b"\r\n")[:-1]]
    assert received == (lines or [b""])
