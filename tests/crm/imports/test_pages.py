from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_manager, make_member, make_workspace

from filon.consent.operations import suppress
from filon.crm.imports import counting, operations, reverting, running
from filon.crm.imports.template import template_csv
from filon.crm.models import Contact, Import
from filon.crm.states import ImportState
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
Upload = Callable[[str], Import]

ONE_BAD = "Nom;Email;Couleur\nRoux;roux@papier.example;bleu\nPetit;petit@@beton.example;<b>vert</b>\n"


@pytest.fixture
def browser(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_member(workspace))


def drop(browser: Client, content: bytes, name: str = "salon.csv") -> Import:
    answer = browser.post("/imports/nouveau/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    import_ = Import.objects.get()
    assert answer["Location"] == f"/imports/{import_.id}/"
    return import_


def test_st_32_st_35_a_file_is_dropped_and_shown(browser: Client) -> None:
    import_ = drop(browser, ONE_BAD.encode())
    assert "Lecture du fichier" in browser.get(f"/imports/{import_.id}/").content.decode()
    running.check_file(import_.id)
    page = browser.get(f"/imports/{import_.id}/").content.decode()
    assert "1 ligne comporte une erreur" in page
    assert "Ignorer et importer 1 ligne" in page
    assert "petit@@beton.example" in page
    assert "Gardées comme informations complémentaires : Couleur" in page
    assert "&lt;b&gt;vert" in page
    assert "<b>vert" not in page


def test_st_33_st_93_the_template_is_downloaded_and_comes_back_without_error(browser: Client) -> None:
    answer = browser.get("/imports/modele.csv")
    assert (answer.content, answer["Content-Type"]) == (template_csv(), "text/csv; charset=utf-8")
    import_ = drop(browser, answer.content)
    running.check_file(import_.id)
    import_.refresh_from_db()
    assert (import_.state, import_.created, import_.refused) == (ImportState.CHECKED, 2, 0)


def test_st_36_the_page_helps_to_convert(browser: Client) -> None:
    page = browser.get("/imports/nouveau/").content.decode()
    assert "Enregistrer sous" in page
    assert "/imports/modele.csv" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"%PDF-1.7", "n’est pas un tableau"), (b"Nom;Email\n", "aucun prospect"), (b"\xd0\xcf\x11\xe0zz", ".xlsx")],
)
def test_what_cannot_be_read_is_said_beside_the_field(browser: Client, content: bytes, sentence: str) -> None:
    answer = browser.post("/imports/nouveau/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_no_file_is_said_too(browser: Client) -> None:
    answer = browser.post("/imports/nouveau/", {})
    assert answer.status_code == 422
    assert "Choisissez un fichier" in answer.content.decode()


def test_the_columns_are_corrected_on_the_page(browser: Client, upload: Upload) -> None:
    import_ = upload("Truc;Email\nroux;roux@papier.example\n")
    answer = browser.post(f"/imports/{import_.id}/colonnes/", {"colonne-0": "last_name", "colonne-1": "email"})
    assert answer.status_code == 302
    import_.refresh_from_db()
    assert [column["field"] for column in import_.mapping["columns"]] == ["last_name", "email"]
    refused = browser.post(f"/imports/{import_.id}/colonnes/", {"colonne-0": "", "colonne-1": ""}, follow=True)
    assert "Indiquez au moins la colonne" in refused.content.decode()


def test_st_38_importing_with_errors_takes_a_yes(browser: Client, upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    refused = browser.post(f"/imports/{import_.id}/importer/", {}, follow=True)
    assert "Ignorer et importer" in refused.content.decode()
    assert Import.objects.get().state == ImportState.CHECKED
    browser.post(f"/imports/{import_.id}/importer/", {"ignorer": "1"})
    assert Import.objects.get().state == ImportState.RUNNING
    assert "Import en cours" in browser.get(f"/imports/{import_.id}/").content.decode()
    running.write_file(import_.id)
    page = browser.get(f"/imports/{import_.id}/").content.decode()
    assert "Importation réussie" in page
    assert f"/contacts/?import={import_.id}" in page


def test_the_refused_rows_are_downloaded_with_their_reasons(browser: Client, upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    answer = browser.get(f"/imports/{import_.id}/erreurs.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a file response
    assert text.splitlines()[1].startswith("Petit;petit@@beton.example;<b>vert</b>;3;")
    assert "attachment" in answer["Content-Disposition"]


def test_the_refused_rows_are_the_same_when_too_many_to_keep_their_problems(
    browser: Client, upload: Upload, monkeypatch: pytest.MonkeyPatch, clock: VirtualClock
) -> None:
    suppress("email", "e@x.example", reason="erased", now=clock.now())
    text = "Nom;Email\nA;faux\nB;b@x.example\nC;12@\nE;e@x.example\n"

    def downloaded(import_: Import) -> bytes:
        answer = browser.get(f"/imports/{import_.id}/erreurs.csv")
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file response

    all_kept = downloaded(upload(text))
    monkeypatch.setattr(counting, "PROBLEMS_KEPT", 1)
    assert downloaded(upload(text)) == all_kept
    assert [line.split(";")[0] for line in all_kept.decode().splitlines()[1:]] == ["A", "C", ""]


def test_an_import_is_taken_back_by_who_made_it_or_a_manager(
    workspace: Workspace, client_for: ClientFor, upload: Upload
) -> None:
    maker, colleague = make_member(workspace), make_member(workspace)
    import_ = upload("Email\na@x.example\n")
    Import.objects.update(created_by=maker.user)
    operations.start(import_.id, ignore_errors=False)
    running.write_file(import_.id)
    assert client_for(colleague).post(f"/imports/{import_.id}/annuler/").status_code == 403
    assert Import.objects.get().state == ImportState.DONE
    assert client_for(maker).post(f"/imports/{import_.id}/annuler/").status_code == 302
    assert Import.objects.get().state == ImportState.REVERTED
    assert "Annulation en cours" in client_for(maker).get(f"/imports/{import_.id}/").content.decode()
    reverting.take_back(import_.id, by=None)
    assert not Contact.objects.exists()
    assert "1 contact retiré." in client_for(maker).get(f"/imports/{import_.id}/").content.decode()
    Import.objects.update(state=ImportState.DONE)
    assert client_for(make_manager(workspace)).post(f"/imports/{import_.id}/annuler/").status_code == 302


def test_a_file_is_forgotten(browser: Client, upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    browser.post(f"/imports/{import_.id}/oublier/")
    assert not Import.objects.exists()


def test_a_failed_import_says_why_and_is_resumed(browser: Client, upload: Upload) -> None:
    import_ = upload("Email\na@x.example\n")
    Import.objects.update(state=ImportState.FAILED, failure="Le disque est plein.")
    assert "Le disque est plein." in browser.get(f"/imports/{import_.id}/").content.decode()
    browser.post(f"/imports/{import_.id}/reprendre/")
    assert Import.objects.get().state == ImportState.RUNNING


def test_htmx_gets_the_part_that_changes(browser: Client, upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    answer = browser.get(f"/imports/{import_.id}/", headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="import"')


def test_many_problems_come_in_pages(browser: Client, upload: Upload) -> None:
    import_ = upload("Nom;Email\n" + "A;faux\n" * 30 + "B;b@x.example\n")
    first = browser.get(f"/imports/{import_.id}/")
    assert [p.row for p in first.context["problems"].rows] == list(range(2, 27))
    second = browser.get(f"/imports/{import_.id}/", {"after": first.context["problems"].next})
    assert [p.row for p in second.context["problems"].rows] == list(range(27, 32))


def test_the_history_costs_the_same_queries_for_one_import_and_for_three(browser: Client, upload: Upload) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get("/imports/").status_code == 200
        return len(caught)

    assert "Aucun fichier importé" in browser.get("/imports/").content.decode()
    upload("Email\na@x.example\n")
    queries()
    one = queries()
    upload("Email\na@x.example\n")
    upload("Email\na@x.example\n")
    assert queries() == one


@pytest.mark.usefixtures("workspace")
def test_nothing_of_another_workspace_can_be_reached(client_for: ClientFor, upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    elsewhere = make_workspace()
    with scope(elsewhere.id):
        browser = client_for(make_manager(elsewhere))
    for path in ("", "erreurs.csv"):
        assert browser.get(f"/imports/{import_.id}/{path}").status_code == 404
    for path in ("colonnes/", "importer/", "reprendre/", "oublier/", "annuler/"):
        assert browser.post(f"/imports/{import_.id}/{path}").status_code == 404
    assert Import.objects.get().state == ImportState.CHECKED
