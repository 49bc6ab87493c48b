from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories import (
    MADE_AT,
    make_call_campaign,
    make_company,
    make_contact,
    make_manager,
    make_member,
    make_prospect,
    make_trunk,
    make_workspace,
)

from filon.calls import reachability
from filon.calls.models import Attempt, CallCampaign, CallSettings, Prospect, Trunk
from filon.calls.reachability import Observed
from filon.calls.states import AttemptState, CampaignState, ProspectState
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_member(workspace))


@pytest.fixture
def manager(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_manager(workspace))


def done(campaign: CallCampaign, nature: str, *, attempts: int = 1, hold_s: float | None = 8, **more: Any) -> Prospect:
    """A row whose calls are over."""
    found = reachability.score(Observed(nature, attempts, hold_s, 4))
    values = {
        "state": ProspectState.DONE,
        "nature": nature,
        "attempts_made": attempts,
        "hold_s": hold_s,
        "ring_s": 4,
        "score": found.value,
        "parts": found.stored(),
        "level": reachability.level(nature, found.value),
        **more,
    }
    return make_prospect(campaign, **values)


def call(prospect: Prospect, **more: Any) -> Attempt:
    values = {
        "prospect": prospect,
        "campaign": prospect.campaign,
        "phone": prospect.phone,
        "number": 1,
        "action_id": prospect.id,
        "state": AttemptState.OVER,
        "placed_at": MADE_AT,
        **more,
    }
    return Attempt.objects.create(**values)


def shown_order(page: str, *rows: Prospect) -> list[Prospect]:
    return sorted(rows, key=lambda row: page.index(f"/appels/lignes/{row.id}/"))


def test_st_15_two_scenarios_are_told_and_the_first_is_offered(browser: Client) -> None:
    page = browser.get("/appels/nouvelle/").content.decode()
    assert "Qualification du standard et performance" in page
    assert "Qualification du standard et du prospect" in page
    assert "Pas encore disponible" in page
    assert page.count('name="scenario"') == 1
    assert "Suivant" in page


def test_st_22_to_st_31_a_st_8_every_field_is_filled_in_as_recommended(browser: Client) -> None:
    make_trunk(name="Ligne")
    form = browser.get("/appels/nouvelle/reglages/").context["form"]
    recommended = {
        "attempts": 3,
        "delay_hours": 2,
        "simultaneous": 5,
        "days": [0, 1, 2, 3, 4],
        "morning_from": 9,
        "morning_to": 12,
        "afternoon_from": 14,
        "afternoon_to": 18,
        "skip_holidays": True,
        "time_zone": "Europe/Paris",
    }
    assert {name: form[name].value() for name in recommended} == recommended
    assert form["name"].value()


def filled(browser: Client, **changes: Any) -> dict[str, Any]:
    form = browser.get("/appels/nouvelle/reglages/").context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["trunk"] = form.fields["trunk"].choices[0][0]
    return {name: value for name, value in {**values, **changes}.items() if value not in (None, False)}


def test_st_29_st_30_a_st_7_office_hours_are_proposed_and_wait_under_advanced(browser: Client) -> None:
    page = browser.get("/appels/nouvelle/reglages/").content.decode()
    assert "<details><summary>Avancé : horaires et rappels</summary>" in page
    assert "Les heures de bureau sont recommandées : les standards sont des lignes fixes" in page
    wrong = browser.post("/appels/nouvelle/reglages/", {"name": "X"}).content.decode()
    assert "<details open>" in wrong


def test_a_st_18_results_are_read_while_it_runs_and_when_it_has_ended(browser: Client) -> None:
    campaign = make_call_campaign(state=CampaignState.RUNNING)
    done(campaign, "human")
    running = browser.get(f"/appels/{campaign.id}/").content.decode()
    CallCampaign.objects.update(state=CampaignState.FINISHED)
    finished = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert "À appeler en priorité" in running
    assert "À appeler en priorité" in finished
    assert '<span class="pill info">Terminée</span>' in finished


def test_st_27_st_40_valider_lands_on_the_empty_campaign_which_is_paused(browser: Client) -> None:
    make_trunk()
    answer = browser.post("/appels/nouvelle/reglages/", filled(browser, name="Fonderies du Rhône", attempts="2"))
    campaign = CallCampaign.objects.get()
    assert answer["Location"] == f"/appels/{campaign.id}/"
    assert (campaign.name, campaign.attempts, campaign.state) == ("Fonderies du Rhône", 2, CampaignState.PAUSED)
    page = browser.get(answer["Location"]).content.decode()
    assert "Aucun numéro dans cette campagne" in page


def test_st_23_a_fourth_attempt_cannot_be_asked_for(browser: Client) -> None:
    make_trunk()
    answer = browser.post("/appels/nouvelle/reglages/", filled(browser, attempts="4"))
    assert answer.status_code == 422
    assert not CallCampaign.objects.exists()


def test_st_25_a_webhook_is_optional_and_must_be_an_address(browser: Client) -> None:
    make_trunk()
    assert browser.post("/appels/nouvelle/reglages/", filled(browser, webhook_url="pas une adresse")).status_code == 422
    browser.post("/appels/nouvelle/reglages/", filled(browser, webhook_url="https://crm.example/filon"))
    assert CallCampaign.objects.get().webhook_url == "https://crm.example/filon"


def test_st_22_a_campaign_is_renamed_later(browser: Client) -> None:
    campaign = make_call_campaign(name="Avant", weights={"hold": 30})
    browser.post(f"/appels/{campaign.id}/reglages/", filled(browser, name="Après"))
    campaign.refresh_from_db()
    assert (campaign.name, campaign.weights) == ("Après", {"hold": 30})


def test_a_st_17_the_toggle_says_its_state_and_what_it_does(browser: Client) -> None:
    campaign = make_call_campaign()
    make_prospect(campaign)
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert 'aria-label="Activer la campagne"' in page
    browser.post(f"/appels/{campaign.id}/activation/")
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.RUNNING
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert 'aria-label="Mettre la campagne en pause"' in page
    browser.post(f"/appels/{campaign.id}/pause/")
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED


def test_activating_an_empty_campaign_is_refused_with_a_sentence(browser: Client) -> None:
    campaign = make_call_campaign()
    answer = browser.post(f"/appels/{campaign.id}/activation/", headers=HTMX)
    assert "importez-en" in answer["HX-Trigger"]
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED


def test_st_41_st_46_st_50_a_st_6_a_row_shows_its_status_and_its_colour_in_words(browser: Client) -> None:
    campaign = make_call_campaign(state=CampaignState.RUNNING)
    done(campaign, "human")
    done(campaign, "human", attempts=3, hold_s=90)
    done(campaign, "ivr", hold_s=None)
    make_prospect(campaign)
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert '<span class="pill ok">À appeler en priorité</span>' in page
    assert '<span class="pill warn">À appeler ensuite</span>' in page
    assert '<span class="pill bad">À ne pas appeler</span>' in page
    assert '<span class="pill ">Pas encore appelé</span>' in page
    assert "<td>SVI</td>" in page


def test_st_21_st_42_st_92_sorting_by_the_indicator_is_total(browser: Client) -> None:
    campaign = make_call_campaign()
    none = make_prospect(campaign)
    slow = done(campaign, "human", hold_s=60)
    last = done(campaign, "human", hold_s=8.2, position=900)
    first = done(campaign, "human", hold_s=8.2, position=800)
    quick = done(campaign, "human", hold_s=3)
    later = done(campaign, "voicemail", hold_s=None)
    every = (none, slow, last, first, quick, later)
    best = browser.get(f"/appels/{campaign.id}/?sort=-score").content.decode()
    assert shown_order(best, *every) == [quick, first, last, slow, later, none]
    worst = browser.get(f"/appels/{campaign.id}/?sort=score").content.decode()
    assert shown_order(worst, *every) == [later, slow, last, first, quick, none]


def test_st_43_to_st_45_the_bar_names_its_three_criteria(browser: Client) -> None:
    campaign = make_call_campaign()
    done(campaign, "human", attempts=2, hold_s=65)
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert "Tentatives avant de décrocher : 25 / 40" in page
    assert "Attente avant une personne : 20 / 40" in page
    assert "Nature du standard : 20 / 20" in page


def test_rows_are_found_by_number_company_and_label(browser: Client) -> None:
    campaign = make_call_campaign()
    wanted = make_prospect(
        campaign, phone="+33199777777", company=make_company(name="Énergies Caussade"), label="Usine"
    )
    other = make_prospect(campaign, label="Siège")
    for words in ("01 99 77 77 77", "caussade", "usine"):
        page = browser.get(f"/appels/{campaign.id}/", {"q": words}).content.decode()
        assert str(wanted.id) in page
        assert str(other.id) not in page


def test_the_results_ask_a_fixed_number_of_queries(
    browser: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    campaign = make_call_campaign()
    for _ in range(12):
        call(done(campaign, "human", company=make_company()), audio="calls/a.wav")
    with django_assert_max_num_queries(24):
        browser.get(f"/appels/{campaign.id}/")


def test_st_18_the_charts_count_natures_levels_scores_and_hours(browser: Client) -> None:
    campaign = make_call_campaign()
    call(done(campaign, "human"), nature="human")
    call(done(campaign, "ivr", hold_s=None), nature="ivr")
    charts = browser.get(f"/appels/{campaign.id}/graphiques/").context["charts"]
    assert [(bar.label, bar.n) for bar in charts.natures] == [("Humain", 1), ("SVI", 1)]
    assert [bar.n for bar in charts.levels] == [1, 0, 1, 0]
    assert [bar.n for bar in charts.scores] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert [(calls.label, calls.n, people.n) for calls, people in charts.hours] == [("10", 2, 1)]


def test_a_row_tells_its_calls_with_what_each_verdict_rests_on(browser: Client) -> None:
    campaign = make_call_campaign()
    row = done(campaign, "voicemail", hold_s=None)
    facts = [{"name": "beep_after_speech", "value": 1000.0, "at": 6.25, "weight": 0.4}]
    attempt = call(row, nature="voicemail", evidence=facts, audio="calls/x.wav", heard_from=3.0, heard_to=7.5)
    dialog = browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    assert "Un bip de 1000 Hz après la parole" in dialog
    assert f'src="/appels/enregistrements/{attempt.id}.wav#t=3.0,7.5"' in dialog
    assert "<dialog" in dialog
    assert "<html" in browser.get(f"/appels/lignes/{row.id}/").content.decode()


@pytest.fixture
def recorded(settings: Any, tmp_path: Path, workspace: Workspace) -> Attempt:
    settings.MEDIA_ROOT = tmp_path
    with wave.open(str(tmp_path / "x.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\1\0" * 8000)
    return call(done(make_call_campaign(), "human"), audio="x.wav")


def test_a_call_is_listened_to_by_ranges(browser: Client, recorded: Attempt) -> None:
    url = f"/appels/enregistrements/{recorded.id}.wav"
    whole = browser.get(url)
    assert (whole.status_code, whole["Content-Type"], whole["Accept-Ranges"]) == (200, "audio/wav", "bytes")
    part = browser.get(url, headers={"Range": "bytes=44-51"})
    assert (part.status_code, part.getvalue()) == (206, b"\1\0" * 4)
    assert "media-src 'self'" in browser.get("/appels/")["Content-Security-Policy"]


def test_a_call_is_not_listened_to_from_another_workspace(
    recorded: Attempt, client_for: ClientFor, client: Client
) -> None:
    other = make_workspace()
    with scope(other.id):
        stranger = client_for(make_manager(other))
    assert stranger.get(f"/appels/enregistrements/{recorded.id}.wav").status_code == 404
    assert client.get(f"/appels/enregistrements/{recorded.id}.wav").status_code == 302


def test_a_recording_outside_the_media_folder_is_never_served(browser: Client, recorded: Attempt) -> None:
    Attempt.objects.filter(id=recorded.id).update(audio="../../../etc/hostname")
    assert browser.get(f"/appels/enregistrements/{recorded.id}.wav").status_code == 400


def test_a_campaign_is_deleted_but_not_while_it_runs(browser: Client) -> None:
    campaign = make_call_campaign(state=CampaignState.RUNNING)
    browser.post(f"/appels/{campaign.id}/suppression/", headers=HTMX)
    assert CallCampaign.objects.filter(id=campaign.id).exists()
    CallCampaign.objects.update(state=CampaignState.PAUSED)
    answer = browser.post(f"/appels/{campaign.id}/suppression/")
    assert answer["Location"] == "/appels/"
    assert not CallCampaign.objects.filter(id=campaign.id).exists()


def test_a_rehearsal_copies_the_rows_onto_the_practice_switchboards(browser: Client) -> None:
    real = make_trunk(kind="sip", host="sip.operateur.example", caller="+33162000000")
    practice = make_trunk()
    campaign = make_call_campaign(trunk=real)
    row = make_prospect(campaign)
    browser.post(f"/appels/{campaign.id}/repetition/")
    copy = CallCampaign.objects.get(practice=True)
    assert (copy.trunk_id, copy.state) == (practice.id, CampaignState.RUNNING)
    assert [each.phone for each in copy.prospects.all()] == [row.phone]
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.PAUSED


def test_the_company_and_its_people_show_what_the_switchboard_is_worth(browser: Client) -> None:
    contact = make_contact()
    done(make_call_campaign(), "human", company=contact.company)
    for url in (f"/societes/{contact.company_id}/", f"/contacts/{contact.id}/"):
        page = browser.get(url).content.decode()
        assert "À appeler en priorité" in page


def test_members_stop_all_calls_and_managers_let_them_begin_again(browser: Client, manager: Client) -> None:
    make_trunk()
    browser.post("/reglages/telephonie/arret/")
    assert CallSettings.objects.get().stopped
    assert "Tous les appels sont arrêtés" in browser.get("/appels/").content.decode()
    assert browser.post("/reglages/telephonie/reprise/").status_code == 403
    manager.post("/reglages/telephonie/reprise/")
    assert not CallSettings.objects.get().stopped


LINE = {
    "name": "Opérateur",
    "host": "sip.operateur.example",
    "port": "5061",
    "transport": "tls",
    "user": "filon",
    "password": "secret",
    "caller": "01 62 00 12 34",
    "max_concurrent": "10",
    "calls_per_second": "2",
    "max_call_seconds": "90",
}


def test_a_line_is_added_changed_paused_and_removed(manager: Client) -> None:
    manager.post("/reglages/telephonie/nouvelle/", LINE)
    trunk = Trunk.objects.get()
    assert (trunk.caller, trunk.password, trunk.kind) == ("+33162001234", "secret", "sip")
    manager.post(f"/reglages/telephonie/{trunk.id}/", {**LINE, "name": "Autre", "password": ""})
    trunk.refresh_from_db()
    assert (trunk.name, trunk.password) == ("Autre", "secret")
    assert "secret" not in manager.get(f"/reglages/telephonie/{trunk.id}/").content.decode()
    manager.post(f"/reglages/telephonie/{trunk.id}/pause/")
    assert "En pause" in manager.get("/reglages/telephonie/").content.decode()
    manager.post(f"/reglages/telephonie/{trunk.id}/reprise/")
    manager.post(f"/reglages/telephonie/{trunk.id}/retrait/")
    assert not Trunk.objects.exists()


def test_an_ordinary_caller_number_is_refused_beside_its_field(manager: Client) -> None:
    answer = manager.post("/reglages/telephonie/nouvelle/", {**LINE, "caller": "01 42 00 12 34"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["caller"]
    assert not Trunk.objects.exists()


def test_lines_are_for_managers(browser: Client) -> None:
    assert browser.get("/reglages/telephonie/").status_code == 403


def test_the_campaign_of_another_workspace_does_not_exist(browser: Client) -> None:
    other = make_workspace()
    with scope(other.id):
        campaign = make_call_campaign()
        row = make_prospect(campaign)
    for url in (f"/appels/{campaign.id}/", f"/appels/{campaign.id}/export.csv", f"/appels/lignes/{row.id}/"):
        assert browser.get(url).status_code == 404
