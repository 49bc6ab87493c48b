from __future__ import annotations

import pytest
from django.db import IntegrityError

from filon.consent.models import Suppression
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.postgres.many import insert_many
from filon.kernel.tenancy import current_workspace, scope

pytestmark = pytest.mark.usefixtures("workspace")

COLUMNS = ("id", "hash", "source")


def insert(rows: list[tuple[object, ...]], clock: VirtualClock) -> None:
    fixed = {"workspace_id": current_workspace(), "kind": "email", "reason": "asked", "created_at": clock.now()}
    insert_many(Suppression, rows, columns=COLUMNS, fixed=fixed)


def test_rows_are_written_as_given(clock: VirtualClock) -> None:
    insert([(uuid7(), b"\x00\\n", 'a "quote", a\ttab\n'), (uuid7(), b"2", "\\N")], clock)
    found = Suppression.objects.order_by("-source").values_list("hash", "source", "kind")
    assert [(bytes(h), source, kind) for h, source, kind in found] == [
        (b"\x00\\n", 'a "quote", a\ttab\n', "email"),
        (b"2", "\\N", "email"),
    ]


def test_it_can_be_done_again_in_the_same_transaction(clock: VirtualClock) -> None:
    insert([(uuid7(), b"1", "")], clock)
    insert([(uuid7(), b"2", "")], clock)
    insert([], clock)
    assert Suppression.objects.count() == 2


def test_a_conflict_writes_nothing_and_leaves_the_transaction_usable(clock: VirtualClock) -> None:
    insert([(uuid7(), b"1", "")], clock)
    with pytest.raises(IntegrityError):
        insert([(uuid7(), b"2", ""), (uuid7(), b"1", "")], clock)
    assert Suppression.objects.count() == 1


def test_the_policy_of_the_table_applies(clock: VirtualClock) -> None:
    elsewhere = {"workspace_id": current_workspace(), "kind": "email", "reason": "asked", "created_at": clock.now()}
    with scope(uuid7()), pytest.raises(Exception, match="row-level security"):
        insert_many(Suppression, [(uuid7(), b"1", "")], columns=COLUMNS, fixed=elsewhere)
