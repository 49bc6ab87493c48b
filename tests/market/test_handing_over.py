from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.test import Client
from tests.factories import make_company, make_manager
from tests.market.rows import NOW, make_routine
from tests.webhook_receiver import Receiver, receiver

from filon.kernel.clock import VirtualClock
from filon.market.operations import set_tag
from filon.market.states import Tag
from filon.tenants.models import Member, Workspace
from filon.timeline.webhooks import addresses, delivering, operations
from filon.timeline.webhooks.operations import Wanted

__all__ = ["receiver"]


def test_co_13_what_is_qualified_here_is_told_to_the_teams_own_crm_and_stands_on_the_sheet(
    workspace: Workspace, client_for: Callable[[Member], Client], receiver: Receiver
) -> None:
    operations.create(Wanted(url=receiver.url, kinds=("market.company_tagged",)), at=NOW, by=None)
    company, routine = make_company(name="Fonderie"), make_routine(title="Ateliers")
    set_tag(routine.id, company.id, Tag.SUSPECT, now=NOW)
    set_tag(routine.id, company.id, Tag.PROSPECT, now=NOW)
    machine = VirtualClock(datetime.now(UTC) + timedelta(seconds=2))
    assert delivering.deliver_due(clock=machine, client=addresses.client()) == 2
    told = [each.json()["data"] for each in receiver.received]
    assert [(one["company_id"], one["data"]["tag"]) for one in told] == [
        (str(company.id), "suspect"),
        (str(company.id), "prospect"),
    ]
    lines = client_for(make_manager(workspace)).get(f"/societes/{company.id}/").context["stream"].lines
    assert [line.about[-1].text for line in lines] == ["Ateliers", "Ateliers"]
    assert ["Prospect" in lines[0].text, "Suspect" in lines[1].text] == [True, True]
