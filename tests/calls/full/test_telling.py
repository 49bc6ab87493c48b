"""What was said of a row, in files and for programs."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from tests.factories import make_full_campaign, make_person, make_qualified

from filon.calls.columns import FULL_RESULTS
from filon.calls.events import ProspectQualified
from filon.calls.exporting import export_csv
from filon.calls.full.comments import comment_of
from filon.calls.imports import operations, running
from filon.calls.imports.template import PERSON_LABELS
from filon.calls.operations.attempts import qualified
from filon.calls.states import Status
from filon.timeline.events import publish
from filon.timeline.models import Event
from filon.timeline.webhooks import payload

pytestmark = pytest.mark.django_db


def lines_of(campaign):
    text = b"".join(export_csv(campaign)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def row(workspace):
    person = make_person(
        make_full_campaign(),
        phone="+33199001234",
        last_name="Essai",
        email="jeanne@acme.example",
        siret="73282932000074",
        external_id="C-1",
        columns={"company": "Acme"},
    )
    return make_qualified(person, extracts=["person", "email"])


def test_st_99_an_export_of_full_has_the_columns_of_its_model_and_all_results(row):
    (line,) = lines_of(row.campaign)
    assert list(line) == [*map(str, PERSON_LABELS.values()), *map(str, FULL_RESULTS.values())]
    told = {
        "Téléphone": "01 99 00 12 34",
        "Société": "Acme",
        "Prénom": "Jeanne",
        "Nom": "Essai",
        "E-mail": "jeanne@acme.example",
        "Identifiant externe": "C-1",
        "SIRET": "73282932000074",
        "Statut": "Prospect modifié et mail modifié",
        "Niveau": "À appeler car joignable",
        "Couleur": "orange",
        "Score de joignabilité": "90",
        "Tentatives": "1",
        "Commentaire": comment_of(row),
        "Nouvelles valeurs": "Prospect, E-mail",
        "Verdict sur le prospect": "Modifié",
        "Verdict sur le téléphone": "Non abordé",
        "Nouveau prénom": "Claire",
        "Nouveau nom": "Martin",
        "Nouvel e-mail": "claire.martin@exemple.example",
        "Nouveau téléphone": "",
        "À vérifier": "",
    }
    assert {name: line[name] for name in told} == told
    extracts = {each.field: each.id for each in row.extracts.all()}
    assert line["Référence de l’extrait"] == f"email:{extracts['email']} person:{extracts['person']}"


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_st_99_an_export_of_full_comes_back_without_error_and_as_it_was(row, clock, language):
    make_person(row.campaign, columns={"company": "=1+1"}, email="")
    target = make_full_campaign()
    with translation.override(language):
        content = SimpleUploadedFile("export.csv", b"".join(export_csv(row.campaign)))
    import_ = operations.upload(target, content, now=clock.now())
    assert (import_.errors, import_.accepted) == (0, 2)
    running.let_in(import_.id)
    names = ("phone", "first_name", "last_name", "email", "external_id", "siret", "columns", "person_key")
    before, after = (list(each.prospects.order_by("position").values_list(*names)) for each in (row.campaign, target))
    assert after == before


def test_an_export_of_full_costs_the_same_for_one_row_as_for_ten(row, django_assert_num_queries):
    with django_assert_num_queries(2):
        b"".join(export_csv(row.campaign))
    for _ in range(9):
        make_qualified(make_person(row.campaign), extracts=["email"])
    with django_assert_num_queries(2):
        assert len(lines_of(row.campaign)) == 10


def test_st_90_a_webhook_gets_status_level_score_values_before_and_after_comment_and_extracts(row, clock, settings):
    settings.PUBLIC_URL = "https://filon.example"
    publish(qualified(row), at=clock.now(), origin_id=row.campaign_id)
    event = Event.objects.get(kind=ProspectQualified.kind)
    assert (event.data["status"], event.data["level"], event.data["score"]) == (Status.PERSON_EMAIL_MODIFIED, 2, 90)
    more = json.loads(payload.bodies([event])[event.id])["data"]["more"]
    assert more["changes"] == [
        {
            "field": "person",
            "before": {"first_name": "Jeanne", "last_name": "Essai", "job_title": ""},
            "after": {"first_name": "Claire", "last_name": "Martin", "job_title": ""},
            "doubt": False,
        },
        {
            "field": "email",
            "before": {"email": "jeanne@acme.example"},
            "after": {"email": "claire.martin@exemple.example"},
            "doubt": False,
        },
    ]
    assert (more["scenario"], more["colour"], more["comment"]) == ("full", "orange", comment_of(row))
    assert [(each["field"], each["start"], each["end"]) for each in more["extracts"]] == [
        ("email", 0.5, 2.0),
        ("person", 0.5, 2.0),
    ]
    assert all(each["url"].startswith("https://filon.example/appels/extraits/") for each in more["extracts"])
    assert more["verdicts"]["phone"] == {"verdict": "untouched", "reason": "", "doubt": False}
    assert more["person"]["external_id"] == "C-1"


def test_st_98_a_row_that_nobody_answered_has_its_comment_too(workspace):
    campaign = make_full_campaign()
    make_person(campaign, state="done", status=Status.NO_ANSWER, level=3, nature="no_answer", attempts_made=3)
    (line,) = lines_of(campaign)
    assert line["Commentaire"].startswith("Personne n’a décroché, tentatives : 3.")
    assert (line["Nouvelles valeurs"], line["Verdict sur le prospect"]) == ("", "")


def test_st_100_a_legacy_status_is_shown_as_it_is(workspace):
    campaign = make_full_campaign()
    make_qualified(make_person(campaign, status=Status.EMAIL_VALIDATED), email="validated")
    assert lines_of(campaign)[0]["Statut"] == "Mail validé"
