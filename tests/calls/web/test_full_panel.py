"""A row of a campaign that talks, in full: verdicts, extracts, the conversation."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.calls.web.saying import INVALIDATED, MODIFIED, VALIDATED, make_person, make_spoken
from tests.factories import make_company, make_extract, make_manager, make_workspace

from filon.calls.full.models import Extract
from filon.calls.models import CallCampaign
from filon.calls.states import Status
from filon.kernel.tenancy import scope
from filon.tenants.models import Member

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


def panel(browser: Client, row_id: object) -> str:
    return browser.get(f"/appels/lignes/{row_id}/", headers=HTMX).content.decode()


def test_st_19_every_field_has_its_verdict_and_its_reason(browser: Client, campaign: CallCampaign) -> None:
    row = make_spoken(
        campaign, "Claire Martin", status=Status.PERSON_INVALIDATED, person=INVALIDATED, person_reason="left",
        email=INVALIDATED, email_reason="refused",
    )  # fmt: skip
    page = panel(browser, row.id)
    assert "<s>Claire Martin</s>" in page
    assert "N’y travaille pas, ou plus" in page
    assert "Le standard n’a pas voulu donner d’adresse" in page
    assert "Non abordé" in page
    assert '<h2 id="dialog-title">Claire Martin</h2>' in page


def test_st_91_the_panel_says_why_a_row_has_its_level(browser: Client, campaign: CallCampaign) -> None:
    page = panel(browser, make_spoken(campaign, status=Status.BARRIER_HUMAN).id)
    assert '<span class="pill warn">Barrage humain</span>' in page
    assert "À appeler car joignable" in page
    assert "Le standard répond, mais quelque chose reste à faire avant d’appeler." in page


def test_the_conversation_is_told_turn_by_turn(browser: Client, campaign: CallCampaign) -> None:
    turns = [
        {"ours": True, "start": 0.0, "end": 4.0, "text": "Bonjour, Claire Martin ?", "intent": "", "confidence": 1.0},
        {"ours": False, "start": 5.2, "end": 6.0, "text": "<b>partie</b>", "intent": "left", "confidence": 0.4},
    ]
    page = panel(browser, make_spoken(campaign, turns=turns).id)
    assert "Bonjour, Claire Martin ?" in page
    assert "&lt;b&gt;partie&lt;/b&gt;" in page
    assert "a quitté la société" in page
    assert page.count("peu sûr") == 1


def test_compliance_4_4_an_objection_and_a_transfer_are_told_at_once(browser: Client, campaign: CallCampaign) -> None:
    row = make_spoken(campaign, status=Status.BARRIER_HUMAN, objected=True, put_through=True)
    page = panel(browser, row.id)
    assert "Ne plus appeler ce numéro" in page
    assert "La personne elle-même a pris l’appel" in page


def test_st_97_each_modified_field_has_its_extract_with_its_words(browser: Client, campaign: CallCampaign) -> None:
    row = make_spoken(
        campaign, "Claire Martin", person=MODIFIED, new_first_name="Paul", new_last_name="Roux", email=MODIFIED,
        new_email="p.roux@acme.example",
    )  # fmt: skip
    mail = make_extract(row, "email", quote="p point roux arobase acme")
    name = make_extract(row, "person", quote="c’est Paul Roux")
    page = browser.get(f"/appels/lignes/{row.id}/extraits/", headers=HTMX).content.decode()
    sounds = [f'src="/appels/extraits/{each.id}.wav#t=0.5,2.2"' for each in (name, mail)]
    assert page.index(sounds[0]) < page.index(sounds[1])
    assert "<mark>c’est Paul Roux</mark>" in page
    assert "data-autoplay" in page
    assert sounds[0] in panel(browser, row.id)
    assert "data-autoplay" not in panel(browser, row.id)


def test_an_erased_extract_says_when(browser: Client, campaign: CallCampaign) -> None:
    row = make_spoken(campaign, person=MODIFIED)
    make_extract(row, "person", audio="")
    Extract.objects.update(erased_at=campaign.created_at)
    page = panel(browser, row.id)
    assert "extrait effacé le" in page
    assert "<audio" not in page


def test_a_row_that_was_not_called_says_nothing_of_a_conversation(browser: Client, campaign: CallCampaign) -> None:
    page = panel(browser, make_person(campaign, "Claire Martin", job_title="gérante", email="c@acme.example").id)
    assert "Claire Martin, gérante" in page
    assert "c@acme.example" in page
    assert "Ce que dit le standard" not in page


@pytest.fixture
def extract(settings: Any, tmp_path: Path, campaign: CallCampaign) -> Extract:
    settings.MEDIA_ROOT = tmp_path
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\1\0" * 8000)
    return make_extract(make_spoken(campaign, person=MODIFIED), "person", audio="x.wav")


def test_st_53_an_extract_is_listened_to_by_ranges(browser: Client, extract: Extract) -> None:
    url = f"/appels/extraits/{extract.id}.wav"
    assert (browser.get(url).status_code, browser.get(url)["Content-Type"]) == (200, "audio/wav")
    part = browser.get(url, headers={"Range": "bytes=44-51"})
    assert (part.status_code, part.getvalue()) == (206, b"\1\0" * 4)


def test_an_extract_is_not_listened_to_from_another_workspace(
    extract: Extract, client_for: ClientFor, client: Client
) -> None:
    other = make_workspace()
    with scope(other.id):
        stranger = client_for(make_manager(other))
    for url in (f"/appels/extraits/{extract.id}.wav", f"/appels/lignes/{extract.row_id}/extraits/"):
        assert stranger.get(url).status_code == 404
        assert client.get(url).status_code == 302


def test_an_extract_outside_the_media_folder_is_never_served(browser: Client, extract: Extract) -> None:
    Extract.objects.update(audio="../../../etc/hostname")
    assert browser.get(f"/appels/extraits/{extract.id}.wav").status_code == 400


def test_validated_fields_are_not_struck_out(browser: Client, campaign: CallCampaign) -> None:
    row = make_spoken(campaign, "Claire Martin", person=VALIDATED, email=VALIDATED, row={"email": "c@acme.example"})
    page = panel(browser, row.id)
    assert "<s>" not in page
    assert page.count('<span class="pill ok">Validé</span>') == 2


def test_the_company_shows_of_whom_its_switchboard_said_what(browser: Client, campaign: CallCampaign) -> None:
    company = make_company()
    make_spoken(campaign, "Claire Martin", status=Status.PERSON_MODIFIED, row={"company": company})
    page = browser.get(f"/societes/{company.id}/").content.decode()
    assert "Claire Martin · Prospect modifié" in page
