from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.factories import make_call_campaign, make_company, make_member, make_prospect, make_workspace

from filon.billing.queries import balance, used_for
from filon.calls.imports import operations, running
from filon.calls.imports.checking import Line
from filon.calls.imports.entering import as_prospects
from filon.calls.imports.models import ProspectImport
from filon.calls.imports.template import template_csv
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations import NewProspect, add_prospects, delete
from filon.calls.operations.prospects import Added
from filon.consent.operations import suppress
from filon.consent.states import Kind
from filon.consent.states import Reason as Objection
from filon.crm.imports.strict.states import ImportState
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]

HEADER = "Téléphone;Société;Libellé;Référence\n"
CLEAN = HEADER + "01 99 00 12 34;Fonderie du Vivarais;Siège;A-1\n04 65 71 12 34;;;\n"
MIXED = CLEAN + "0899 70 12 34;Voyance;;\n;Sans numéro;;\n06 39 98 12 34;Atelier;;\n"


@pytest.fixture
def campaign(workspace: Workspace) -> CallCampaign:
    return make_call_campaign()


@pytest.fixture
def browser(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_member(workspace))


def drop(browser: Client, campaign: CallCampaign, content: str | bytes) -> ProspectImport:
    body = content if isinstance(content, bytes) else content.encode()
    answer = browser.post(f"/appels/{campaign.id}/importer/", {"file": SimpleUploadedFile("salon.csv", body)})
    assert answer.status_code == 302, answer.content.decode()
    import_ = ProspectImport.objects.latest("created_at")
    assert answer["Location"] == f"/appels/imports/{import_.id}/"
    return import_


def phones(campaign: CallCampaign) -> list[str]:
    return list(campaign.prospects.order_by("position").values_list("phone", flat=True))


def test_st_32_st_35_st_37_a_file_without_error_is_simply_imported(browser: Client, campaign: CallCampaign) -> None:
    import_ = drop(browser, campaign, CLEAN)
    running.let_in(import_.id)
    assert "Importation réussie" in browser.get(f"/appels/imports/{import_.id}/").content.decode()
    assert phones(campaign) == ["+33199001234", "+33465711234"]
    row = campaign.prospects.get(phone="+33199001234")
    assert (row.label, row.columns) == ("Siège", {"company": "Fonderie du Vivarais", "reference": "A-1"})


def test_st_33_st_93_the_template_is_downloaded_and_comes_back_without_error(
    browser: Client, campaign: CallCampaign
) -> None:
    answer = browser.get("/appels/modele.csv")
    assert (answer.content, answer["Content-Type"]) == (template_csv(), "text/csv; charset=utf-8")
    import_ = drop(browser, campaign, answer.content)
    assert (import_.accepted, import_.errors, import_.state) == (2, 0, ImportState.RUNNING)


def test_st_34_a_file_that_does_not_follow_the_model_is_refused(browser: Client, campaign: CallCampaign) -> None:
    content = SimpleUploadedFile("x.csv", "Téléphone;Effectif\n01 99 00 12 34;12\n".encode())
    answer = browser.post(f"/appels/{campaign.id}/importer/", {"file": content})
    assert answer.status_code == 422
    assert "Colonnes inconnues du modèle : Effectif" in answer.content.decode()
    assert not ProspectImport.objects.exists()


def test_st_36_the_page_helps_to_convert_both_ways(browser: Client, campaign: CallCampaign) -> None:
    page = browser.get(f"/appels/{campaign.id}/importer/").content.decode()
    assert "Classeur Excel" in page
    assert "CSV UTF-8" in page
    assert "/appels/modele.csv" in page


def test_st_38_st_39_errors_stop_the_import_until_they_are_ignored(browser: Client, campaign: CallCampaign) -> None:
    import_ = drop(browser, campaign, MIXED)
    page = browser.get(f"/appels/imports/{import_.id}/").content.decode()
    assert "3 lignes comportent une erreur" in page
    assert "Ignorer et importer" in page
    browser.post(f"/appels/imports/{import_.id}/depart/")
    running.let_in(import_.id)
    assert phones(campaign) == []
    browser.post(f"/appels/imports/{import_.id}/depart/", {"ignorer": "1"})
    running.let_in(import_.id)
    assert phones(campaign) == ["+33199001234", "+33465711234"]


def test_st_38_the_refused_rows_come_as_a_file_with_their_reasons(browser: Client, campaign: CallCampaign) -> None:
    import_ = drop(browser, campaign, MIXED)
    lines = browser.get(f"/appels/imports/{import_.id}/erreurs.csv").content.decode().splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("0899 70 12 34;Voyance;;;4;Ce numéro est surtaxé")


def test_st_14_st_89_only_accepted_rows_are_paid_for(browser: Client, campaign: CallCampaign) -> None:
    page = browser.get(f"/appels/{campaign.id}/importer/").content.decode()
    assert "Coût : 1 crédit par ligne acceptée" in page
    import_ = drop(browser, campaign, MIXED)
    operations.start(import_.id, ignore_errors=True)
    running.let_in(import_.id)
    running.let_in(import_.id)
    assert used_for(campaign.id) == 2


def test_numbers_that_are_there_already_are_neither_doubled_nor_paid_again(
    browser: Client, campaign: CallCampaign
) -> None:
    make_prospect(campaign, phone="+33199001234")
    import_ = drop(browser, campaign, CLEAN + "+33 4 65 71 12 34;;;\n")
    running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.known, import_.duplicates, import_.created) == (1, 1, 1)
    assert used_for(campaign.id) == 1


def test_a_company_of_that_name_is_found_again(browser: Client, campaign: CallCampaign) -> None:
    company = make_company(name="Fonderie du Vivarais")
    running.let_in(drop(browser, campaign, CLEAN).id)
    assert Prospect.objects.get(phone="+33199001234").company_id == company.id


def test_a_number_on_the_opposition_list_stays_out(
    browser: Client, campaign: CallCampaign, clock: VirtualClock
) -> None:
    suppress(Kind.PHONE, "+33199001234", reason=Objection.ASKED, now=clock.now())
    import_ = drop(browser, campaign, CLEAN)
    assert (import_.accepted, import_.errors) == (1, 1)
    assert import_.refused[0]["cells"] == []


def test_a_file_that_is_forgotten_leaves_nothing(browser: Client, campaign: CallCampaign) -> None:
    import_ = drop(browser, campaign, MIXED)
    browser.post(f"/appels/imports/{import_.id}/oubli/")
    assert not ProspectImport.objects.exists()
    assert phones(campaign) == []


def test_an_import_goes_on_where_it_was_killed(
    browser: Client, campaign: CallCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 1)
    import_ = drop(browser, campaign, CLEAN)
    assert running._one_batch(import_.id)
    assert phones(campaign) == ["+33199001234"]
    running.let_in(import_.id)
    assert phones(campaign) == ["+33199001234", "+33465711234"]


def test_an_import_starts_once(campaign: CallCampaign, browser: Client) -> None:
    import_ = drop(browser, campaign, CLEAN)
    with pytest.raises(Refused):
        operations.start(import_.id, ignore_errors=True)


def test_the_import_of_another_workspace_does_not_exist(browser: Client) -> None:
    other = make_workspace()
    with scope(other.id):
        import_ = ProspectImport.objects.create(campaign=make_call_campaign(), name="x", created_at="2026-11-20T09:00Z")
    assert browser.get(f"/appels/imports/{import_.id}/").status_code == 404


@pytest.mark.parametrize("number", ["+800 1234 5678", "00800 12345678"])
def test_a_number_of_no_country_stops_no_import(browser: Client, campaign: CallCampaign, number: str) -> None:
    import_ = drop(browser, campaign, f"{CLEAN}{number};Partout;;\n")
    running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.state, import_.created) == (ImportState.DONE, 3)


def test_an_import_that_breaks_off_says_so_and_what_is_in_stays(
    browser: Client, campaign: CallCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_ = drop(browser, campaign, CLEAN)
    monkeypatch.setattr(running, "BATCH", 1)
    monkeypatch.setattr(running, "as_prospects", lambda lines: _second_breaks(campaign, lines))
    running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.state, import_.created) == (ImportState.FAILED, 1)
    page = browser.get(f"/appels/imports/{import_.id}/").content.decode()
    assert "Une erreur imprévue a interrompu l’import" in page
    assert phones(campaign) == ["+33199001234"]
    assert browser.post(f"/appels/imports/{import_.id}/oubli/").status_code < 400


def _second_breaks(campaign: CallCampaign, lines: Sequence[Line]) -> list[NewProspect]:
    if campaign.prospects.exists():
        raise ZeroDivisionError
    return as_prospects(lines)


@pytest.mark.django_db(transaction=True)
def test_a_campaign_that_is_deleted_while_a_file_comes_in_is_deleted_or_waits(
    workspace: Workspace, browser: Client, campaign: CallCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lock the campaign first, so neither waits for what the other holds."""
    import_ = drop(browser, campaign, CLEAN)
    held, go_on = threading.Event(), threading.Event()

    def adding(*given: object, **named: object) -> Added:
        held.set()
        assert go_on.wait(60)
        return add_prospects(*given, **named)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(running, "add_prospects", adding)
    failures: list[BaseException] = []

    def let_in() -> None:
        try:
            with scope(workspace.id):
                running.let_in(import_.id)
        except BaseException as fault:  # noqa: BLE001 told below
            failures.append(fault)
        finally:
            connection.close()

    def remove() -> None:
        try:
            with scope(workspace.id):
                delete(campaign.id, now=campaign.created_at)
        except BaseException as fault:  # noqa: BLE001 told below
            failures.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=let_in), threading.Thread(target=remove)]
    threads[0].start()
    assert held.wait(60)
    threads[1].start()
    time.sleep(0.5)  # the deletion waits
    go_on.set()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with scope(workspace.id):
        assert not CallCampaign.objects.exists()
        assert balance() == 0
