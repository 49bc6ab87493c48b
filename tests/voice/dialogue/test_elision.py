from __future__ import annotations

import pytest

from filon.voice.dialogue.elision import elided, marked


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Atelier Dupré", "de la part d’Atelier Dupré, est-ce qu’Atelier Dupré"),
        ("Éric", "de la part d’Éric, est-ce qu’Éric"),
        ("Yves", "de la part d’Yves, est-ce qu’Yves"),
        ("Yann", "de la part de Yann, est-ce que Yann"),
        ("Hans", "de la part de Hans, est-ce que Hans"),
        ("Dupré", "de la part de Dupré, est-ce que Dupré"),
        ("", "de la part de , est-ce que "),
    ],
)
def test_the_e_before_a_vowel_is_dropped_in_french(name: str, told: str) -> None:
    sentence = "de la part de {who}, est-ce que {who}".format_map(marked({"who": name}))
    assert elided(sentence, language="fr") == told


def test_only_what_was_put_in_is_touched_and_only_in_french() -> None:
    assert elided("de {a}".format_map(marked({"a": "que elle"})), language="fr") == "de que elle"
    assert elided("de {a}".format_map(marked({"a": "Atelier"})), language="es") == "de Atelier"
