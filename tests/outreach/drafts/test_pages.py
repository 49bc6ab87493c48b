"""The editor of messages by hand: where it opens, what it keeps, what it says before anything leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories import make_company, make_contact, make_mailbox, make_manager, make_member, make_version
from tests.outreach.running import launched

from filon.actions.models import Action
from filon.actions.states import State
from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.drafts.models import Draft
from filon.outreach.models import Step
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def person(workspace: Workspace) -> Contact:
    return make_contact(first_name="Zoé", last_name="Marchand")


@pytest.fixture
def mailbox(member: Member) -> Mailbox:
    return make_mailbox(owner=member.user)


class Editor:
    """An open editor, as a browser posts it."""

    def __init__(self, browser: Client, person: Contact, **typed: Any) -> None:
        self.browser, self.company_id = browser, person.company_id
        self.draft_id = typed.pop("draft_id", uuid7())
        tab = typed.pop("tab", uuid7())
        box = Mailbox.objects.values_list("id", flat=True).first()
        self.typed = {"to": [str(person.id)], "subject": "Jeudi ?", "body": "Bonjour {{ prenom }}", "tab": str(tab)}
        self.typed |= {"seen": str(tab), "mailbox_id": str(box or ""), "importance": "normal", **typed}

    def press(self, what: str = "", **more: str) -> HttpResponse:
        address = f"/societes/{self.company_id}/e-mails/{self.draft_id}/{what}"
        return self.browser.post(address, {**self.typed, **more}, headers=HTMX)


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_co_93_a_co_9_the_envelope_of_a_card_and_the_filter_of_mails_open_the_editor(
    browser: Client, person: Contact, mailbox: Mailbox
) -> None:
    address = f"/societes/{person.company_id}/e-mails/nouveau/"
    page = said(browser.get(f"/societes/{person.company_id}/"))
    assert f'hx-get="{address}?a={person.id}"' in page
    assert 'aria-label="Écrire à Zoé Marchand"' in page
    assert f'hx-get="{address}"' in said(browser.get(f"/societes/{person.company_id}/suite/?filtre=mails"))
    editor = said(browser.get(f"{address}?a={person.id}", headers=HTMX))
    assert 'class="sheet corner writer"' in editor
    assert f'value="{person.id}" class="choices" id="id_to_0" checked' in editor
    assert mailbox.email in editor


@pytest.mark.parametrize("change", [{"status": ContactStatus.LEFT}, {"email": ""}])
def test_co_36_a_grey_card_or_one_without_address_has_no_envelope(
    browser: Client, person: Contact, change: dict[str, str]
) -> None:
    Contact.objects.filter(id=person.id).update(**change)
    assert "e-mails/nouveau/" not in said(browser.get(f"/societes/{person.company_id}/?partie=info", headers=HTMX))


def test_a_co_10_what_is_typed_is_kept_shown_as_it_will_be_read_and_found_again(
    browser: Client, person: Contact, mailbox: Mailbox
) -> None:
    editor = Editor(browser, person)
    answer = said(editor.press())
    assert "Bonjour Zoé" in answer
    assert "Brouillon enregistré" in answer
    assert "Vous ne souhaitez plus recevoir nos messages" in answer
    assert "Continuer" in said(browser.get(f"/societes/{person.company_id}/"))
    again = said(browser.get(f"/e-mails/{editor.draft_id}/", headers=HTMX))
    assert "Bonjour {{ prenom }}" in again


def test_co_34_co_94_the_button_plans_the_message_and_offers_to_call_it_back(
    browser: Client, person: Contact, mailbox: Mailbox
) -> None:
    editor = Editor(browser, person)
    answer = editor.press("envoi/")
    assert (answer.status_code, Action.objects.get().state) == (204, State.PLANNED)
    assert f"/e-mails/{editor.draft_id}/annulation/" in answer["HX-Trigger"]
    assert "E-mail prévu" in said(browser.get(f"/societes/{person.company_id}/"))
    assert editor.press("envoi/").status_code == 204
    assert Action.objects.count() == 1
    assert browser.post(f"/e-mails/{editor.draft_id}/annulation/", headers=HTMX).status_code == 204
    assert Action.objects.get().state == State.CANCELLED
    assert Draft.objects.get().handed_at is None


def test_co_92_without_a_synchronised_mailbox_one_may_write_but_not_send(browser: Client, person: Contact) -> None:
    make_mailbox(state=MailboxState.BROKEN)
    editor = Editor(browser, person, mailbox_id="")
    assert "Aucune boîte mail synchronisée" in said(browser.get(f"/societes/{person.company_id}/e-mails/nouveau/"))
    assert editor.press().status_code == 200
    answer = editor.press("envoi/")
    assert (answer.status_code, Action.objects.count()) == (422, 0)
    assert "Choisissez la boîte mail qui envoie" in said(answer)


def test_who_would_not_receive_it_is_named_and_the_others_get_it_at_a_second_press(
    browser: Client, person: Contact, mailbox: Mailbox
) -> None:
    unnamed = make_contact(company=person.company, first_name="", last_name="Oubli")
    editor = Editor(browser, person, to=[str(person.id), str(unnamed.id)])
    answer = editor.press("envoi/")
    assert (answer.status_code, Action.objects.count()) == (422, 0)
    assert "Oubli : Le message a besoin d’une information absente de la fiche : prenom" in said(answer)
    assert "Envoyer aux autres" in said(answer)
    assert editor.press("envoi/", do="others").status_code == 204
    assert Action.objects.count() == 2


def test_while_the_subject_is_missing_nobody_is_said_to_lack_it(
    browser: Client, person: Contact, mailbox: Mailbox
) -> None:
    answer = said(Editor(browser, person, subject="").press())
    assert "ne recevrait pas" not in answer
    assert "(sans objet)" in answer


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Voici {{ site }}", "une variable qui n’a pas de valeur : site."),
        ("Bonjour XX nom XX", "encore un passage à compléter : XX nom XX"),
    ],
)
def test_what_the_message_lacks_is_not_laid_to_its_people(
    browser: Client, person: Contact, mailbox: Mailbox, body: str, told: str
) -> None:
    editor = Editor(browser, person, body=body)
    assert "ne recevrait pas" not in said(editor.press())
    answer = editor.press("envoi/")
    assert (answer.status_code, Action.objects.count()) == (422, 0)
    assert told in said(answer)


def test_a_second_tab_is_told_and_may_keep_its_own_words(browser: Client, person: Contact, mailbox: Mailbox) -> None:
    first = Editor(browser, person)
    first.press()
    opened_with = first.typed["tab"]
    second, third = (
        Editor(browser, person, draft_id=first.draft_id, tab=uuid7(), body=words) for words in ("Du second", "Du tiers")
    )
    second.typed["seen"] = third.typed["seen"] = opened_with
    second.press()
    answer = said(third.press())
    assert "modifié dans un autre onglet" in answer
    assert Draft.objects.get().body == "Du second"
    third.press(do="overwrite")
    assert Draft.objects.get().body == "Du tiers"


def test_a_sequence_that_runs_is_told_before_anything_leaves(
    browser: Client, person: Contact, mailbox: Mailbox, clock: VirtualClock
) -> None:
    launched([person], peer=None, now=clock.now(), mailbox=mailbox, name="Automne")
    answer = said(Editor(browser, person).press())
    assert "Zoé Marchand : Automne" in answer
    assert "ne l’arrête pas" in answer
    assert "s’arrêtera quand ce message partira" in said(Editor(browser, person, ends_sequences="on").press())


def test_a_template_fills_an_empty_editor_and_asks_before_it_replaces_words(browser: Client, person: Contact) -> None:
    make_version("Bonjour, voici notre offre.")
    step = Step.objects.get()
    editor = said(browser.get(f"/societes/{person.company_id}/e-mails/nouveau/"))
    assert f'value="e-{step.id}"' in editor
    chosen = {"template": f"e-{step.id}", "subject": "", "body": ""}
    filled = browser.post("/e-mails/modele/", chosen, headers=HTMX)
    assert "Bonjour, voici notre offre." in said(filled)
    assert filled["HX-Trigger"] == "written"
    asked = browser.post("/e-mails/modele/", {**chosen, "body": "Mes mots"}, headers=HTMX)
    assert "Remplacer ce que vous avez écrit" in said(asked)
    assert "Mes mots" in said(asked)
    replaced = browser.post("/e-mails/modele/", {**chosen, "body": "Mes mots", "do": "replace"}, headers=HTMX)
    assert "Mes mots" not in said(replaced)


@pytest.mark.parametrize("key", ["", "e-", "e-x", "m-meeting-99", "m--1", f"e-{UUID(int=1)}"])
def test_a_template_that_does_not_exist_is_not_found(browser: Client, key: str) -> None:
    assert browser.post("/e-mails/modele/", {"template": key}, headers=HTMX).status_code == 404


def test_a_draft_is_its_authors_and_what_left_is_shown_to_managers(
    browser: Client, person: Contact, mailbox: Mailbox, workspace: Workspace, client_for: ClientFor
) -> None:
    editor = Editor(browser, person)
    editor.press()
    address = f"/e-mails/{editor.draft_id}/"
    colleague, manager = client_for(make_member(workspace)), client_for(make_manager(workspace))
    assert [each.get(address).status_code for each in (browser, colleague, manager)] == [200, 404, 404]
    assert Editor(colleague, person, draft_id=editor.draft_id).press().status_code == 404
    editor.press("envoi/")
    assert [each.get(address).status_code for each in (browser, colleague, manager)] == [200, 404, 200]
    assert colleague.post(f"{address}annulation/").status_code == 404
    assert manager.post(f"{address}annulation/", headers=HTMX).status_code == 204


def test_a_draft_is_thrown_away_and_one_that_was_never_kept_is_no_error(
    browser: Client, person: Contact, mailbox: Mailbox
) -> None:
    editor = Editor(browser, person)
    editor.press()
    for _ in range(2):
        assert editor.press("suppression/").status_code == 204
    assert not Draft.objects.exists()


def test_the_editor_costs_as_many_queries_for_one_person_as_for_fifty(
    browser: Client, person: Contact, mailbox: Mailbox, django_assert_max_num_queries: Any
) -> None:
    company = make_company()
    many = [make_contact(company=company) for _ in range(40)]
    editor = Editor(browser, many[0], to=[str(each.id) for each in many])
    with django_assert_max_num_queries(45):
        editor.press()
