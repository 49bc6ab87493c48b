from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from filon.mail.links.address import PATH, CountedLink, address_of, read
from filon.mail.rendering.headers import uri

LINK = CountedLink(UUID(int=1), UUID(int=2), 3, "https://a.example/offre?x=1&y=é#fin")


def parts(address: str) -> tuple[str, str]:
    """Token and target, as a web server hands them over."""
    split = urlsplit(address)
    assert f"{split.scheme}://{split.netloc}" == settings.PUBLIC_URL
    return split.path.removeprefix(PATH), parse_qs(split.query, keep_blank_values=True)["u"][0]


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60), st.integers(0, 255))
def test_an_address_names_its_link_and_carries_its_target(rest: str, number: int) -> None:
    link = CountedLink(UUID(int=7), UUID(int=8), number, f"https://a.example/{rest}")
    address = address_of(link)
    assert read(*parts(address)) == link
    assert uri(address) == f"<{address}>"


def test_no_other_target_and_no_other_token_is_ours() -> None:
    token, target = parts(address_of(LINK))
    other, _target = parts(address_of(replace(LINK, target="https://b.example/")))
    assert read(token, target) == LINK
    changed = ("A" if token[0] != "A" else "B") + token[1:]
    for forged in ((token, "https://attaque.example/"), (other, target), (changed, target), ("", target)):
        assert read(*forged) is None


@given(st.text(max_size=90), st.text(max_size=30))
def test_anything_may_be_asked(token: str, target: str) -> None:
    assert read(token, target) is None
