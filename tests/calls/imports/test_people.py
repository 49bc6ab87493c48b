"""Files of a Full campaign: people at numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from tests.factories import make_company, make_contact, make_full_campaign, make_member

from filon.billing.queries import used_for
from filon.calls.columns import FULL_RESULTS
from filon.calls.imports import operations, running
from filon.calls.imports.checking import Line, Outcome, check
from filon.calls.imports.entering import enter
from filon.calls.imports.template import PERSON_LABELS, PERSON_MODEL, Person, template_csv
from filon.calls.models import CallCampaign, Prospect
from filon.calls.states import Scenario
from filon.consent.hashing import person_of
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.imports.reading import open_table
from filon.crm.imports.records import Duplicate, Refused
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused as No
from filon.tenants.models import Member, Workspace

HEADER = "Téléphone;Société;Prénom;Nom;Fonction;E-mail;Identifiant externe;SIRET\n"
JEANNE = "01 99 00 12 34;Acme;Jeanne;Essai;DAF;Jeanne@acme.example;C-1;732 829 320 00074\n"


def outcomes(text: str | bytes) -> list[Outcome]:
    table = open_table(text if isinstance(text, bytes) else text.encode())
    fields = PERSON_MODEL.fields_of(table.layout.columns)
    return list(check(table.rows(), fields=fields, names=table.columns, mandatory=PERSON_MODEL.mandatory))


def faults(text: str) -> list[tuple[int, str, str]]:
    (found,) = outcomes(text)
    assert isinstance(found, Refused)
    return [(fault.row, fault.column, fault.code) for fault in found.problems]


def let_in(campaign: CallCampaign, text: str, clock: VirtualClock) -> list[Prospect]:
    import_ = operations.upload(campaign, SimpleUploadedFile("people.csv", text.encode()), now=clock.now())
    assert (import_.errors, import_.failure) == (0, "")
    running.let_in(import_.id)
    return list(campaign.prospects.order_by("position"))


def test_a_st_14_the_columns_of_full() -> None:
    assert [str(label) for label in PERSON_LABELS.values()] == HEADER.strip().split(";")
    assert outcomes(HEADER + JEANNE) == [
        Line(
            2,
            "+33199001234",
            "fixed_line",
            "Acme",
            first_name="Jeanne",
            last_name="Essai",
            job_title="DAF",
            email="jeanne@acme.example",
            external_id="C-1",
            siret="73282932000074",
        )
    ]


def test_st_93_the_template_of_full_comes_back_without_error() -> None:
    assert [type(outcome) for outcome in outcomes(template_csv(Scenario.FULL))] == [Line, Line]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("01 99 00 12 34;Acme;\u200b;\u202e;;;;", [("Prénom", "cell_missing"), ("Nom", "cell_missing")]),
        ("01 99 00 12 34;Acme;👩🏽\u200d🚀;12;;;;", [("Prénom", "name_unsayable"), ("Nom", "name_unsayable")]),
        ("01 99 00 12 34;A\ufffd;Zo\ufffd;B;;;;", [("Société", "cell_unreadable"), ("Prénom", "cell_unreadable")]),
    ],
)
def test_a_name_that_nobody_can_ask_for_is_refused_with_its_remedy(row: str, wrong: list[tuple[str, str]]) -> None:
    assert faults(f"{HEADER}{row}\n") == [(2, column, code) for column, code in wrong]
    (found,) = outcomes(f"{HEADER}{row}\n")
    assert isinstance(found, Refused)
    assert all(fault.hint for fault in found.problems)


def test_marks_that_nobody_sees_make_no_other_person() -> None:
    seen = "01 99 00 12 34;Acme;Jeanne;Essai;;;;\n"
    unseen = "\u200e01 99 00 12 34;\u202eAcme;Jean\u200bne;Essai\u2069;;;;\n"
    line, again = outcomes(HEADER + unseen + seen)
    assert isinstance(line, Line)
    assert (line.company, line.first_name, line.last_name) == ("Acme", "Jeanne", "Essai")
    assert again == Duplicate(3, 2)


@pytest.mark.parametrize("missing", ["Téléphone", "Société", "Prénom", "Nom"])
def test_st_34_a_st_14_a_mandatory_column_cannot_be_left_out(missing: str) -> None:
    with pytest.raises(No, match=f"Colonne.* : {missing}"):
        PERSON_MODEL.fields_of([name for name in HEADER.strip().split(";") if name != missing])


def test_st_34_the_model_of_light_is_another_one() -> None:
    with pytest.raises(No, match="Colonnes inconnues du modèle : Libellé"):
        PERSON_MODEL.fields_of(["Téléphone", "Société", "Prénom", "Nom", "Libellé"])


def test_a_st_15_only_mandatory_cells_must_be_filled() -> None:
    assert outcomes("Téléphone;Société;Prénom;Nom\n01 99 00 12 34;Acme;Jeanne;Essai\n") == [
        Line(2, "+33199001234", "fixed_line", "Acme", first_name="Jeanne", last_name="Essai")
    ]


def test_st_94_every_empty_mandatory_cell_is_told_with_row_and_column() -> None:
    assert faults(HEADER + ";;;;;;;x\n") == [
        (2, "Téléphone", "cell_missing"),
        (2, "Société", "cell_missing"),
        (2, "Prénom", "cell_missing"),
        (2, "Nom", "cell_missing"),
        (2, "SIRET", "siret_invalid"),
    ]


def test_a_faulty_address_and_a_faulty_siret_are_told_with_row_and_column() -> None:
    text = HEADER + "0899 70 12 34;Acme;Jeanne;Essai;DAF;jeanne@;C-1;73282932000075\n"
    assert faults(text) == [
        (2, "Téléphone", "phone_premium"),
        (2, "E-mail", "email_invalid"),
        (2, "SIRET", "siret_invalid"),
    ]


def test_two_people_of_a_number_are_two_rows_and_one_person_twice_is_a_duplicate() -> None:
    text = HEADER + JEANNE + "01 99 00 12 34;Acme;Paul;Essai;;;;\n+33 1 99 00 12 34;Acme;JEANNE;éssai;;;;\n"
    assert outcomes(text)[2] == Duplicate(4, 2)
    assert len(outcomes(text)) == 3


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_st_14_the_model_of_full_is_read_in_each_language(language: str) -> None:
    with translation.override(language):
        header = [str(label) for label in PERSON_LABELS.values()]
    assert PERSON_MODEL.fields_of(header) == list(Person)


def test_st_99_the_results_that_an_export_of_full_brings_are_left_aside() -> None:
    header = [*map(str, PERSON_LABELS.values()), *map(str, FULL_RESULTS.values())]
    assert PERSON_MODEL.fields_of(header) == [*Person, *[None] * len(FULL_RESULTS)]


@pytest.mark.django_db
def test_st_89_a_st_16_a_person_costs_three_credits_and_a_refused_one_nothing(
    workspace: Workspace, clock: VirtualClock
) -> None:
    campaign = make_full_campaign()
    text = HEADER + JEANNE + "06 39 98 12 34;Acme;Luc;Mobile;;;;\n"
    import_ = operations.upload(campaign, SimpleUploadedFile("people.csv", text.encode()), now=clock.now())
    assert (import_.accepted, import_.errors) == (1, 1)
    operations.start(import_.id, ignore_errors=True)
    running.let_in(import_.id)
    assert used_for(campaign.id) == 3
    row = campaign.prospects.get()
    assert (row.first_name, row.last_name, row.email, row.external_id) == (
        "Jeanne",
        "Essai",
        "jeanne@acme.example",
        "C-1",
    )
    assert (row.job_title, row.siret, row.columns) == ("DAF", "73282932000074", {"company": "Acme"})
    again = operations.upload(campaign, SimpleUploadedFile("people.csv", text.encode()), now=clock.now())
    assert (again.accepted, again.known) == (0, 1)


@pytest.mark.django_db
def test_a_row_is_linked_to_the_company_of_its_siret_and_the_contact_of_its_address(
    workspace: Workspace, clock: VirtualClock
) -> None:
    company = make_company(name="Autre nom", siren="732829320")
    contact = make_contact(company=company, email="jeanne@acme.example", last_name="Mariée")
    (row,) = let_in(make_full_campaign(), HEADER + JEANNE, clock)
    assert (row.company_id, row.contact_id) == (company.id, contact.id)


@pytest.mark.django_db
def test_without_an_address_the_contact_is_found_by_name_in_the_company(
    workspace: Workspace, clock: VirtualClock
) -> None:
    company = make_company(name="Acme")
    contact = make_contact(company=company, first_name="Jeanne", last_name="Essai")
    make_contact(first_name="Jeanne", last_name="Essai")
    (row,) = let_in(make_full_campaign(), "Téléphone;Société;Prénom;Nom\n0199001234;ACME;jeanne;essai\n", clock)
    assert (row.company_id, row.contact_id) == (company.id, contact.id)


@pytest.mark.django_db
def test_namesakes_of_a_company_are_nobody_s_contact(workspace: Workspace, clock: VirtualClock) -> None:
    company = make_company(name="Acme")
    for n in range(2):
        make_contact(company=company, first_name="Jeanne", last_name="Essai", email=f"j{n}@acme.example")
    (row,) = let_in(make_full_campaign(), "Téléphone;Société;Prénom;Nom\n0199001234;Acme;Jeanne;Essai\n", clock)
    assert (row.company_id, row.contact_id) == (company.id, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Kind.PHONE, "+33199001234", "suppressed"),
        (Kind.SIREN, "732829320", "suppressed"),
        (Kind.PERSON, person_of("732829320", "Jeanne", "Essai"), "person_suppressed"),
        (Kind.EMAIL, "jeanne@acme.example", "person_suppressed"),
    ],
)
def test_who_asked_for_silence_is_not_let_in(
    workspace: Workspace, clock: VirtualClock, kind: str, value: str, code: str
) -> None:
    suppress(kind, value, reason=Reason.ASKED, now=clock.now())
    entered = enter(make_full_campaign().id, [_cells(JEANNE)], now=clock.now())
    assert (entered.added, entered.credits) == (0, 0)
    assert [fault.code for row in entered.refused for fault in row.problems] == [code]


@pytest.mark.django_db
def test_an_address_that_only_bounced_keeps_nobody_away(workspace: Workspace, clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "jeanne@acme.example", reason=Reason.BOUNCE, now=clock.now())
    assert enter(make_full_campaign().id, [_cells(JEANNE)], now=clock.now()).added == 1


@pytest.mark.django_db
def test_the_page_gives_the_template_of_the_campaign(
    workspace: Workspace, client_for: Callable[[Member], Client]
) -> None:
    browser: Client = client_for(make_member(workspace))
    page = browser.get(f"/appels/{make_full_campaign().id}/importer/").content.decode()
    assert "/appels/modele.csv?scenario=full" in page
    assert "Une ligne par personne" in page
    assert "3 crédits par ligne" in page
    assert browser.get("/appels/modele.csv?scenario=full").content == template_csv(Scenario.FULL)
    assert browser.get("/appels/modele.csv?scenario=x").content == template_csv()


def _cells(line: str) -> list[str]:
    return line.strip().split(";")
