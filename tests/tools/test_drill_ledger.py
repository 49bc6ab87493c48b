from __future__ import annotations

import pytest
from tools.drill_ledger import Ledger


def call(name, begin, *then, number="+33199000001"):
    """The events of a call: an INVITE, then (what, when)."""
    return [{"at": at, "what": what, "number": number, "call": name} for what, at in (("invite", begin), *then)]


def test_calls_that_follow_one_another_do_not_overlap():
    ledger = Ledger([*call("a", 1.0, ("answered", 1.1), ("bye", 2.0)), *call("b", 2.0, ("refused", 2.1))])
    assert (ledger.overlapping(), ledger.left_up(), ledger.most_at_once()) == (0, 0, 1)


@pytest.mark.parametrize("number", ["+33199000001", "+33199000002"])
def test_two_calls_of_one_number_at_once_are_found(number):
    events = [*call("a", 1.0, ("answered", 1.1), ("bye", 3.0)), *call("b", 2.0, ("bye", 4.0), number=number)]
    ledger = Ledger(events)
    assert ledger.overlapping() == (number == "+33199000001")
    assert ledger.most_at_once() == 2
    assert ledger.most_at_once({"+33199000001"}) == (2 if number == "+33199000001" else 1)


def test_a_far_end_that_was_never_told_is_found():
    assert Ledger(call("a", 1.0, ("answered", 1.1))).left_up() == 1
    gone = Ledger(call("a", 1.0, ("answered", 1.1), ("unacknowledged", 9.1)))
    assert (gone.left_up(), gone.unacknowledged()) == (0, 1)


def test_the_busiest_second_is_found_wherever_it_begins():
    begins = [0.0, 0.9, 1.0, 1.5, 1.8, 2.0]
    ledger = Ledger([event for n, at in enumerate(begins) for event in call(str(n), at, ("bye", at + 1))])
    assert ledger.most_in_a_second() == 4
