from __future__ import annotations

import pytest

from filon.voice.dialogue.folding import tokens
from filon.voice.dialogue.meanings import Name
from filon.voice.dialogue.names import expect, name_in, split
from filon.voice.dialogue.script import script


@pytest.mark.parametrize(
    ("said", "name", "title"),
    [
        ("Claire Fontaine", "Claire Fontaine", ""),
        (
            "madame claire fontaine qui est la nouvelle directrice des achats",
            "Claire Fontaine",
            "directrice des achats",
        ),
        ("la nouvelle directrice des achats madame Fontaine", "Fontaine", "directrice des achats"),
        ("jean-pierre le goff depuis un an", "Jean-Pierre le Goff", ""),
        ("Marie d'Alembert maintenant", "Marie d'Alembert", ""),
        ("Claire Fontaine, F, O, N, T, A, I, N, E", "Claire Fontaine", ""),
        ("claire dupon d u p o n d", "Claire Dupond", ""),
        ("monsieur Roux du service comptable", "Roux", ""),
    ],
)
def test_a_name_with_its_title(said: str, name: str, title: str) -> None:
    found = name_in(tokens(said), script("fr"))

    assert found is not None
    assert (found.name, found.title) == (name, title)


@pytest.mark.parametrize("said", ["", "quelqu'un d'autre", "lui", "je ne sais pas", "la directrice", "son assistante"])
def test_words_that_name_nobody(said: str) -> None:
    assert name_in(tokens(said), script("fr")) is None


def test_somebody_who_was_expected_is_written_as_expected() -> None:
    found = name_in(tokens("claire fontene"), script("fr"), ("Claire Fontaine", "Luc Roche"))

    assert found == Name("Claire Fontaine", sure=True)
    assert expect("roche", ("Claire Fontaine", "Luc Roche")) == "Luc Roche"
    assert not expect("Garnier", ("Claire Fontaine",))


def test_one_word_is_a_last_name() -> None:
    assert split("Claire Fontaine") == ("Claire", "Fontaine")
    assert split("Marie Le Goff") == ("Marie", "Le Goff")
    assert split("Fontaine") == ("", "Fontaine")
