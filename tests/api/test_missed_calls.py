from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.factories import make_contact

from filon.tenants.models import Workspace
from filon.timeline.models import Event

Call = Callable[..., Any]


def test_a_mo_13_a_program_tells_of_a_missed_call_once(workspace: Workspace, call: Call) -> None:
    contact = make_contact(mobile="+33199000041")
    told = {"id": "c-1", "caller": "01 99 00 00 41"}
    made = call("POST", "/missed-calls", told)
    assert (made.status_code, made.json()["contact_id"]) == (201, str(contact.id))
    assert call("POST", "/missed-calls", told).status_code == 409
    assert Event.objects.get(kind="crm.call_missed").contact_id == contact.id
