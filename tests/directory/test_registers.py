from __future__ import annotations

import pytest

from filon.directory.templatetags.registers import NARROW_SPACE, register_number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("552100554", "552 100 554"),
        (5520001, "005 520 001"),
        ("55210055400013", "552 100 554 00013"),
        ("FR-12", "FR-12"),
        ("", ""),
    ],
)
def test_a_number_of_the_register_is_read_in_groups(number: str | int, shown: str) -> None:
    assert register_number(number) == shown.replace(" ", NARROW_SPACE)
