"""The link of a challenge mail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.corpus import build
from tests.mail.corpus.filters import CASES

from filon.mail.inbox.proof_link import proof_link

LINKS = {
    "challenge_mailinblack": "https://app.mailinblack.com/auth/9f33",
    "challenge_mailinblack_own_domain": "https://app.mailinblack.com/auth/9f33",
    "challenge_english": "https://verify.filter.example/c/71",
    "challenge_spamarrest": "http://www.spamarrest.com/a2?AQ",
    "challenge_boxbe": "https://www.boxbe.com/crs?tc=1",
    "challenge_spanish": "https://filtro.example/v/8",
    "challenge_html": "https://altospam.example/v/3",
}


@pytest.mark.parametrize("case", [case for case in CASES if case.kind == "challenge"], ids=lambda case: case.name)
def test_ol_24_the_link_of_every_filter_is_found(case: build.Case) -> None:
    assert proof_link(case.raw) == LINKS[case.name]


def test_the_link_that_asks_wins_over_those_around_it() -> None:
    page = (
        '<a href="https://filtre.example/">Filtre</a><img src="https://filtre.example/logo.png">'
        "<p>Pour que votre message soit remis, prouvez que vous n'êtes pas un robot :</p>"
        '<a href="https://filtre.example/x?k=1">Je ne suis pas un robot</a>'
        '<a href="https://filtre.example/legal">Mentions légales</a>'
        '<a href="https://filtre.example/unsubscribe?k=1">Me désinscrire</a>'
    )
    assert proof_link(build.html(page, subject="Authentification")) == "https://filtre.example/x?k=1"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "https://[oops/verify"]
)
def test_only_web_addresses_are_links(href: str) -> None:
    page = f'<p>Confirmez que vous êtes humain</p><a href="{href}">Je ne suis pas un robot</a>'
    assert proof_link(build.html(page, subject="Vérification")) == ""


def test_a_challenge_that_is_answered_by_mail_has_none() -> None:
    assert proof_link(build.plain("Please reply to this message to be delivered.", subject="Confirm")) == ""


@given(st.binary(max_size=400))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    assert isinstance(proof_link(raw), str)
