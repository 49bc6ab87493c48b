from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.demo.servers.imap.grammar import BadCommand, members, parse, quoted


@pytest.mark.parametrize(
    ("segments", "tokens"),
    [
        ([b"a1 LOGIN jo secret"], ["a1", "LOGIN", "jo", "secret"]),
        ([rb'a1 LOGIN "j \"o\"" ""'], ["a1", "LOGIN", 'j "o"', ""]),
        ([b"a1 LOGIN ", b"j o", b" ", b"x", b""], ["a1", "LOGIN", b"j o", b"x"]),
        ([b"a FETCH 1:2 (FLAGS BODY.PEEK[])"], ["a", "FETCH", "1:2", ["FLAGS", "BODY.PEEK[]"]]),
        ([b"a FETCH 1 BODY[HEADER.FIELDS (TO CC)]<0.9>"], ["a", "FETCH", "1", "BODY[HEADER.FIELDS (TO CC)]<0.9>"]),
        ([b"a STORE 1 +FLAGS (\\Seen (x))"], ["a", "STORE", "1", "+FLAGS", ["\\Seen", ["x"]]]),
    ],
)
def test_a_command_becomes_words_lists_and_literals(segments: list[bytes], tokens: list[object]) -> None:
    assert parse(segments) == tokens


@pytest.mark.parametrize("line", [b"a (b", b"a b)", b'a "b', b"a " + b"(" * 100])
def test_what_is_not_balanced_is_refused(line: bytes) -> None:
    with pytest.raises(BadCommand):
        parse([line])


@pytest.mark.parametrize(
    ("spec", "found"),
    [("2", {2}), ("2:5", {2, 5}), ("5:2", {2, 5}), ("*", {9}), ("6:*", {9}), ("20:*", {9}), ("1,9,77", {1, 9})],
)
def test_a_set_names_the_numbers_that_exist(spec: str, found: set[int]) -> None:
    assert members(spec, of=[1, 2, 5, 9]) == found


@pytest.mark.parametrize("spec", ["", "a", "1:", "1::2", "1-2", "-1"])
def test_what_is_no_set_is_refused(spec: str) -> None:
    with pytest.raises(BadCommand):
        members(spec, of=[1])


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_a_quoted_string_reads_back(word: str) -> None:
    assert parse([quoted(word).encode()]) == [word]


@given(st.binary(max_size=80))
def test_any_line_is_read_or_refused(line: bytes) -> None:
    with contextlib.suppress(BadCommand):
        assert isinstance(parse([line]), list)
