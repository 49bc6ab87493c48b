from __future__ import annotations

import time

from filon.kernel.ids import uuid7, uuid7s


def test_an_id_is_a_uuid7_of_this_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = [uuid7(), *uuid7s(3)]
    after = time.time_ns() // 1_000_000
    assert all((key.version, key.variant) == (7, "specified in RFC 4122") for key in made)
    assert all(before <= key.int >> 80 <= after for key in made)


def test_many_at_once_are_all_different() -> None:
    assert len(set(uuid7s(5_000))) == 5_000
    assert uuid7s(0) == []
