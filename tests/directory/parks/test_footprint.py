"""Software that a home page shows of itself."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.directory.parks.footprint import Signature, recognise, signatures
from filon.directory.parks.states import Trade

PLACES = {"generator", "address", "header", "text"}


def shown(signature: Signature, at: int) -> tuple[str, dict[str, str]]:
    """A page that shows one sign of this software, as it would."""
    sign = signature.signs[at]
    match sign.where:
        case "generator":
            return f'<META NAME="Generator" content="{sign.has.title()} 9.1">', {}
        case "address":
            return f'<script async src="https://a.example/{sign.has.upper()}?v=2"></script>', {}
        case "header":
            name, _colon, value = sign.has.partition(":")
            return "<p>Bonjour</p>", {name: f"{value.strip()}-1"}
        case _:
            return f"<script>{sign.has}'x')</script>", {}


@pytest.mark.parametrize("signature", signatures(), ids=lambda each: each.name)
def test_co_10_each_sign_tells_its_software(signature: Signature) -> None:
    for at in range(len(signature.signs)):
        found = {seen.name: seen for seen in recognise(*shown(signature, at))}
        assert signature.name in found
        assert found[signature.name].sign in {sign.has for sign in signature.signs}


def test_the_file_of_signs_is_sound() -> None:
    for known in signatures():
        assert known.trade in Trade.values
        assert urlsplit(known.source).scheme == "https"
        assert known.signs
        for sign in known.signs:
            assert sign.where in PLACES
            assert sign.has == sign.has.lower()
            assert len(sign.has) >= 4
    names = [known.name.lower() for known in signatures()]
    assert names == sorted(set(names))


def test_a_plain_page_shows_nothing() -> None:
    html = "<html><head><title>Fonderie</title></head><body><a href='https://wordpress.org'>Un lien</a></body></html>"
    assert recognise(html, {"content-type": "text/html", "server": "nginx"}) == []


def test_a_software_is_told_once() -> None:
    html = (
        '<meta name="generator" content="WordPress 6.8"><link href="/wp-content/a.css"><script src="/wp-includes/b.js">'
    )
    assert [(seen.name, seen.trade, seen.sign) for seen in recognise(html, {})] == [("WordPress", "site", "wordpress")]


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_whatever_a_page_holds_is_read(html: str, headers: dict[str, str]) -> None:
    assert isinstance(recognise(f"<meta name=generator content={html}", headers), list)
