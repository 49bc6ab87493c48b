from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.kernel.values import Email, InvalidValue, parse_email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("anne.roux@papier.example", "anne.roux@papier.example"),
        ("  ANNE.ROUX@PAPIER.EXAMPLE ", "ANNE.ROUX@papier.example"),
        ("\u00a0anne@papier.test\u200b", "anne@papier.test"),
        ("mailto:anne@papier.example", "anne@papier.example"),
        ("anne@papier.example;", "anne@papier.example"),
        ("anne@société.example", "anne@xn--socit-esab.example"),
        ("zoé@papier.example", "zoé@papier.example"),
        ("a+b_c@sous.domaine.papier.example", "a+b_c@sous.domaine.papier.example"),
    ],
)
def test_an_address_is_understood_however_it_is_typed(text: str, address: str) -> None:
    assert parse_email(text).address == address


def test_two_spellings_of_one_mailbox_have_one_key() -> None:
    assert parse_email("Anne@Papier.example").key == parse_email("aNNE@PAPIER.EXAMPLE").key == "anne@papier.example"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anne Roux <anne@papier.example>", "Anne Roux"),
        ('"Roux, Anne" <anne@papier.example>', "Roux, Anne"),
        ("<anne@papier.example>", ""),
    ],
)
def test_a_name_before_angle_brackets_is_kept(text: str, name: str) -> None:
    assert parse_email(text) == Email("anne@papier.example", "papier.example", name)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "anne", "anne@", "@papier.example", "anne@papier", "anne@localhost", "anne@serveur.local",
        "anne roux@papier.example", "anne at papier.example", "anne@@papier.example", "anne@papier..example",
        ".anne@papier.example", "anne.@papier.example", "an..ne@papier.example", '"anne roux"@papier.example',
        "anne@[127.0.0.1]", "anne@-papier.example", "<>", "Anne <>", "a" * 65 + "@papier.example",
        "a" * 60 + "@" + ("b" * 60 + ".") * 4 + "example", "anne@pa\0pier.example",
        "anne@papier.example\nBcc: x@y.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_one_code(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_email(text)
    assert refusal.value.code == "email_invalid"


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    with suppress(InvalidValue):
        email = parse_email(text)
        assert parse_email(email.address) == email._replace(display_name="")
        assert email.address.endswith("@" + email.domain)
        assert not any(c.isspace() for c in email.address)


@given(st.emails(domains=st.sampled_from(["papier.example", "Beton.Test", "Cuir.fr"])))
def test_every_ordinary_address_is_accepted(text: str) -> None:
    assert parse_email(text).address.lower() == text.lower()
