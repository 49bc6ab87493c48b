from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.mail.rendering.identity import action_of, bare, message_id


@given(st.uuids())
def test_the_same_action_has_one_identifier_and_is_found_again(action_id: UUID) -> None:
    identifier = message_id(action_id, "Ventes.example")
    assert identifier == message_id(action_id, "ventes.example")
    assert action_of(f" <{identifier}> ") == action_id


@pytest.mark.parametrize("identifier", ["", "abc@x.example", "CAF+x=1@mail.example", "0" * 32])
def test_an_identifier_of_somebody_else_is_no_action(identifier: str) -> None:
    assert action_of(identifier) is None


def test_a_domain_cannot_carry_anything_else() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        message_id(UUID(int=1), "x.example>\r\nBcc: y")


def test_bare_takes_blanks_and_brackets_off() -> None:
    assert bare(" <a@x.example> ") == "a@x.example"
