"""Categories and stages, the common ones and the workspace's own."""

from __future__ import annotations

import pytest
from tests.alerts.rows import LATER, make_project

from filon.alerts.models import AlertWord
from filon.alerts.operations import add_word, rename_word, retire_word
from filon.alerts.states import WordKind
from filon.alerts.vocabulary import vocabulary
from filon.kernel.errors import Refused

HTMX = {"HX-Request": "true"}


def test_a_co_16_the_categories_are_there_without_any_setting(workspace):
    assert [label for _code, label in vocabulary().categories.offered()] == [
        "ERP", "CRM", "RH et paie", "Comptabilité et finance", "Décisionnel (BI)", "Gestion documentaire",
        "Collaboratif", "E-commerce", "Supply chain et entrepôts (WMS)", "Production et PLM",
        "Infrastructure et sécurité", "Autre",
    ]  # fmt: skip


def test_a_co_17_and_co_190_the_stages_are_in_their_order(workspace):
    assert [label for _code, label in vocabulary().stages.offered()] == [
        "Prise de conscience", "Comparaison", "Achat", "Signé", "Suspendu", "Abandonné",
    ]  # fmt: skip


def test_a_co_16_a_workspace_adds_renames_and_retires_categories(workspace):
    own = add_word(WordKind.CATEGORY, "  Robotique ")
    rename_word(WordKind.CATEGORY, "erp", label="Progiciel")
    retire_word(WordKind.CATEGORY, "crm", now=LATER)
    words = vocabulary().categories
    assert words.label(own.code) == "Robotique"
    assert words.label("erp") == "Progiciel"
    assert "crm" not in dict(words.offered())
    assert words.label("crm") == "CRM"
    rename_word(WordKind.CATEGORY, "erp", label="")
    retire_word(WordKind.CATEGORY, "crm", now=None)
    assert dict(vocabulary().categories.offered())["erp"] == "ERP"
    assert "crm" in dict(vocabulary().categories.offered())


def test_a_co_17_a_retired_stage_stays_with_its_projects(service, browser):
    project = make_project(stage="suspended")
    retire_word(WordKind.STAGE, "suspended", now=LATER)
    assert "Suspendu" in browser.get(f"/alertes/{project.id}/").content.decode()
    assert 'value="suspended" selected' in browser.get(f"/alertes/{project.id}/mise-a-jour/").content.decode()
    assert 'value="suspended"' not in browser.get("/alertes/nouveau/").content.decode()


@pytest.mark.parametrize("label", ["", "  ", "erp", "Décisionnel (bi)", "x" * 61])
def test_a_word_that_is_empty_known_or_too_long_is_refused(workspace, label):
    with pytest.raises(Refused):
        add_word(WordKind.CATEGORY, label)
    assert not AlertWord.objects.exists()


def test_the_last_word_of_a_list_stays(workspace):
    *others, last = [code for code, _label in vocabulary().stages.offered()]
    for code in others:
        retire_word(WordKind.STAGE, code, now=LATER)
    with pytest.raises(Refused):
        retire_word(WordKind.STAGE, last, now=LATER)
    assert [code for code, _label in vocabulary().stages.offered()] == [last]


def test_words_are_found_by_code_and_label_whatever_case_and_accents(workspace):
    words = vocabulary()
    assert words.stages.find("prise de CONSCIENCE") == "awareness"
    assert words.stages.find("signe") == "signed"
    assert words.categories.find("hr") == "hr"
    assert words.categories.find("néant") == ""


def test_a_common_word_may_be_emptied_and_a_new_one_must_be_written(workspace, office):
    empty = office.post("/alertes/reglages/mots/category/nouveau/", {"label": ""}, headers=HTMX)
    assert (empty.status_code, AlertWord.objects.count()) == (422, 0)
    office.post("/alertes/reglages/mots/stage/signed/", {"label": "Gagné"}, headers=HTMX)
    office.post("/alertes/reglages/mots/stage/signed/", {"label": ""}, headers=HTMX)
    assert vocabulary().stages.label("signed") == "Signé"


def test_a_manager_edits_the_words_on_the_page_of_settings(workspace, office, browser):
    assert browser.get("/alertes/reglages/").status_code == 403
    office.post("/alertes/reglages/mots/category/nouveau/", {"label": "Robotique"}, headers=HTMX)
    office.post("/alertes/reglages/mots/stage/signed/", {"label": "Gagné"}, headers=HTMX)
    office.post("/alertes/reglages/mots/stage/abandoned/retrait/", {"retired": "yes"}, headers=HTMX)
    page = office.get("/alertes/reglages/").content.decode()
    assert ("Robotique" in page, "Gagné" in page, "plus proposé" in page) == (True, True, True)
    assert office.post("/alertes/reglages/mots/stage/never/", {"label": "x"}).status_code == 404
    assert office.get("/alertes/reglages/mots/planet/nouveau/").status_code == 404
