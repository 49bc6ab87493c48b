"""What is planned with companies that are not public any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.directory.public.rows import make_unit
from tests.factories import make_call_campaign, make_company, make_contact
from tests.outreach.running import launched

from filon.actions.models import Action
from filon.actions.rechecking import refuse_masked
from filon.actions.states import State
from filon.billing.queries import balance
from filon.calls.models import Prospect
from filon.calls.operations import NewProspect, add_prospects
from filon.directory.public.masking import mask
from filon.kernel.clock import VirtualClock
from filon.outreach.models import Enrolment
from filon.outreach.states import EnrolmentState, Outcome

pytestmark = pytest.mark.usefixtures("workspace")
SIREN, OTHER = "000000018", "000000026"


def test_what_is_planned_is_refused_by_the_policy_and_their_place_ends(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    theirs = make_contact(company=make_company(siren=SIREN))
    other = make_contact(company=make_company(siren=OTHER))
    nobody = make_contact(company=None)
    launched([theirs, other, nobody], peer=None, now=clock.now())
    assert refuse_masked(now=clock.now()) == 0
    mask(SIREN, on=clock.now().date())
    assert refuse_masked(now=clock.now()) == 1
    states = dict(Action.objects.values_list("subject_id", "state"))
    assert states == {theirs.id: State.SKIPPED, other.id: State.PLANNED, nobody.id: State.PLANNED}
    assert "not_public" in [reason["code"] for reason in Action.objects.get(subject_id=theirs.id).reasons]
    place = Enrolment.objects.get(contact=theirs)
    assert (place.state, place.outcome, place.outcome_reason) == (
        EnrolmentState.FINISHED,
        Outcome.FAILURE,
        "not_public",
    )
    assert refuse_masked(now=clock.advance(timedelta(hours=1))) == 0


def test_more_than_one_batch_is_refused(monkeypatch: pytest.MonkeyPatch, clock: VirtualClock) -> None:
    monkeypatch.setattr("filon.actions.rechecking.BATCH", 2)
    make_unit(siren=SIREN, diffusible=False, name="")
    company = make_company(siren=SIREN)
    launched([make_contact(company=company) for _ in range(5)], peer=None, now=clock.now())
    assert refuse_masked(now=clock.now()) == 5


def test_numbers_of_a_company_that_is_not_public_are_refused_at_once_and_cost_nothing(clock: VirtualClock) -> None:
    make_unit(siren=SIREN, diffusible=False, name="")
    company, campaign = make_company(siren=SIREN), make_call_campaign()
    rows = [NewProspect(phone="+33199000001", company_id=company.id), NewProspect(phone="+33199000002")]
    add_prospects(campaign.id, rows, reference="a", now=clock.now())
    assert dict(Prospect.objects.values_list("phone", "state")) == {
        "+33199000001": "refused",
        "+33199000002": "waiting",
    }
    assert (Action.objects.filter(state=State.PLANNED).count(), balance()) == (1, -1)
