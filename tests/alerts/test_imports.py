"""Projects from a file and from a program: checked row by row, let in once."""

from __future__ import annotations

import csv
import io
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.alerts.rows import LATER, NOW, make_project, make_rule, notices, tagged
from tests.factories import make_company, make_contact

from filon.alerts.imports import operations, running
from filon.alerts.imports.checking import Layout, check
from filon.alerts.imports.entering import Entered, Source, enter
from filon.alerts.imports.limits import BATCH
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry, Field
from filon.alerts.imports.template import template_csv
from filon.alerts.models import AlertService, Project, ProjectContact, ProjectUpdate
from filon.alerts.states import Origin
from filon.alerts.vocabulary import CATEGORIES, STAGES, Vocabulary, Word, Words, vocabulary
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Duplicate, Refused
from filon.crm.imports.strict.retention import KEPT_FOR, forget_old_files
from filon.crm.imports.strict.states import ImportState
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.kernel.errors import Refused as No
from filon.kernel.tenancy import scope

HTMX = {"HX-Request": "true"}
HEADER = "Société;Catégorie;Maturité;Titre;Contexte;E-mail du contact;Référence\n"
CLEAN = HEADER + "Fonderie Élan;ERP;Achat;;Un ERP de 2009;;A-1\nScierie du Lac;crm;;Ventes;;;\n"
FAULTY = "Papeterie;Astrologie;Bientôt;;;;\n;ERP;;;;;\nVerrerie;ERP;;;;inconnue@client.example;\n"
FILE = Source(origin=Origin.FILE, name="salon.csv")


def drop(browser: Client, content: str | bytes) -> ProjectImport:
    body = content if isinstance(content, bytes) else content.encode()
    answer = browser.post("/alertes/importer/", {"file": SimpleUploadedFile("salon.csv", body)})
    assert answer.status_code == 302, answer.content.decode()
    import_ = ProjectImport.objects.latest("id")
    assert answer["Location"] == f"/alertes/imports/{import_.id}/"
    return import_


def let_in(browser: Client, content: str) -> ProjectImport:
    import_ = drop(browser, content)
    running.let_in(import_.id)
    import_.refresh_from_db()
    return import_


def known() -> list[tuple[str, str, str, str]]:
    rows = Project.objects.order_by("company__name").values_list("company__name", "category", "stage", "title")
    return list(rows)


def entry(**more: object) -> Entry:
    given = {"company": "Fonderie", "category": "erp", "title": "Atelier", **more}
    return Entry(**{"row": 1, **{field.value: "" for field in Field}, **given})  # type: ignore[arg-type]


def test_co_187_a_clean_file_is_let_in_and_rules_tell_of_it(service, browser, member):
    routine, _company = tagged(name="Fonderie Élan")
    make_rule(routine, member)
    import_ = let_in(browser, CLEAN)
    assert (import_.state, import_.created, import_.entries) == (ImportState.DONE, 2, [])
    assert known() == [
        ("Fonderie Élan", "erp", "purchase", "Projet ERP"), ("Scierie du Lac", "crm", "awareness", "Ventes"),
    ]  # fmt: skip
    assert notices(member) == [("Projet ERP", "new", ["Nouveau projet ERP"])]
    project = Project.objects.get(category="erp")
    assert (project.origin, project.source, project.reference) == ("file", "salon.csv", "A-1")


def test_the_same_file_a_second_time_changes_nothing(service, browser, member):
    routine, _company = tagged(name="Fonderie Élan")
    make_rule(routine, member)
    let_in(browser, CLEAN)
    again = let_in(browser, CLEAN)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert (Project.objects.count(), ProjectUpdate.objects.count(), len(notices(member))) == (2, 0, 1)


def test_co_191_a_known_project_is_brought_up_to_date(service, browser, member):
    routine, _company = tagged(name="Fonderie Élan")
    make_rule(routine, member, moments="updated")
    let_in(browser, CLEAN)
    again = let_in(browser, CLEAN.replace("Achat", "Signé").replace("Un ERP de 2009", ""))
    assert (again.created, again.updated, again.unchanged) == (0, 1, 1)
    project = Project.objects.get(category="erp")
    assert (project.stage, project.context) == ("signed", "Un ERP de 2009")
    update = ProjectUpdate.objects.get()
    assert (update.stage_before, update.stage, update.source) == ("purchase", "signed", "salon.csv")
    assert [moment for _title, moment, _rules in notices(member)] == ["updated"]


def test_refused_rows_are_told_with_row_column_and_remedy_and_nothing_is_imported(service, browser):
    import_ = drop(browser, CLEAN + FAULTY)
    assert (import_.state, import_.accepted, import_.errors) == (ImportState.CHECKED, 2, 3)
    assert not Project.objects.exists()
    problems = [(f["row"], f["column"], f["code"]) for row in import_.refused for f in row["problems"]]
    assert problems == [
        (4, "Catégorie", "category_unknown"), (4, "Maturité", "stage_unknown"), (5, "Société", "cell_missing"),
        (6, "E-mail du contact", "contact_unknown"),
    ]  # fmt: skip
    page = browser.get(f"/alertes/imports/{import_.id}/").content.decode()
    assert "3 lignes comportent une erreur" in page
    assert "Écrivez l’un des mots des réglages des alertes" in page


def test_refused_rows_are_ignored_on_demand_or_the_file_forgotten(service, browser):
    import_ = drop(browser, CLEAN + FAULTY)
    browser.post(f"/alertes/imports/{import_.id}/import/", headers=HTMX)
    import_.refresh_from_db()
    assert import_.state == ImportState.CHECKED
    browser.post(f"/alertes/imports/{import_.id}/import/", {"ignorer": "1"}, headers=HTMX)
    running.let_in(import_.id)
    assert Project.objects.count() == 2
    other = drop(browser, CLEAN + FAULTY)
    browser.post(f"/alertes/imports/{other.id}/oubli/", headers=HTMX)
    assert not ProjectImport.objects.filter(id=other.id).exists()


def test_the_file_of_errors_can_be_mended_and_imported_again(service, browser):
    import_ = drop(browser, HEADER + "Papeterie;Astrologie;;=cmd();;;\n")
    sent = browser.get(f"/alertes/imports/{import_.id}/erreurs/").content.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(sent), delimiter=";")
    assert header[:2] == ["Société", "Catégorie"]
    assert (row[0], row[3], "n’existe pas dans votre espace" in row[-2]) == ("Papeterie", "'=cmd()", True)


def test_co_191_a_file_names_known_contacts_and_makes_none(service, browser):
    ana = make_contact(email="ana@elan.example")
    let_in(browser, HEADER + "Fonderie Élan;ERP;;;;ANA@elan.example;\n")
    assert ProjectContact.objects.get().contact == ana
    assert Contact.objects.count() == 1


def test_the_template_is_accepted_as_it_is(service, browser):
    assert let_in(browser, template_csv(vocabulary()).decode("utf-8-sig")).created == 1
    sent = browser.get("/alertes/importer/modele/").content.decode("utf-8-sig")
    assert sent.splitlines()[0].startswith("Société;SIREN;Code postal;Titre;Catégorie;Maturité")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Société;Planète\nA;B\n", "Colonnes manquantes : Catégorie."), ("Société;Planète\nA;B\n", "Planète"),
        ("Société;Catégorie;Société\nA;ERP;B\n", "Colonnes en double"),
        ("%PDF-1.7", "n’est pas un tableau"), ("", "vide"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_follow_the_model_is_refused_whole(service, browser, content, said):
    answer = browser.post("/alertes/importer/", {"file": SimpleUploadedFile("x.csv", content.encode())})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ProjectImport.objects.exists()


def test_a_company_is_recognised_by_its_siren(service):
    company = make_company(name="Fonderie Élan", siren="732829320")
    enter([entry(company="Autre nom", siren="732829320")], FILE, now=NOW)
    assert Project.objects.get().company == company
    assert Company.objects.count() == 1


def test_a_reference_follows_a_project_whose_title_changes(service):
    enter([entry(reference="A-1")], FILE, now=NOW)
    assert enter([entry(reference="A-1", title="Atelier 2")], FILE, now=LATER) == Entered(0, 1, 0)
    project = Project.objects.get()
    assert (project.title, project.title_key) == ("Atelier 2", "atelier 2")


def test_what_the_team_wrote_is_found_by_company_category_and_title(service):
    project = make_project(make_company(name="Fonderie"), title="Atelier", needs="Suivi")
    assert enter([entry(title="ATELIER", stage="purchase")], FILE, now=LATER) == Entered(0, 1, 0)
    project.refresh_from_db()
    assert (project.stage, project.needs) == ("purchase", "Suivi")


def test_killed_between_two_batches_an_import_goes_on_where_it_was(service, browser, monkeypatch):
    rows = "".join(f"Atelier {n};ERP;;;;;R-{n}\n" for n in range(BATCH + 3))
    import_ = drop(browser, HEADER + rows)
    real = running.enter
    calls = []

    def dies_the_second_time(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            real(*args, **kwargs)
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(running, "enter", dies_the_second_time)
    with pytest.raises(KeyboardInterrupt):
        running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.done, import_.state, Project.objects.count()) == (BATCH, ImportState.RUNNING, BATCH)
    running.let_in(import_.id)
    running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.created, import_.state, Project.objects.count()) == (BATCH + 3, ImportState.DONE, BATCH + 3)


def test_while_the_service_is_off_nothing_comes_in(workspace, browser):
    answer = browser.post("/alertes/importer/", {"file": SimpleUploadedFile("x.csv", CLEAN.encode())})
    assert answer.status_code == 422
    with pytest.raises(No):
        enter([entry()], FILE, now=NOW)
    assert not Project.objects.exists()


def test_an_import_that_the_service_stops_waits_and_goes_on_where_it_was(service, browser, monkeypatch):
    rows = "".join(f"Atelier {n};ERP;;;;;R-{n}\n" for n in range(BATCH + 3))
    import_ = drop(browser, HEADER + rows)
    real = running.enter

    def switched_off_after_the_first(*args, **kwargs):
        entered = real(*args, **kwargs)
        AlertService.objects.update(active=False)
        return entered

    monkeypatch.setattr(running, "enter", switched_off_after_the_first)
    running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.done, import_.state, Project.objects.count()) == (BATCH, ImportState.CHECKED, BATCH)
    assert "200 projets sur 203" in browser.get(f"/alertes/imports/{import_.id}/").content.decode()
    monkeypatch.undo()
    AlertService.objects.update(active=True)
    operations.start(import_.id, ignore_errors=False)
    running.let_in(import_.id)
    import_.refresh_from_db()
    assert (import_.created, import_.state, Project.objects.count()) == (BATCH + 3, ImportState.DONE, BATCH + 3)


def test_what_is_in_already_of_a_forgotten_file_stays(service, browser):
    import_ = drop(browser, CLEAN + FAULTY)
    ProjectImport.objects.filter(id=import_.id).update(done=1)
    page = browser.post(f"/alertes/imports/{import_.id}/oubli/", follow=True).content.decode()
    assert "les projets déjà importés restent" in page
    assert not ProjectImport.objects.exists()


def test_read_rows_are_forgotten_after_a_month(service, browser):
    done = let_in(browser, CLEAN)
    waiting = drop(browser, CLEAN + FAULTY)
    ProjectImport.objects.filter(id=done.id).update(refused=[{"row": 9, "cells": ["x"], "problems": []}])
    assert forget_old_files(ProjectImport, now=waiting.created_at) == 0
    assert forget_old_files(ProjectImport, now=waiting.created_at + KEPT_FOR * 2) == 2
    assert ProjectImport.objects.get().refused == []


def test_an_import_that_was_started_once_cannot_be_cancelled(service, browser):
    import_ = drop(browser, CLEAN)
    with pytest.raises(No):
        operations.cancel(import_.id)
    assert ProjectImport.objects.exists()


WORDS = Vocabulary(
    Words({code: Word(code, str(label)) for code, label in CATEGORIES.items()}),
    Words({code: Word(code, str(label)) for code, label in STAGES.items()}),
)
CELLS = st.text(max_size=30) | st.sampled_from(["ERP", "Achat", "732829320", "ana@elan.example", "A-1", "Fonderie"])


@given(st.lists(st.lists(CELLS, min_size=len(Field), max_size=len(Field)), max_size=8))
def test_every_row_has_one_outcome_and_what_is_accepted_can_be_stored(table):
    layout = Layout(fields=list(Field), names=[field.value for field in Field], words=WORDS)
    outcomes = list(check([Row(n, cells) for n, cells in enumerate(table, start=1)], layout))
    assert [outcome.row for outcome in outcomes] == list(range(1, len(table) + 1))
    for outcome in outcomes:
        if isinstance(outcome, Entry):
            assert outcome.company
            assert outcome.category in CATEGORIES
            assert outcome.stage in {"", *STAGES}
            assert not any("\0" in str(value) for value in outcome)
        elif isinstance(outcome, Refused):
            assert outcome.problems
            assert all(fault.message and fault.hint and fault.column for fault in outcome.problems)
        else:
            assert isinstance(outcome, Duplicate)
            assert outcome.of_row < outcome.row


@pytest.mark.django_db(transaction=True)
def test_of_imports_that_run_at_once_one_writes_the_project_and_the_others_find_it(workspace):
    AlertService.objects.create(active=True)
    together, got = Barrier(4), []

    def come_in() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                got.append(enter([entry()], FILE, now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=come_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got, key=lambda one: one.created) == [*[Entered(0, 0, 1)] * 3, Entered(1, 0, 0)]
    assert Project.objects.count() == 1
