from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import MADE_AT, make_company, make_contact, make_manager, make_member

from filon.consent.models import Suppression
from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations import opt_out
from filon.crm.states import ContactStatus, EmailState
from filon.crm.web.forms import ContactForm
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]


@pytest.fixture
def browser(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_member(workspace))


@pytest.fixture
def manager(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_manager(workspace))


def names(response: object) -> list[str]:
    return [row.contact.last_name for row in response.context["rows"]]  # type: ignore[attr-defined]  # test response


def test_the_list_costs_the_same_queries_for_one_row_and_for_three(browser: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get("/contacts/").status_code == 200
        return len(caught)

    make_contact()
    queries()
    one = queries()
    make_contact()
    make_contact()
    assert queries() == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=zoé", ["Zola"]),
        ("q=quartz+zola", ["Zola"]),
        ("email=no", ["Sans"]),
        ("email=yes", ["Zola", "Parti"]),
        ("status=left", ["Parti"]),
        ("company=pas-un-identifiant", []),
        ("status=rien", ["Zola", "Sans", "Parti"]),
    ],
)
def test_the_list_is_searched_and_filtered(browser: Client, query: str, found: list[str]) -> None:
    make_contact(last_name="Parti", status=ContactStatus.LEFT)
    make_contact(last_name="Sans", email="", updated_at=MADE_AT + timedelta(days=1))
    make_contact(
        first_name="Zoé", last_name="Zola", company=make_company(name="Quartz"), updated_at=MADE_AT + timedelta(days=2)
    )
    assert names(browser.get(f"/contacts/?{query}")) == found


def test_ol_61_a_bounced_contact_no_longer_appears_unless_asked_for(browser: Client) -> None:
    make_contact(last_name="Refusé", email="", email_state=EmailState.HARD_BOUNCE)
    make_contact(last_name="Bon")
    assert names(browser.get("/contacts/")) == ["Bon"]
    assert names(browser.get("/contacts/?email=bounced")) == ["Refusé"]


def test_a_contact_is_added_in_a_dialog(browser: Client) -> None:
    make_company(name="Fonderie Élan")
    typed = {"first_name": "Ana", "last_name": "Ruiz", "company_name": "fonderie elan", "email": "ana@elan.example"}
    answer = browser.post("/contacts/nouveau/", typed, headers={"HX-Request": "true"})
    contact = Contact.objects.get()
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/contacts/{contact.id}/")
    assert contact.company is not None
    assert contact.company.name == "Fonderie Élan"


def test_a_refusal_stands_beside_its_field(browser: Client) -> None:
    answer = browser.post("/contacts/nouveau/", {"last_name": "Ruiz", "email": "sans-arobase"})
    assert answer.status_code == 422
    assert "arobase" in answer.context["form"].errors["email"][0]
    assert not Contact.objects.exists()


def test_the_sheet_shows_facts_links_and_what_happened(browser: Client) -> None:
    contact = make_contact(first_name="Ana", last_name="Ruiz", email="ana@elan.example", phone="+33199001234")
    browser.post("/contacts/partis/", {"id": [str(contact.id)]})
    page = browser.get(f"/contacts/{contact.id}/").content.decode()
    assert 'href="mailto:ana@elan.example"' in page
    assert 'href="tel:+33199001234">01 99 00 12 34<' in page
    assert "A quitté la société" in page


def drawn(form: ContactForm) -> dict[str, object]:
    """What a browser sends of a form as it was drawn, with what it showed of each field."""
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    return shown | {form[name].html_initial_name: value for name, value in shown.items()}


def test_what_somebody_else_wrote_while_a_form_was_open_stays(browser: Client, member: Member) -> None:
    contact = make_contact(email="ana@elan.example", job_title="DAF", note="Un\nDeux", owner=member.user)
    sent = drawn(browser.get(f"/contacts/{contact.id}/modifier/").context["form"])
    Contact.objects.filter(id=contact.id).update(email="ana.ruiz@elan.example", job_title="DSI", owner=None)
    typed = {"phone": "01 99 00 12 34", "job_title": "", "note": "Un\r\nDeux\r\nTrois"}
    assert browser.post(f"/contacts/{contact.id}/modifier/", {**sent, **typed}).status_code == 302
    now = Contact.objects.get()
    assert (now.email, now.owner, now.phone) == ("ana.ruiz@elan.example", None, "+33199001234")
    assert (now.job_title, now.note.split()) == ("", ["Un", "Deux", "Trois"])
    assert now.company_id == contact.company_id


def test_a_form_says_what_it_showed(browser: Client) -> None:
    contact = make_contact(email="ana@elan.example")
    page = browser.get(f"/contacts/{contact.id}/modifier/").content.decode()
    assert '<input type="hidden" name="initial-email" value="ana@elan.example"' in page


def test_leaving_is_undone_by_the_toast(browser: Client) -> None:
    contact = make_contact()
    answer = browser.post("/contacts/partis/", {"id": [str(contact.id)]}, headers={"HX-Request": "true"})
    told = json.loads(answer["HX-Trigger"])
    assert Contact.objects.get().status == ContactStatus.LEFT
    browser.post(told["filon:done"]["toast"]["undo"])
    assert Contact.objects.get().status == ContactStatus.ACTIVE


def test_a_forged_undo_undoes_nothing(browser: Client) -> None:
    contact = make_contact(status=ContactStatus.LEFT)
    assert browser.post(f"/contacts/revenus/?lot={contact.id}").status_code == 404
    assert Contact.objects.get().status == ContactStatus.LEFT


def test_co_39_who_is_about_to_delete_is_told_that_leaving_keeps_the_history(manager: Client) -> None:
    make_contact()
    page = manager.get("/contacts/").content.decode()
    asked = next(part for part in page.split("hx-confirm=")[1:] if "seront supprimés" in part)
    assert "A quitté la société" in asked.split('"')[1]


def test_only_a_manager_deletes_and_erases(browser: Client, manager: Client) -> None:
    one, two = make_contact(), make_contact()
    assert browser.post("/contacts/supprimer/", {"id": [str(one.id)]}).status_code == 403
    assert browser.post(f"/contacts/{two.id}/effacer/").status_code == 403
    assert Contact.objects.count() == 2
    manager.post("/contacts/supprimer/", {"id": [str(one.id)]})
    manager.post(f"/contacts/{two.id}/effacer/")
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("reason", "by_a_member"),
    [(Reason.USER, True), (Reason.BOUNCE, True), (Reason.UNSUBSCRIBED, False), (Reason.ASKED, False)],
)
def test_what_a_person_asked_for_themselves_a_manager_takes_back(
    browser: Client, manager: Client, reason: Reason, *, by_a_member: bool
) -> None:
    contact = make_contact(email="claire@elan.example")
    opt_out(contact.id, reason=reason, now=MADE_AT)
    path, asked = f"/contacts/{contact.id}/opposition/levee/", {"HX-Request": "true"}
    assert ('"tone": "bad"' in browser.post(path, headers=asked).headers["HX-Trigger"]) is not by_a_member
    assert Suppression.objects.filter(kind=Kind.EMAIL).exists() is not by_a_member
    manager.post(path, headers=asked)
    contact.refresh_from_db()
    assert contact.opted_out_at is None
    assert not Suppression.objects.exists()


def test_who_opposed_already_is_not_set_free_by_an_undo(browser: Client) -> None:
    contact = make_contact(email="claire@elan.example")
    opt_out(contact.id, reason=Reason.UNSUBSCRIBED, now=MADE_AT)
    answer = browser.post(f"/contacts/{contact.id}/opposition/", headers={"HX-Request": "true"})
    assert not json.loads(answer.headers["HX-Trigger"])["filon:done"]["toast"].get("undo")


def test_who_is_opposed_is_marked_in_the_list(browser: Client) -> None:
    contact = make_contact()
    suppress(Kind.DOMAIN, contact.email.partition("@")[2], reason=Reason.ASKED, now=MADE_AT)
    (row,) = browser.get("/contacts/").context["rows"]
    assert row.mark.label == "Ne plus contacter"


def test_the_page_of_a_company_shows_its_cards(browser: Client) -> None:
    company = make_company()
    make_contact(last_name="Là", company=company)
    make_contact(last_name="Partie", company=company, status=ContactStatus.LEFT)
    page = browser.get(f"/societes/{company.id}/").content.decode()
    assert page.index('class="person orange"') < page.index('class="person grey"')


def test_another_workspace_has_no_such_contact(browser: Client) -> None:
    assert browser.get("/contacts/0198e000-0000-7000-8000-000000000000/").status_code == 404
