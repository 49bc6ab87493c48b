from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from filon.kernel.seals import opened, sealed

NAMED = bytes(range(32))


@given(st.binary(min_size=1, max_size=64), st.text(max_size=20))
def test_what_was_sealed_is_opened_with_what_stood_beside_it(named: bytes, beside: str) -> None:
    text = sealed("use", named, beside=beside)
    assert opened("use", text, length=len(named), beside=beside) == named


@given(st.text(max_size=80))
def test_no_made_up_text_is_opened(text: str) -> None:
    assert opened("use", text, length=32) is None


def test_a_seal_serves_no_other_use_place_or_length() -> None:
    text = sealed("use", NAMED, beside="here")
    assert opened("another use", text, length=32, beside="here") is None
    assert opened("use", text, length=32, beside="there") is None
    assert opened("use", text, length=31, beside="here") is None
    assert opened("use", text[:-1], length=32, beside="here") is None


@pytest.mark.parametrize(
    ("kind", "beside", "text"),
    [
        ("way out", "", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh84xoOfZfYQCElsSBYE0MFA"),
        (
            "counted link",
            "https://exemple.example/",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9f5akSupLjdoPJj-McyKeU",
        ),
    ],
)
def test_addresses_of_mail_that_has_left_go_on_being_read(
    kind: str, beside: str, text: str, settings: Settings
) -> None:
    settings.FILON_FINGERPRINT_KEY = "a key of an earlier version"
    assert opened(kind, text, length=32, beside=beside) == NAMED
