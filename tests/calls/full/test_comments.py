from __future__ import annotations

import pytest
from django.utils import translation
from tests.factories import MADE_AT, make_full_campaign, make_member, make_person

from filon.calls.full.advice import ADVICE, OPENINGS
from filon.calls.full.comments import REPORTS, comment_of, composed
from filon.calls.full.models import Qualification
from filon.calls.models import Attempt, Prospect
from filon.calls.operations.commenting import write_comment
from filon.calls.states import Status
from filon.kernel.errors import Refused


def row(status, *, score=90, hold_s=4.0, **fields):
    given = {"first_name": "Jeanne", "last_name": "Essai", "job_title": "DAF", "email": "je@acme.example", **fields}
    return Prospect(state="done", status=status, score=score, hold_s=hold_s, attempts_made=1, **given)


def said(**fields):
    return Qualification(**fields)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_st_98_every_status_gives_a_report_and_an_advice(status, language):
    with translation.override(language):
        full = composed(row(status), said(new_first_name="Claire", new_last_name="Martin", new_email="c@acme.example"))
        bare = composed(row(status, first_name="", last_name="", job_title="", email="", score=None, hold_s=None), None)
    assert full.count(".") >= 2
    assert bare
    assert "%(" not in full + bare


def test_every_status_has_its_sentences():
    assert set(REPORTS) == set(OPENINGS) == set(Status)


def test_st_55_who_answered_what_they_said_what_to_ask():
    found = said(
        new_first_name="Claire",
        new_last_name="Martin",
        new_job_title="directrice des achats",
        new_phone="+33199001234",
        doubt=["person"],
        advice=["asked_who", "unheard_of"],
    )
    assert composed(row(Status.PERSON_MODIFIED), found) == (
        "Le standard indique Claire Martin (directrice des achats) à la place de Jeanne Essai. "
        "Autre numéro indiqué : 01 99 00 12 34. À vérifier à l’écoute de l’extrait : prospect. "
        "Demandez Claire Martin, et dites que vous cherchiez à joindre Jeanne Essai. "
        "Le standard décroche vite. On vous demandera de la part de qui vous appelez."
    )


def test_st_56_a_slow_switchboard_is_told_of():
    text = composed(row(Status.PERSON_VALIDATED, score=40, hold_s=83.4), said())
    assert text.endswith(
        "Demandez directement Jeanne Essai. Prévoyez de patienter : 83 s avant une personne, lors de l’appel 1."
    )


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("left", "Jeanne Essai ne travaille pas, ou plus, dans cette société."),
        ("other_service", "Ce numéro est celui d’un autre service."),
        ("unknown", "Le standard ne connaît pas Jeanne Essai."),
    ],
)
def test_st_72_st_73_st_74_the_comment_says_why_the_person_is_invalidated_and_whom_to_ask_for(reason, sentence):
    text = composed(row(Status.PERSON_INVALIDATED), said(person_reason=reason))
    assert text.startswith(f"{sentence} Demandez qui tient aujourd’hui la fonction « DAF ».")


@pytest.mark.parametrize("status", [Status.PERSON_VALIDATED_EMAIL_INVALIDATED, Status.EMAIL_INVALIDATED])
def test_st_62_st_70_without_an_address_in_the_file_the_switchboard_refused_one(status):
    assert "l’adresse" not in composed(row(status, email=""), said()).split(".")[0].lower().replace("d’adresse", "")
    assert "je@acme.example n’est pas la bonne" in composed(row(status), said(email_reason="wrong"))


def test_whoever_objected_is_not_to_be_called_back():
    text = composed(row(Status.PERSON_VALIDATED), said(objected=True, advice=["kind"]))
    assert text.endswith("Ce numéro est opposé : ne le rappelez pas.")
    assert "Demandez" not in text


def test_a_row_without_its_last_word_has_no_comment():
    waiting = row(Status.NO_ANSWER)
    waiting.state = "waiting"
    assert composed(waiting, None) == ""


def test_advice_is_short():
    text = composed(row(Status.PERSON_VALIDATED), said(advice=list(ADVICE)))
    assert sum(str(each) in text for each in ADVICE.values()) == 3


@pytest.fixture
def spoken_to(workspace):
    person = make_person(make_full_campaign(), state="done", status=Status.PERSON_VALIDATED, score=80, hold_s=3)
    shared = {"campaign": person.campaign, "phone": person.phone, "placed_at": MADE_AT, "state": "over"}
    attempt = Attempt.objects.create(prospect=person, number=1, action_id=person.id, **shared)
    Qualification.objects.create(row=person, attempt=attempt, person="validated", created_at=MADE_AT)
    return person


@pytest.mark.django_db
def test_a_salesperson_writes_another_comment_and_takes_it_back(workspace, spoken_to, clock):
    own = comment_of(spoken_to)
    by = make_member(workspace).user_id
    write_comment(spoken_to.id, "  Rappeler Paul. ", version=0, now=clock.now(), by=by)
    fresh = Prospect.objects.select_related("qualification").get()
    assert (comment_of(fresh), fresh.qualification.version) == ("Rappeler Paul.", 1)
    assert composed(fresh, fresh.qualification) == own
    write_comment(spoken_to.id, "", version=1, now=clock.now(), by=by)
    assert comment_of(Prospect.objects.select_related("qualification").get()) == own


@pytest.mark.django_db
def test_of_two_who_write_at_once_the_second_is_told(spoken_to, clock):
    write_comment(spoken_to.id, "La première", version=0, now=clock.now())
    with pytest.raises(Refused, match="relisez"):
        write_comment(spoken_to.id, "La seconde", version=0, now=clock.now())
    assert Qualification.objects.get().comment == "La première"


@pytest.mark.django_db
def test_nobody_writes_of_a_call_that_was_not_answered(workspace, clock):
    with pytest.raises(Refused, match="Personne"):
        write_comment(make_person().id, "…", version=0, now=clock.now())


def test_the_e_before_a_name_that_begins_with_a_vowel_is_dropped():
    told = composed(row(Status.PERSON_VALIDATED, first_name="Alain"), None)
    assert told.startswith("Le standard confirme qu’Alain Essai est en poste.")
