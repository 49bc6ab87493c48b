"""What phone campaigns do when something happens elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.factories import make_call_campaign

from filon.calls.claim import Claimant, claim
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations import NewProspect, activate, add_prospects, finish_campaigns
from filon.consent.operations import lift, suppress
from filon.consent.states import Kind, Reason
from filon.tenants.models import Workspace

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ONE, TWO = "+33199000001", "+33199000002"


@pytest.fixture
def ended(workspace: Workspace) -> CallCampaign:
    """A campaign that has ended, as both its numbers are on the opposition list."""
    campaign = make_call_campaign()
    add_prospects(campaign.id, [NewProspect(phone=ONE), NewProspect(phone=TWO)], reference="a", now=NOW)
    for phone in (ONE, TWO):
        suppress(Kind.PHONE, phone, reason=Reason.ASKED, now=NOW)
    activate(campaign.id, now=NOW)
    assert claim(campaign.trunk_id, Claimant("d", 10, NOW, NOW)) == []
    assert finish_campaigns(now=NOW) == 1
    return campaign


def test_only_who_is_no_longer_on_the_list_is_called_again_by_a_campaign_that_had_ended(ended: CallCampaign) -> None:
    assert lift(Kind.PHONE, ONE, now=NOW)
    states = dict(Prospect.objects.values_list("phone", "state"))
    assert states == {ONE: "waiting", TWO: "refused"}
    ended.refresh_from_db()
    assert (ended.state, ended.finished_at) == ("paused", None)
    activate(ended.id, now=NOW)
    (placing,) = claim(ended.trunk_id, Claimant("d", 10, NOW, NOW))
    assert placing.phone == ONE


def test_what_concerns_no_row_opens_no_campaign(ended: CallCampaign) -> None:
    suppress(Kind.EMAIL, "jeanne@acme.example", reason=Reason.ASKED, now=NOW)
    assert lift(Kind.EMAIL, "jeanne@acme.example", now=NOW)
    ended.refresh_from_db()
    assert ended.state == "finished"
