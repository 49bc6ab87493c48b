"""Settings of a Full campaign, and what lets it call."""

from __future__ import annotations

import pytest
from tests.factories import make_full_campaign, make_person, make_trunk

from filon.billing.queries import balance
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations import (
    CampaignFields,
    NewProspect,
    activate,
    add_prospects,
    change_campaign,
    create_campaign,
)
from filon.calls.operations.campaigns import delete
from filon.calls.operations.rehearsing import rehearse
from filon.calls.states import Scenario, TrunkKind
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
SAID = {"caller_name": " Acier Martin ", "purpose": "une mise à jour", "ask_email": False}


def test_st_15_the_scenario_is_chosen_once(workspace, clock):
    made = create_campaign(CampaignFields(name="Vérifier", scenario=Scenario.FULL, **SAID), now=clock.now())
    assert (made.scenario, made.caller_name, made.purpose, made.ask_email) == (
        Scenario.FULL,
        "Acier Martin",
        "une mise à jour",
        False,
    )
    change_campaign(made.id, CampaignFields(name="Autrement", purpose="autre chose"), now=clock.now())
    changed = CallCampaign.objects.get()
    assert (changed.scenario, changed.name, changed.purpose) == (Scenario.FULL, "Autrement", "autre chose")


@pytest.mark.parametrize("field", ["caller_name", "purpose"])
def test_what_is_too_long_to_be_said_is_refused_at_its_field(workspace, clock, field):
    with pytest.raises(Refused) as no:
        create_campaign(CampaignFields(name="Vérifier", **{field: "x" * 201}), now=clock.now())
    assert no.value.field == field


@pytest.mark.parametrize(
    ("recogniser", "voice", "code"),
    [
        ("", "", "no_recogniser"),
        ("vosk", "", "no_recogniser"),
        ("en=https://ears.example/v1", "", "no_recogniser"),
        ("https://ears.example/v1", "parrot", "no_voice"),
    ],
)
def test_on_an_operator_s_line_it_is_not_activated_where_nothing_understands_or_speaks(
    workspace, clock, settings, recogniser, voice, code
):
    settings.FILON_RECOGNISER, settings.FILON_VOICE = recogniser, voice
    campaign = make_full_campaign(trunk=make_trunk(kind=TrunkKind.SIP, host="sip.operateur.example"))
    make_person(campaign)
    with pytest.raises(Refused, match="demandez à qui héberge Filon") as no:
        activate(campaign.id, now=clock.now())
    assert (no.value.code, no.value.field) == (code, "trunk")
    assert CallCampaign.objects.get().state == "paused"
    CallCampaign.objects.update(scenario=Scenario.LIGHT)
    assert activate(campaign.id, now=clock.now()).state == "running"


def test_on_an_operator_s_line_it_is_activated_with_a_recogniser(workspace, clock, settings):
    settings.FILON_RECOGNISER = "fr=https://ears.example/v1"
    campaign = make_full_campaign(trunk=make_trunk(kind=TrunkKind.SIP, host="sip.operateur.example"))
    make_person(campaign)
    assert activate(campaign.id, now=clock.now()).state == "running"


def test_on_the_practice_switchboards_it_needs_none(workspace, clock, settings):
    settings.FILON_RECOGNISER = ""
    campaign = make_full_campaign()
    make_person(campaign)
    assert activate(campaign.id, now=clock.now()).state == "running"


def test_a_st_16_people_that_were_never_called_are_paid_back_with_a_campaign_deleted_before_its_start(workspace, clock):
    campaign = make_full_campaign()
    people = [NewProspect(phone="+33199000001", last_name=name) for name in ("Un", "Deux")]
    assert add_prospects(campaign.id, people, reference="a", now=clock.now()).credits == 6
    assert balance() == -6
    assert delete(campaign.id, now=clock.now()) == 6
    assert balance() == 0


def test_a_rehearsal_asks_for_the_same_people(workspace, clock):
    campaign = make_full_campaign(purpose="une mise à jour")
    row = make_person(campaign, job_title="DAF")
    copy = rehearse(campaign.id, now=clock.now())
    again = Prospect.objects.get(campaign=copy)
    assert (copy.scenario, copy.purpose, copy.caller_name) == (Scenario.FULL, "une mise à jour", "Acier Martin")
    assert (again.person_key, again.email, again.job_title) == (row.person_key, row.email, "DAF")
