from __future__ import annotations

import pytest

from filon.calls.callers import says_it_is_automatic


@pytest.mark.parametrize(
    ("sentence", "may_be_said"),
    [
        ("", True),
        ("Bonjour, ceci est un appel automatique. Y a-t-il quelqu’un ?", True),
        ("Hello, this is an automated call.", True),
        ("Hola, le llama un « robot ».", True),
        ("Buenos días, esta es una llamada automática.", True),
        ("Bonjour, qui est à l’appareil ?", False),
        ("Appel automatique. " * 20, False),
    ],
)
def test_a_machine_says_that_it_is_one(sentence: str, may_be_said: bool) -> None:
    assert says_it_is_automatic(sentence) is may_be_said
