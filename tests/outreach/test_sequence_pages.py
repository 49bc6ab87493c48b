from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_contact, make_member

from filon.outreach.models import Sequence
from filon.outreach.queries.sequences import latest_version, step_fields
from filon.tenants.models import Member, Workspace

FIRST = {"steps-0-subject": "Une idée pour {{ societe | vous }}", "steps-0-body": "Bonjour {{ prenom | à vous }},"}
SECOND = {"steps-1-wait_days": "4", "steps-1-same_thread": "on", "steps-1-subject": "", "steps-1-body": "Et alors ?"}
HEAD = {"name": "Directeurs", "end_delay_days": "7"}


@pytest.fixture
def browser(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_member(workspace))


def test_a_model_is_the_start_of_a_sequence(browser: Client) -> None:
    models = browser.get("/sequences/nouvelle/").content.decode()
    assert models.count('class="card choice"') == 5  # four models and the blank page
    page = browser.get("/sequences/nouvelle/?modele=rendez-vous").content.decode()
    assert page.count("data-step") == 3
    assert not Sequence.objects.exists()


def test_what_was_typed_is_saved(browser: Client) -> None:
    answer = browser.post("/sequences/nouvelle/?modele=vide", {**HEAD, **FIRST, **SECOND, "do": "save"})
    sequence = Sequence.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/sequences/{sequence.id}/")
    steps = step_fields(latest_version(sequence.id))
    assert [(s.wait_days, s.same_thread, s.body) for s in steps] == [
        (0, False, "Bonjour {{ prenom | à vous }},"),
        (4, True, "Et alors ?"),
    ]


def test_a_mistake_stands_beside_its_field_and_nothing_is_lost(browser: Client) -> None:
    wrong = {**HEAD, **FIRST, "steps-0-body": "Bonjour {{ prenon }},", "do": "save"}
    answer = browser.post("/sequences/nouvelle/?modele=vide", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ligne 1, colonne 9" in page
    assert "Bonjour {{ prenon }}," in page
    assert not Sequence.objects.exists()


@pytest.mark.parametrize(
    ("button", "bodies"),
    [
        ("add", ["Bonjour", "Et alors ?", ""]),
        ("remove-0", ["Et alors ?"]),
        ("up-1", ["Et alors ?", "Bonjour"]),
        ("down-0", ["Et alors ?", "Bonjour"]),
        ("up-0", ["Bonjour", "Et alors ?"]),
        ("remove-9", ["Bonjour", "Et alors ?"]),
        ("rien", ["Bonjour", "Et alors ?"]),
    ],
)
def test_a_button_keeps_what_was_typed_and_saves_nothing(browser: Client, button: str, bodies: list[str]) -> None:
    typed = {**HEAD, **FIRST, **SECOND, "steps-0-body": "Bonjour", "do": button}
    page = browser.post("/sequences/nouvelle/?modele=vide", typed, headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert [step.body for step in page.context["editor"].typed] == bodies
    assert "errorlist" not in page.content.decode()
    assert not Sequence.objects.exists()


def test_ol_38_and_ol_39_the_follow_up_step_has_a_green_dot_and_can_be_another_one(browser: Client) -> None:
    typed = {**HEAD, **FIRST, **SECOND, "steps-1-is_follow_up": "True", "do": "follow-0"}
    page = browser.post("/sequences/nouvelle/?modele=vide", typed).content.decode()
    cards = re.split(r"data-step", page)
    assert ('class="follow"' in cards[1], 'class="follow"' in cards[2]) == (True, False)
    assert "Sélectionner l’étape de relance" in cards[2]
    assert "Sélectionner l’étape de relance" not in cards[1]


def test_the_preview_reads_as_the_contact_will_read_it(browser: Client) -> None:
    contact = make_contact(first_name="Zoé", last_name="Zola")
    page = browser.post("/sequences/apercu/", {**FIRST, **SECOND, "contact": str(contact.id)})
    one, two = page.context["previews"]
    assert one.text.startswith("Bonjour Zoé,")
    assert one.subject == f"Une idée pour {contact.company.name}"
    assert two.subject == f"Re: {one.subject}"
    assert "desabonnement" in one.text


def test_the_preview_names_what_is_missing_and_what_is_wrong(browser: Client) -> None:
    contact = make_contact(job_title="")
    typed = {"steps-0-subject": "A", "steps-0-body": "{{ fonction }} XX Nom XX", "steps-1-body": "{{ x"}
    page = browser.post("/sequences/apercu/", {**typed, "contact": str(contact.id)})
    one, two = page.context["previews"]
    assert (one.missing, one.markers) == (("fonction",), ("XX Nom XX",))
    assert "[fonction ?]" in one.text
    assert two.faults


def test_what_a_variable_holds_is_not_markup(browser: Client) -> None:
    contact = make_contact(first_name="<script>alert(1)</script>")
    page = browser.post("/sequences/apercu/", {**FIRST, "contact": str(contact.id)}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
