"""The editors of notes and calls, and the cards of a company's people."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from tests.directory.public.rows import make_officer, make_unit
from tests.factories import make_company, make_contact, make_manager, make_member

from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact, Note
from filon.crm.states import ContactStatus
from filon.crm.web.panels import MOST_CARDS
from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
SIREN = "000000018"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def company(workspace: Workspace) -> Company:
    make_unit(siren=SIREN)
    return make_company(siren=SIREN, phone="+33199001122")


def cards(browser: Client, company: Company) -> str:
    page = browser.get(f"/societes/{company.id}/").content.decode()
    return page[page.index('id="people"') :]


def test_co_86_co_87_every_user_writes_a_note_on_a_sheet(browser: Client, company: Company, member: Member) -> None:
    dialog = browser.get(f"/societes/{company.id}/notes/")
    assert 'class="sheet corner"' in dialog.content.decode()
    answer = browser.post(f"/societes/{company.id}/notes/", {"text": "Vus au salon"}, headers=HTMX)
    assert answer.status_code == 204
    note = Note.objects.get()
    assert (note.company_id, note.text, note.author_id, note.kind) == (
        company.id,
        "Vus au salon",
        member.user_id,
        "note",
    )


def test_co_85_a_colleague_reads_the_note_on_the_timeline(
    browser: Client, company: Company, workspace: Workspace, client_for: ClientFor
) -> None:
    browser.post(f"/societes/{company.id}/notes/", {"text": "Vus au salon"}, headers=HTMX)
    page = client_for(make_member(workspace)).get(f"/societes/{company.id}/").content.decode()
    assert "Vus au salon" in page


def test_co_88_co_89_the_pencil_is_for_the_author_and_for_managers(
    browser: Client, company: Company, workspace: Workspace, client_for: ClientFor
) -> None:
    browser.post(f"/societes/{company.id}/notes/", {"text": "Vus au salon"}, headers=HTMX)
    address = f"/notes/{Note.objects.get().id}/"
    other, manager = client_for(make_member(workspace)), client_for(make_manager(workspace))
    shown = [address in each.get(f"/societes/{company.id}/").content.decode() for each in (browser, other, manager)]
    assert shown == [True, False, True]
    assert other.post(address, {"text": "Autre"}, headers=HTMX).status_code == 422
    assert Note.objects.get().text == "Vus au salon"
    other.post(f"{address}supprimer/", headers=HTMX)
    assert Note.objects.count() == 1
    assert manager.post(address, {"text": "Autre"}, headers=HTMX).status_code == 204
    assert Note.objects.get().text == "Autre"


def test_an_empty_note_is_asked_for_again(browser: Client, company: Company) -> None:
    answer = browser.post(f"/societes/{company.id}/notes/", {"text": " "}, headers=HTMX)
    assert (answer.status_code, Note.objects.count()) == (422, 0)
    assert "obligatoire" in answer.content.decode()


def test_co_79_co_80_numbers_are_links_that_call_and_open_the_editor(browser: Client, company: Company) -> None:
    person = make_contact(company=company, mobile="+33639980001")
    page = browser.get(f"/societes/{company.id}/").content.decode()
    base = f"/societes/{company.id}/appels/?to="
    assert f'href="tel:+33199001122" data-note="{base}standard"' in page
    assert f'href="tel:+33639980001" data-note="{base}{person.id}:mobile"' in page


def test_co_81_the_editor_of_a_call_offers_people_and_their_numbers(browser: Client, company: Company) -> None:
    person = make_contact(company=company, first_name="Zoé", last_name="Roux", mobile="+33639980001")
    make_contact(company=company, last_name="Partie", status=ContactStatus.LEFT, mobile="+33639980002")
    page = browser.get(f"/societes/{company.id}/appels/").content.decode()
    assert f'<option value="{person.id}:mobile">Zoé Roux · 06 39 98 00 01</option>' in page
    assert "Partie" not in page
    assert 'href="tel:+33199001122"' in page
    part = browser.get(f"/societes/{company.id}/appels/numero/?to={person.id}:mobile").content.decode()
    assert 'href="tel:+33639980001"' in part


def test_co_84_a_call_from_another_telephone_says_whom_it_reached(browser: Client, company: Company) -> None:
    person = make_contact(company=company)
    posted = {"to": f"{person.id}:", "text": "Rappelle jeudi"}
    assert browser.post(f"/societes/{company.id}/appels/", posted, headers=HTMX).status_code == 204
    note = Note.objects.get()
    assert (note.kind, note.contact_id, note.phone, note.text) == ("call", person.id, "", "Rappelle jeudi")


def test_co_24_the_calls_of_the_timeline_are_the_notes_of_calls(browser: Client, company: Company) -> None:
    browser.post(f"/societes/{company.id}/appels/", {"to": "standard", "text": "Au téléphone"}, headers=HTMX)
    browser.post(f"/societes/{company.id}/notes/", {"text": "Sur papier"}, headers=HTMX)
    calls = browser.get(f"/societes/{company.id}/suite/?filtre=appels").content.decode()
    assert ("Au téléphone" in calls, "Sur papier" in calls, "Nouvel appel" in calls) == (True, False, True)


def test_co_21_the_notes_of_the_timeline_are_posted_notes_only(browser: Client, company: Company) -> None:
    browser.post(f"/societes/{company.id}/notes/", {"text": "Sur papier"}, headers=HTMX)
    browser.post(f"/societes/{company.id}/visite/")
    notes = browser.get(f"/societes/{company.id}/suite/?filtre=notes").content.decode()
    assert ("Sur papier" in notes, "Fiche consultée" in notes, "Nouvelle note" in notes) == (True, False, True)


def test_co_6_cards_are_orange_grey_and_white(browser: Client, company: Company) -> None:
    make_contact(company=company)
    make_contact(company=company, status=ContactStatus.LEFT)
    make_officer(unit_id=SIREN)
    assert [cards(browser, company).count(f'class="person {kind}"') for kind in ("orange", "grey", "white")] == [
        1,
        1,
        1,
    ]


def test_co_31_co_32_a_white_card_names_an_official_person_and_where_to_look(browser: Client, company: Company) -> None:
    make_officer(unit_id=SIREN, first_name="Zoé", last_name="Lafitte", role="Présidente")
    make_officer(
        unit_id="000000018", first_name="", last_name="", company_name="Audit Ponant", company_siren="000000026"
    )
    found = cards(browser, company)
    assert all(text in found for text in ("Zoé Lafitte", "Présidente", "Audit Ponant", "Source légale"))
    assert "linkedin.com/search/results/people/?keywords=Zo%C3%A9+Lafitte" in found
    assert found.count("btn ghost icon unlock") == 1


def test_co_40_the_arrow_turns_a_white_card_orange(browser: Client, company: Company) -> None:
    officer = make_officer(unit_id=SIREN, first_name="Zoé", last_name="Lafitte")
    address = f"/societes/{company.id}/personnes/{officer.id}/"
    assert f'hx-post="{address}"' in cards(browser, company)
    assert browser.post(address, headers=HTMX).status_code == 204
    contact = Contact.objects.get()
    found = cards(browser, company)
    assert (contact.name, contact.company_id) == ("Zoé Lafitte", company.id)
    assert ('class="person orange"' in found, 'class="person white"' in found) == (True, False)


def test_somebody_who_asked_for_silence_keeps_a_closed_white_card(
    browser: Client, company: Company, clock: VirtualClock
) -> None:
    officer = make_officer(unit_id=SIREN)
    suppress(Kind.SIREN, SIREN, reason=Reason.ASKED, now=clock.now())
    address = f"/societes/{company.id}/personnes/{officer.id}/"
    assert address not in cards(browser, company)
    answer = browser.post(address, headers=HTMX)
    assert (
        "a demandé à ne plus être contactée" in json.loads(answer.headers["HX-Trigger"])["filon:done"]["toast"]["text"]
    )
    assert Contact.objects.count() == 0


def test_co_36_a_grey_card_offers_no_way_to_contact(browser: Client, company: Company) -> None:
    make_contact(company=company, status=ContactStatus.LEFT, mobile="+33639980001", email="p@client.example")
    found = cards(browser, company)
    found = found[: found.index("</section>")]
    assert ("mailto:" in found, "tel:" in found, "p@client.example" in found) == (False, False, True)


def test_a_company_with_many_people_shows_the_first_and_links_to_all(browser: Client, company: Company) -> None:
    for _ in range(MOST_CARDS):
        make_contact(company=company)
    link = f'href="/contacts/?company={company.id}"'
    assert link not in cards(browser, company)
    make_contact(company=company)
    found = cards(browser, company)
    assert (found.count('class="person orange"'), link in found) == (MOST_CARDS, True)
