from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from filon.voice.dialogue import saying
from filon.voice.dialogue.folding import tokens
from filon.voice.dialogue.script import script
from filon.voice.dialogue.spoken_number import telephone


def heard(text: str, language: str) -> str:
    found = telephone(tokens(text), script(language))
    return found[1].text if found else ""


@pytest.mark.parametrize(
    ("language", "said", "number"),
    [
        ("fr", "c'est le zéro un quatre-vingt-dix-neuf zéro zéro douze trente-quatre", "0199001234"),
        ("fr", "zéro deux, soixante et un, quatre-vingt-onze, onze, douze", "0261911112"),
        ("fr", "zéro trois cinquante-trois zéro un soixante-dix-sept quatre-vingts", "0353017780"),
        ("fr", "au 01 99 00 45 67", "0199004567"),
        ("fr", "plus trente trois six trente-neuf quatre-vingt-dix-huit douze treize", "0639981213"),
        ("fr", "le 0033 1 99 00 45 67", "0199004567"),
        ("fr", "le un puis le deux", ""),
        ("fr", "nous sommes vingt-deux", ""),
        ("en", "it's oh one six three two nine six oh double one two", "01632960112"),
        ("en", "plus forty four one six three two nine six oh one one two", "01632960112"),
        ("es", "es el nueve uno dos cero cero uno dos tres cuatro", "912001234"),
        ("es", "el noventa y uno doscientos", ""),
    ],
)
def test_a_number_as_it_is_said(language: str, said: str, number: str) -> None:
    assert heard(said, language) == number


@given(st.from_regex(r"0[1-9]([0-57][0-9]|[68][1-9]){4}", fullmatch=True))
def test_a_french_number_that_is_said_back_is_that_number(number: str) -> None:
    assume(not re.search(r"^(?:..)+[2-9]42", number))  # « trente-quatre vingt » and « trente quatre-vingt » are one
    assert heard(saying.number_words(number, script("fr")), "fr") == number


def test_a_pause_parts_sixty_and_ten() -> None:
    assert heard("zéro un, zéro zéro, soixante, dix, douze", "fr") == "0100601012"
    assert heard("zéro un zéro zéro soixante-dix douze treize", "fr") == "0100701213"


@given(st.from_regex(r"9[0-9]{8}", fullmatch=True))
def test_a_spanish_number_that_is_said_back_is_that_number(number: str) -> None:
    assert heard(saying.number_words(number, script("es")), "es") == number


def test_four_and_twenty_after_a_nought_are_no_eighty() -> None:
    assert heard("zéro quatre vingt-deux trente zéro cinq douze", "fr") == "0422300512"


def test_a_number_is_read_out_in_groups() -> None:
    assert saying.number("0199001234", script("fr")) == "0 1, 99, 0 0, 12, 34"
    assert saying.number("912001234", script("es")) == "9 1 2, 0 0 1, 2 3 4"
    assert saying.number("01632960112", script("en")) == "0 1 6 3 2 9 6 0 1 1 2"
