from __future__ import annotations

import quopri

from hypothesis import given
from hypothesis import strategies as st

from filon.mail.rendering.quoted import MAX_LINE, Layout, Open, encode_value

LITERALS = st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=200)
VALUES = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120).map(str.strip)


def _encode(parts: list[tuple[str, str]], room: int) -> bytes:
    layout: Layout[int] = Layout()
    for number, (literal, _value) in enumerate(parts):
        layout.literal(literal)
        layout.open(number, room=room)
    encoded = layout.close()
    return b"".join(encode_value(parts[p.slot][1], room=room) if isinstance(p, Open) else p for p in encoded)


@given(st.lists(st.tuples(LITERALS, VALUES), min_size=1, max_size=6), st.integers(3, 72))
def test_what_was_encoded_with_slots_decodes_to_the_text(parts: list[tuple[str, str]], room: int) -> None:
    decoded = quopri.decodestring(_encode(parts, room)).decode().replace("\r\n", "\n")
    expected = "".join(literal + value for literal, value in parts)
    assert decoded in (expected, expected + "\n")


@given(st.lists(st.tuples(LITERALS, VALUES), min_size=1, max_size=6), st.integers(3, 72))
def test_no_line_is_too_long_ends_in_a_blank_or_holds_a_raw_byte(parts: list[tuple[str, str]], room: int) -> None:
    encoded = _encode(parts, room)
    assert encoded.isascii()
    assert encoded.count(b"\n") == encoded.count(b"\r\n") == encoded.count(b"\r")
    for line in encoded.split(b"\r\n"):
        assert len(line) <= MAX_LINE
        assert not line.endswith((b" ", b"\t"))


def test_a_short_value_stays_on_its_line() -> None:
    assert _encode([("Bonjour ", "Jeanne"), (",\n", "")], 24) == b"Bonjour Jeanne,\r\n=\r\n\r\n"
