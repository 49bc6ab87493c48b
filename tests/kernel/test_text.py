from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from filon.kernel.text import bare, fold, squash, storable


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("L’Étoile  SA", "l'etoile sa"),
        ("  Ñúñez\u00a0García ", "nunez garcia"),
        ("CŒUR – Straße", "cœur - strasse"),
        ("a\x00b\x85c", "a b c"),
        ("ﬁn", "fin"),
    ],
)
def test_what_people_write_differently_has_one_key(text: str, key: str) -> None:
    assert fold(text) == key


def test_what_takes_no_room_goes_and_what_joins_stays() -> None:
    assert bare("\u202eZo\u200bé\ufeff \u2066Le\u00ad\u200eGoff") == "Zoé LeGoff"
    assert bare("👩\u200d🚀 می\u200cخواهم") == "👩\u200d🚀 می\u200cخواهم"


@given(st.text())
@example("Œ\u0301\u00a0\x9f\u200b")
def test_a_key_has_no_accent_no_control_character_and_single_spaces(text: str) -> None:
    key = fold(text)
    if not text.isascii():
        assert not any(unicodedata.combining(c) or unicodedata.category(c) == "Cc" for c in key)
    assert key == " ".join(key.split())
    assert key == key.strip()


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("\u0301\u034f’–ﬁ")))
@example("\u034fé")
def test_what_follows_a_text_does_not_change_its_key(text: str) -> None:
    assert fold(f"{text}é œ") == f"{fold(text + 'é')} œ"


@given(st.text())
def test_squashing_keeps_every_visible_character(text: str) -> None:
    kept = [c for c in text if not c.isspace() and unicodedata.category(c) != "Cc"]
    assert [c for c in squash(text) if c != " "] == kept
    assert squash(squash(text)) == squash(text)


@given(st.text(st.characters() | st.sampled_from("\0\ud800\udfff")))
def test_what_a_database_takes_can_be_encoded_and_has_no_nul(text: str) -> None:
    kept = storable(text)
    assert "\0" not in kept
    assert kept.encode().decode() == kept
    assert storable(kept) == kept
