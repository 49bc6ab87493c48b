"""The pages of an import speak of people where the campaign does."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import make_call_campaign, make_member

from filon.calls.imports import running
from filon.calls.imports.models import ProspectImport
from filon.calls.models import CallCampaign
from filon.calls.states import Scenario
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
HEADER = "Téléphone;Société;Prénom;Nom;Fonction;E-mail;Identifiant externe;SIRET\n"
CLEAN = HEADER + "01 99 00 12 34;Acme;Claire;Martin;Gérante;;;\n01 99 00 12 34;Acme;Paul;Roux;;;;\n"


def drop(browser: Client, campaign: CallCampaign, content: str) -> str:
    """The page that follows the file."""
    file = SimpleUploadedFile("salon.csv", content.encode())
    return str(browser.post(f"/appels/{campaign.id}/importer/", {"file": file})["Location"])


def test_st_32_st_37_two_people_of_one_number_enter(workspace: Workspace, client_for: ClientFor) -> None:
    browser, campaign = client_for(make_member(workspace)), make_call_campaign(scenario=Scenario.FULL)
    page = drop(browser, campaign, CLEAN)
    running.let_in(ProspectImport.objects.get().id)
    assert "2 personnes entrent dans la campagne." in browser.get(page).content.decode()
    results = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert "Claire Martin" in results
    assert "Paul Roux" in results


def test_st_38_a_st_15_what_is_wrong_is_told_with_row_and_column_and_an_empty_address_is_not(
    workspace: Workspace, client_for: ClientFor
) -> None:
    browser, campaign = client_for(make_member(workspace)), make_call_campaign(scenario=Scenario.FULL)
    page = browser.get(drop(browser, campaign, CLEAN + "01 99 00 12 35;Acme;;Petit;;pas une adresse;;\n"))
    text = page.content.decode()
    assert "1 ligne comporte une erreur" in text
    assert "Prospects à vérifier" in text
    assert [(each["row"], each["column"]) for each in page.context["problems"]] == [(4, "Prénom"), (4, "E-mail")]
    assert not campaign.prospects.exists()


def test_the_list_of_campaigns_tells_which_ones_talk(workspace: Workspace, client_for: ClientFor) -> None:
    make_call_campaign()
    browser = client_for(make_member(workspace))
    assert '<span class="tag">Full</span>' not in browser.get("/appels/").content.decode()
    make_call_campaign(scenario=Scenario.FULL)
    assert browser.get("/appels/").content.decode().count('<span class="tag">Full</span>') == 1
