from __future__ import annotations

import pytest

from filon.calls.callers import is_allowed, says_it_is_automatic


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


@pytest.mark.parametrize(
    ("caller", "allowed"),
    [
        ("+33162000000", True),
        ("+33949000000", True),
        ("+33947512345", True),
        ("+33947012345", False),
        ("+33199000000", False),
        ("+33639980000", False),
        ("+262692123456", False),
        ("+590690123456", False),
        ("+34910000000", True),
        ("0162000000", False),
        ("+33 1 62", False),
    ],
)
def test_automated_calls_show_numbers_kept_for_them(caller: str, allowed: bool) -> None:
    assert is_allowed(caller, kind="sip") is allowed
    assert is_allowed(caller, kind="practice")
