"""Menus as switchboards say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.calls.ivr.menu import LONGEST_LABEL, MOST_OPTIONS, options

FRENCH = (
    "Bienvenue chez Fonderie du Lac. Pour le service commercial, tapez 1. Pour la comptabilité, tapez sur la touche "
    "deux ; si vous êtes un fournisseur, faites le 3. Pour réécouter ce message, appuyez sur étoile."
)


@pytest.mark.parametrize(
    ("text", "language", "heard"),
    [
        (
            FRENCH,
            "fr",
            {
                "1": "le service commercial",
                "2": "la comptabilité",
                "3": "vous êtes un fournisseur",
                "*": "réécouter ce message",
            },
        ),
        ("Tapez 1 pour les ventes, tapez 2 pour un conseiller.", "fr", {"1": "les ventes", "2": "un conseiller"}),
        ("For sales, press one. For support press 2.", "en", {"1": "sales", "2": "support"}),
        ("Press 0 to speak to the operator.", "en", {"0": "speak to the operator"}),
        ("Para ventas, pulse el uno. Para facturación, marque 2.", "es", {"1": "ventas", "2": "facturación"}),
    ],
)
def test_st_84_the_keys_and_what_they_are_for(text: str, language: str, heard: dict[str, str]) -> None:
    assert {option.digits: option.label for option in options(text, language=language)} == heard


@pytest.mark.parametrize("text", ["", "Bonjour, vous êtes bien chez Fonderie du Lac, ouverte depuis 1911."])
def test_words_that_are_no_menu_offer_nothing(text: str) -> None:
    assert options(text, language="fr") == []


@given(st.text(alphabet="pourtapez 123.,;étoilesi", max_size=400))
def test_keys_are_told_once_each_and_labels_stay_short(text: str) -> None:
    found = options(text, language="fr")
    assert len({option.digits for option in found}) == len(found) <= MOST_OPTIONS
    assert all(0 < len(option.label) <= LONGEST_LABEL for option in found)
