from __future__ import annotations

import pytest
from tests.factories import make_contact

from filon.config import meters
from filon.crm.operations import mark_left, restore
from filon.kernel.clock import VirtualClock


@pytest.mark.usefixtures("workspace")
def test_co_37_those_who_left_their_company_are_not_counted(clock: VirtualClock) -> None:
    make_contact()
    gone = make_contact()
    mark_left([gone.id], now=clock.now(), by=None)
    assert meters.contacts(clock.now()) == 1
    restore([gone.id], now=clock.now(), by=None)
    assert meters.contacts(clock.now()) == 2
