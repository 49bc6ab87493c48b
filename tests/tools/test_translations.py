from __future__ import annotations

from tools import catalogues


def test_ol_5_st_83_st_104_every_sentence_is_in_english_and_spanish() -> None:
    assert list(catalogues.check()) == []
