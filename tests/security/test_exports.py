"""What people take away as a CSV, in a workspace where somebody wrote formulas everywhere: none of them can run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings
from tests.alerts.rows import NOW
from tests.factories import make_call_campaign, make_company, make_manager, make_prospect
from tests.security.routes import pages

from filon.alerts.imports.operations import upload as upload_projects
from filon.alerts.operations import add_word, set_service
from filon.alerts.states import WordKind
from filon.calls.imports.operations import upload as upload_prospects
from filon.calls.models import CallCampaign
from filon.crm.imports.operations import upload as upload_contacts
from filon.crm.imports.running import check_file
from filon.tenants.models import Member, Workspace

FORMULA = '=HYPERLINK("http://x.example")'
EXPORTS = {
    "crm:import_template", "crm:import_errors", "calls:import_template", "calls:import_errors", "calls:campaign_export",
    "calls:rows_export", "alerts:import_template", "alerts:import_errors",
}  # fmt: skip
SIGNED = {"alerts:exchange_export"}
"""JSON, for another installation."""


@pytest.fixture
def browser(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_manager(workspace))


@pytest.fixture
def campaign(workspace: Workspace) -> CallCampaign:
    made = make_call_campaign()
    make_prospect(made, company=make_company(name=FORMULA), label="@SUM(A1)", columns={"reference": "-1+1"})
    return made


def test_every_address_of_a_table_is_among_those_looked_at_here() -> None:
    tables = {
        str(page)
        for page in pages()
        if page.path.endswith((".csv", ".xlsx", ".tsv")) or str(page).endswith(("export", "template", "errors"))
    }
    assert tables == EXPORTS | SIGNED


def test_results_of_calls_run_nowhere(browser: Client, campaign: CallCampaign) -> None:
    for answer in (
        browser.get(f"/appels/{campaign.id}/export.csv"),
        browser.post(f"/appels/{campaign.id}/lignes/export.csv?tout=1"),
    ):
        assert {f"'{FORMULA}", "'@SUM(A1)", "'-1+1"} <= cells(answer)


def test_a_model_in_the_words_of_the_workspace_runs_nowhere(browser: Client, workspace: Workspace) -> None:
    set_service(active=True, now=NOW)
    add_word(WordKind.CATEGORY, FORMULA)
    answers = [browser.get(path) for path in ("/imports/modele.csv", "/appels/modele.csv", "/alertes/importer/modele/")]
    assert all(cells(answer) for answer in answers)


def test_refused_rows_run_nowhere(browser: Client, campaign: CallCampaign, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    contacts = upload_contacts(file(f'Email;Nom\nx@@x.example;"{FORMULA}"\n'), name="a.csv", now=NOW)
    check_file(contacts.id)
    set_service(active=True, now=NOW)
    projects = upload_projects(file(f'Société;Catégorie\n"{FORMULA}";Aucune\n'), now=NOW)
    prospects = upload_prospects(campaign, file(f'Téléphone;Société\n12;"{FORMULA}"\n'), now=NOW)
    for path in (
        f"/imports/{contacts.id}/erreurs.csv",
        f"/alertes/imports/{projects.id}/erreurs/",
        f"/appels/imports/{prospects.id}/erreurs.csv",
    ):
        assert f"'{FORMULA}" in cells(browser.get(path))


def file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("table.csv", text.replace('"' + FORMULA + '"', quoted(FORMULA)).encode())


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def cells(answer: object) -> set[str]:
    """The cells of a download, none of which may begin as a formula."""
    assert getattr(answer, "status_code", 0) == 200
    content = getattr(answer, "getvalue")()  # noqa: B009 of either kind of answer
    found = {cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in row}
    assert not [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    return found
