"""What a workspace counts, and what people said to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import make_contact, make_manager, make_member
from tests.mail.links.following import counting

from filon.consent import tracking
from filon.consent.models import TrackingAnswer
from filon.consent.tracking import Reply
from filon.crm.operations import erase_contact
from filon.kernel.clock import VirtualClock
from filon.tenants.models import AuditEntry, Member, Workspace
from filon.tenants.states import CountedClicks

Browser = Callable[[Member], Client]


@pytest.fixture
def browser(workspace: Workspace, client_for: Browser) -> Client:
    return client_for(make_manager(workspace))


def test_ol_10_nothing_is_counted_until_a_manager_chooses(browser: Client, workspace: Workspace) -> None:
    page = browser.get("/reglages/suivi/").content.decode()
    assert page.count("checked") == 1
    assert 'value="nobody"' in page.partition("checked")[0].rpartition("<input")[2]
    browser.post("/reglages/suivi/", {"counts_clicks": "unopposed"})
    workspace.refresh_from_db()
    assert workspace.counts_clicks == CountedClicks.NOT_OPPOSED
    assert AuditEntry.objects.get(action="workspace.changed").data == {"changes": {"counts_clicks": "unopposed"}}


def test_a_choice_that_does_not_exist_is_refused(browser: Client, workspace: Workspace) -> None:
    assert browser.post("/reglages/suivi/", {"counts_clicks": "everybody"}).status_code == 422
    workspace.refresh_from_db()
    assert workspace.counts_clicks == CountedClicks.NOBODY


def test_a_member_does_not_choose(workspace: Workspace, client_for: Browser) -> None:
    assert client_for(make_member(workspace)).get("/reglages/suivi/").status_code == 403


def test_the_card_says_whether_a_person_is_counted_where_anybody_is(browser: Client, workspace: Workspace) -> None:
    contact = make_contact()
    assert "Noter un accord" not in browser.get(f"/contacts/{contact.id}/").content.decode()
    counting(workspace)
    page = browser.get(f"/contacts/{contact.id}/").content.decode()
    assert "Noter un accord" in page
    assert "comptés" in page


def test_an_agreement_needs_its_proof(browser: Client, workspace: Workspace) -> None:
    contact = make_contact()
    assert browser.post(f"/contacts/{contact.id}/suivi/", {"wording": " "}).status_code == 422
    assert TrackingAnswer.objects.count() == 0
    browser.post(f"/contacts/{contact.id}/suivi/", {"wording": "Oui, au salon du 12."})
    kept = TrackingAnswer.objects.get()
    assert (kept.answer, kept.wording, kept.source) == ("granted", "Oui, au salon du 12.", "fiche du contact")


def test_a_refusal_is_noted_as_such(browser: Client, workspace: Workspace) -> None:
    contact = make_contact()
    browser.post(f"/contacts/{contact.id}/suivi/", {"reponse": "refus"})
    assert tracking.answers([contact.email]) == {contact.email: "denied"}


def test_a_co_22_the_answer_of_an_erased_person_goes_with_its_proof(workspace: Workspace, clock: VirtualClock) -> None:
    contact = make_contact()
    tracking.answer(Reply(email=contact.email, granted=True, wording="Oui, dit-elle."), now=clock.now())
    erase_contact(contact.id, now=clock.now())
    assert TrackingAnswer.objects.count() == 0
