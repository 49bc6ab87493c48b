"""A Full campaign is made in the same three steps, and says what it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.factories import make_call_campaign, make_member, make_trunk

from filon.calls.models import CallCampaign
from filon.calls.queries.speech import Equipment, equipment
from filon.calls.states import CampaignState, Scenario
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
SETTINGS, HOURS = "/appels/nouvelle/reglages/", "/appels/nouvelle/horaires/"
NEEDS = "La ligne d’un opérateur demande une reconnaissance vocale"


@pytest.fixture
def browser(workspace: Workspace, client_for: ClientFor) -> Client:
    make_trunk()
    return client_for(make_member(workspace))


def sent(form: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends of a form as it is shown, with these changes; a choice begins with its first option."""
    values = {name: form[name].value() for name in form.fields}
    if "trunk" in values:
        values["trunk"] = values["trunk"] or form.fields["trunk"].choices[0][0]
    return {name: value for name, value in {**values, **changes}.items() if value not in (None, False)}


def create(browser: Client, **changes: Any) -> Any:
    """From the choice of the scenario to [Valider]; the last answer."""
    first = f"{SETTINGS}?scenario=full"
    answer = browser.post(first, sent(browser.get(first).context["form"], **changes))
    return browser.post(HOURS, sent(browser.get(HOURS).context["form"])) if answer.status_code == 302 else answer


def test_st_15_st_27_st_28_full_is_made_in_three_steps_and_is_paused(browser: Client, workspace: Workspace) -> None:
    answer = create(browser, name="Salon", purpose="La mise à jour de nos invitations")
    campaign = CallCampaign.objects.get()
    assert answer["Location"] == f"/appels/{campaign.id}/"
    assert (campaign.scenario, campaign.name, campaign.state) == (Scenario.FULL, "Salon", CampaignState.PAUSED)
    assert (campaign.caller_name, campaign.ask_email) == (workspace.name, True)
    assert campaign.purpose == "La mise à jour de nos invitations"
    assert "Personne dans cette campagne" in browser.get(answer["Location"]).content.decode()


def test_st_15_light_stays_light_and_asks_nothing_about_speaking(browser: Client) -> None:
    page = browser.get(f"{SETTINGS}?scenario=light")
    assert "caller_name" not in page.context["form"].fields
    browser.post(SETTINGS, sent(page.context["form"]))
    browser.post(HOURS, sent(browser.get(HOURS).context["form"]))
    assert CallCampaign.objects.get().scenario == Scenario.LIGHT


def test_going_back_from_the_hours_keeps_the_scenario_and_what_was_said(browser: Client) -> None:
    first = f"{SETTINGS}?scenario=full"
    browser.post(first, sent(browser.get(first).context["form"], caller_name="Maison Roux", ask_email=False))
    again = browser.get(SETTINGS).context["form"]
    assert (again["caller_name"].value(), again["ask_email"].value()) == ("Maison Roux", False)


def test_in_whose_name_it_calls_must_be_said(browser: Client) -> None:
    answer = create(browser, caller_name=" ")
    assert answer.status_code == 422
    assert answer.context["form"].errors["caller_name"]
    assert not CallCampaign.objects.exists()


def test_what_full_needs_is_told_where_it_is_chosen_with_its_remedy(browser: Client, settings: Any) -> None:
    made = make_call_campaign(scenario=Scenario.FULL)
    pages = ("/appels/nouvelle/", f"{SETTINGS}?scenario=full", f"/appels/{made.id}/reglages/")
    settings.FILON_RECOGNISER = ""
    for url in pages:
        page = browser.get(url).content.decode()
        assert NEEDS in page
        assert "Cette installation n’a pas de voix" not in page
        assert "Sur les standards d’entraînement, tout fonctionne dès maintenant." in page
    settings.FILON_RECOGNISER = SERVER
    for url in pages:
        page = browser.get(url).content.decode()
        assert NEEDS not in page
        assert "Reconnaissance vocale et voix prêtes pour vos lignes." in page


def test_the_settings_of_a_campaign_that_talks_are_changed_later(browser: Client) -> None:
    campaign = make_call_campaign(scenario=Scenario.FULL, caller_name="Avant", ask_email=True)
    url = f"/appels/{campaign.id}/reglages/"
    browser.post(url, sent(browser.get(url).context["form"], caller_name="Après", ask_email=False))
    campaign.refresh_from_db()
    assert (campaign.scenario, campaign.caller_name, campaign.ask_email) == (Scenario.FULL, "Après", False)


SERVER = "http://127.0.0.1:9/v1/audio/transcriptions"


def test_nothing_is_said_in_doubt_by_a_campaign_that_talks(browser: Client) -> None:
    talks, listens = make_call_campaign(scenario=Scenario.FULL), make_call_campaign()
    asked = "Phrase dite quand l’écoute hésite"
    assert asked not in browser.get(f"/appels/{talks.id}/reglages/").content.decode()
    assert asked not in browser.get(f"{SETTINGS}?scenario=full").content.decode()
    assert asked in browser.get(f"/appels/{listens.id}/reglages/").content.decode()


@pytest.mark.parametrize(
    ("recogniser", "voice", "told"),
    [
        ("", "", Equipment("", "espeak-ng")),
        (SERVER, "", Equipment("whisper-1", "espeak-ng")),
        (f"fr={SERVER}#model=large,en={SERVER}#model=small", "", Equipment("large, small (fr, en)", "espeak-ng")),
        ("vosk:/nowhere", "", Equipment("", "espeak-ng", wrong=True)),
        (SERVER, "piper:/nowhere", Equipment("whisper-1", "", wrong=True)),
    ],
)
def test_what_the_host_chose_is_told_by_its_kind(settings: Any, recogniser: str, voice: str, told: Equipment) -> None:
    settings.FILON_RECOGNISER, settings.FILON_VOICE = recogniser, voice
    assert equipment() == told
    assert told.ready == bool(told.recogniser and told.voice)
