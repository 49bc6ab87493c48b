from __future__ import annotations

import re
import wave
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
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
from filon.calls.operations import stop_calls
from filon.calls.operations.rehearsing import MOST_REHEARSED
from filon.calls.queries.results import NOT_YET
from filon.calls.reachability import Observed
from filon.calls.states import AttemptState, CampaignState, ProspectState
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
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


def test_st_15_two_scenarios_to_choose_from_each_with_its_price(browser: Client) -> None:
    page = browser.get("/appels/nouvelle/").content.decode()
    assert "Qualification du standard et performance" in page
    assert "Filon appelle chaque numéro, reconnaît ce qui répond et note la joignabilité." in page
    assert '<input type="radio" name="scenario" value="light" checked>' in page
    assert "1 crédit par ligne" in page
    assert "Qualification du standard et du prospect" in page
    assert "Filon parle au standard, vérifie que votre interlocuteur est toujours en poste" in page
    assert '<input type="radio" name="scenario" value="full">' in page
    assert "3 crédits par ligne" in page
    assert browser.get(f"{SETTINGS}?scenario=moyen")["Location"] == "/appels/nouvelle/"


SETTINGS, HOURS = "/appels/nouvelle/reglages/", "/appels/nouvelle/horaires/"


def filled(form: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends of a form as it is shown, with these changes."""
    values = {name: form[name].value() for name in form.fields}
    if "trunk" in values:
        values["trunk"] = values["trunk"] or form.fields["trunk"].choices[0][0]
    return {name: value for name, value in {**values, **changes}.items() if value not in (None, False)}


def create(browser: Client, **changes: Any) -> Any:
    """Both steps, with these changes in the first one; the answer to the last step that was reached."""
    answer = browser.post(SETTINGS, filled(browser.get(SETTINGS).context["form"], **changes))
    if answer.status_code != 302:
        return answer
    return browser.post(HOURS, filled(browser.get(HOURS).context["form"]))


def test_st_22_to_st_31_a_st_8_every_field_is_filled_in_as_recommended(browser: Client) -> None:
    make_trunk(name="Ligne")
    settings = browser.get(SETTINGS).context["form"]
    recommended = {"attempts": 3, "delay_hours": 2, "simultaneous": 5, "retry_voicemail": True, "retry_ivr": True}
    assert {name: settings[name].value() for name in recommended} == recommended
    assert settings["name"].value()
    browser.post(SETTINGS, filled(settings))
    hours = browser.get(HOURS).context["form"]
    assert {name: hours[name].value() for name in hours.fields} == {
        "days": [0, 1, 2, 3, 4],
        "morning_from": 9,
        "morning_to": 12,
        "afternoon_from": 14,
        "afternoon_to": 18,
        "skip_holidays": True,
        "time_zone": "Europe/Paris",
    }


def test_st_28_the_time_configuration_is_a_step_of_its_own(browser: Client) -> None:
    make_trunk()
    assert browser.get(HOURS)["Location"] == SETTINGS
    settings = filled(browser.get(SETTINGS).context["form"], name="Matins", webhook_url="https://crm.example/filon")
    assert browser.post(SETTINGS, settings)["Location"] == HOURS
    assert not CallCampaign.objects.exists()
    assert browser.get(SETTINGS).context["form"]["name"].value() == "Matins"
    step = browser.get(HOURS)
    assert "Configuration horaire" in step.content.decode()
    browser.post(HOURS, filled(step.context["form"], days=["1"], morning_from="10", afternoon_from="", afternoon_to=""))
    campaign = CallCampaign.objects.get()
    assert (campaign.name, campaign.days, campaign.slots) == ("Matins", [1], [[10, 12]])
    assert campaign.webhook_url == "https://crm.example/filon"
    assert browser.get(SETTINGS).context["form"]["name"].value() != "Matins"


def test_st_28_slots_that_overlap_are_said_and_make_nothing(browser: Client) -> None:
    make_trunk()
    browser.post(SETTINGS, filled(browser.get(SETTINGS).context["form"]))
    wrong = browser.post(HOURS, filled(browser.get(HOURS).context["form"], afternoon_from="11"))
    assert wrong.status_code == 422
    assert "Les tranches horaires doivent se suivre" in wrong.content.decode()
    assert not CallCampaign.objects.exists()


def test_st_28_half_a_slot_is_said_at_its_missing_hour(browser: Client) -> None:
    make_trunk()
    browser.post(SETTINGS, filled(browser.get(SETTINGS).context["form"]))
    wrong = browser.post(HOURS, filled(browser.get(HOURS).context["form"], morning_to=""))
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["morning_to"]
    assert not CallCampaign.objects.exists()


def test_st_28_slots_that_the_form_cannot_show_are_kept(browser: Client) -> None:
    campaign = make_call_campaign(slots=[[9, 11], [12, 14], [16, 18]])
    url = f"/appels/{campaign.id}/reglages/"
    answer = browser.post(url, filled(browser.get(url).context["form"], name="Autre nom"))
    assert answer.status_code == 302
    campaign.refresh_from_db()
    assert (campaign.name, campaign.slots) == ("Autre nom", [[9, 11], [12, 14], [16, 18]])


def test_st_29_st_30_a_st_7_office_hours_are_proposed_and_wait_under_advanced(browser: Client) -> None:
    make_trunk()
    browser.post(SETTINGS, filled(browser.get(SETTINGS).context["form"]))
    page = browser.get(HOURS).content.decode()
    assert "<details><summary>Avancé : choisir d’autres heures</summary>" in page
    assert "Du lundi au vendredi, de 9 h à 12 h et de 14 h à 18 h, sauf les jours fériés." in page
    assert "<details open>" in browser.post(HOURS, {"morning_from": "25"}).content.decode()


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
    answer = create(browser, name="Fonderies du Rhône", attempts="2")
    campaign = CallCampaign.objects.get()
    assert answer["Location"] == f"/appels/{campaign.id}/"
    assert (campaign.name, campaign.attempts, campaign.state) == ("Fonderies du Rhône", 2, CampaignState.PAUSED)
    page = browser.get(answer["Location"]).content.decode()
    assert "Aucun numéro dans cette campagne" in page


def test_st_23_a_fourth_attempt_cannot_be_asked_for(browser: Client) -> None:
    make_trunk()
    assert create(browser, attempts="4").status_code == 422
    assert not CallCampaign.objects.exists()


def test_st_25_a_webhook_is_optional_and_must_be_an_address(browser: Client) -> None:
    make_trunk()
    assert create(browser, webhook_url="pas une adresse").status_code == 422
    create(browser, webhook_url="https://crm.example/filon")
    assert CallCampaign.objects.get().webhook_url == "https://crm.example/filon"


def test_st_22_a_campaign_is_renamed_later(browser: Client) -> None:
    campaign = make_call_campaign(name="Avant", weights={"hold": 30}, slots=[[8, 11]])
    url = f"/appels/{campaign.id}/reglages/"
    browser.post(url, filled(browser.get(url).context["form"], name="Après"))
    campaign.refresh_from_db()
    assert (campaign.name, campaign.weights, campaign.slots) == ("Après", {"hold": 30}, [[8, 11]])


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


def test_st_46_a_row_that_is_called_again_has_no_final_colour(browser: Client) -> None:
    campaign = make_call_campaign(state=CampaignState.RUNNING)
    later = MADE_AT + timedelta(days=900)
    again = done(campaign, "voicemail", hold_s=None, state=ProspectState.WAITING, level=None, next_at=later)
    final = done(campaign, "voicemail", hold_s=None)
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    assert page.count('<span class="pill bad">À ne pas appeler</span>') == 1
    assert re.search(r'<span class="pill again">À rappeler <b class="num"><time[^>]*>[^<]+</time></b>', page)
    found = browser.get(f"/appels/{campaign.id}/?level=again").context["page"].rows
    assert [row.id for row in found] == [again.id]
    levels = browser.get(f"/appels/{campaign.id}/graphiques/").context["charts"].levels
    assert [(bar.label, bar.n) for bar in levels if bar.n] == [("À ne pas appeler", 1), ("À rappeler", 1)]
    assert final.level == 3


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
    assert [bar.n for bar in charts.levels] == [1, 0, 1, 0, 0]
    assert [bar.n for bar in charts.scores] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert [(calls.label, calls.n, people.n) for calls, people in charts.hours] == [("10", 2, 1)]


def test_a_row_that_was_put_aside_is_not_one_that_nobody_called_yet(browser: Client) -> None:
    campaign = make_call_campaign()
    fresh = make_prospect(campaign)
    make_prospect(campaign, state="refused")
    make_prospect(campaign, state="calling")
    charts = browser.get(f"/appels/{campaign.id}/graphiques/").context["charts"]
    assert [(bar.label, bar.n) for bar in charts.levels if bar.n] == [
        ("Pas encore appelé", 1), ("Appel en cours", 1), ("Écarté", 1),
    ]  # fmt: skip
    page = browser.get(f"/appels/{campaign.id}/?level={NOT_YET}").context["page"]
    assert [row.id for row in page.rows] == [fresh.id]


def test_who_cannot_resume_calls_is_not_led_to_where_that_is_done(browser: Client, manager: Client) -> None:
    campaign = make_call_campaign()
    stop_calls(now=campaign.created_at)
    link = reverse("calls:trunks")
    banner = re.compile(f'<a class="btn[^>]* href="{link}"[^>]*><span>Voir</span>')
    pages = [each.get(f"/appels/{campaign.id}/").content.decode() for each in (browser, manager)]
    assert [bool(banner.search(page)) for page in pages] == [False, True]


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


def test_a_row_is_called_put_off_or_put_aside_where_it_is_read(browser: Client) -> None:
    row = make_prospect()
    page = browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    assert f'href="tel:{row.phone}"' in page
    assert [word for word in ("Rappeler plus tard", "Écarter", "Reprendre") if word in page] == [
        "Rappeler plus tard", "Écarter",
    ]  # fmt: skip
    browser.post(f"/appels/{row.campaign_id}/lignes/mise-a-l-ecart/", {"id": str(row.id)}, headers=HTMX)
    page = browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    assert [word for word in ("Rappeler plus tard", "Écarter", "Reprendre") if word in page] == ["Reprendre"]


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


def test_what_is_deleted_is_named_and_counted_before_it_is_lost(browser: Client) -> None:
    campaign = make_call_campaign(name="Salon")
    for _row in range(2):
        make_prospect(campaign)
    assert "« Salon », ses 2 lignes, ses appels" in browser.get(f"/appels/{campaign.id}/").content.decode()


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


def test_why_tells_of_the_switchboard_of_the_company_though_it_names_nobody(browser: Client) -> None:
    contact = make_contact()
    campaign = make_call_campaign(name="Standards du Lac")
    done(campaign, "human", company=contact.company)
    page = browser.get(f"/contacts/{contact.id}/").content.decode()
    assert f'<a href="/appels/{campaign.id}/">Standards du Lac</a>' in page
    assert "Standard appelé : Humain, joignabilité 100, à appeler en priorité." in page
    assert "Cette personne n’est engagée dans aucune campagne." in page


def test_why_tells_of_the_next_call_and_of_no_row_of_somebody_else(browser: Client) -> None:
    contact = make_contact()
    waiting = make_call_campaign(name="À venir", started_at=MADE_AT)
    make_prospect(waiting, company=contact.company)
    colleague = make_contact(company=contact.company)
    done(make_call_campaign(name="Pour un collègue"), "human", company=contact.company, contact=colleague)
    page = browser.get(f"/contacts/{contact.id}/").content.decode()
    assert "Le standard ne sera pas appelé tant que ceci n’a pas changé :" in page
    assert "La campagne d’appels est en pause." in page
    assert page.count("Standard appelé") == 0


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


def test_who_asked_for_silence_and_what_is_nobodys_number_are_not_offered_to_be_called(browser: Client) -> None:
    asked, nobodys = make_prospect(), done(make_call_campaign(), "unassigned")
    suppress(Kind.PHONE, asked.phone, reason=Reason.ASKED, now=MADE_AT)
    for row in (asked, nobodys):
        assert "tel:" not in browser.get(f"/appels/lignes/{row.id}/").content.decode()


def test_a_rehearsal_says_how_many_rows_it_takes(browser: Client) -> None:
    row = make_prospect()
    assert f"de {MOST_REHEARSED} lignes au plus" in browser.get(f"/appels/{row.campaign_id}/").content.decode()


def test_rows_and_campaigns_are_found_without_their_accents(browser: Client) -> None:
    campaign = make_call_campaign(name="Mise à jour d’été")
    make_prospect(campaign, columns={"company": "Élan Société"}, label="Siège")
    make_call_campaign(name="Zinguerie")
    for words in ("elan soc", "siege"):
        assert len(browser.get(f"/appels/{campaign.id}/", {"q": words}).context["rows"]) == 1
    page = browser.get("/appels/", {"q": "mise a jour d'ete"}).content.decode()
    assert "Mise à jour d’été" in page
    assert "Zinguerie" not in page
