"""[Mettre à jour la fiche], of one row and of many."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.calls.web.saying import MODIFIED, make_spoken
from tests.factories import MADE_AT, make_company, make_contact, make_member, make_workspace

from filon.calls.full.models import Qualification
from filon.calls.models import CallCampaign, Prospect
from filon.calls.states import Status
from filon.crm.models import Contact
from filon.kernel.tenancy import scope
from filon.tenants.models import Member

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
NEW = "jeanne@autre.example"


def known(campaign: CallCampaign, n: int = 0, **said: Any) -> Prospect:
    """A row of a contact, whose new address was given."""
    contact = make_contact(
        company=make_company(), first_name="Jeanne", last_name=f"Essai{n}", email=f"jeanne{n}@ici.example"
    )
    Contact.objects.filter(id=contact.id).update(updated_at=MADE_AT)
    row = {"contact": contact, "company": contact.company, "email": contact.email}
    given = said or {"email": MODIFIED, "new_email": f"{n}{NEW}"}
    return make_spoken(campaign, f"Jeanne Essai{n}", status=Status.PERSON_VALIDATED_EMAIL_MODIFIED, row=row, **given)


def told(answer: Any) -> dict[str, Any]:
    """The toast of an answer."""
    return dict(json.loads(answer["HX-Trigger"])["filon:done"]["toast"])


def address(row: Prospect) -> str:
    return Contact.objects.values_list("email", flat=True).get(id=row.contact_id)


def apply_one(browser: Client, row: Prospect, **more: str) -> Any:
    return browser.post(f"/appels/lignes/{row.id}/fiche/", {"version": "0", **more}, headers=HTMX)


def test_st_19_the_card_is_brought_up_to_date_and_taken_back_by_a_click(
    browser: Client, campaign: CallCampaign
) -> None:
    row = known(campaign)
    panel = browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    assert "Mettre à jour la fiche" in panel
    toast = told(apply_one(browser, row))
    assert (address(row), toast["text"]) == (f"0{NEW}", "La fiche du contact est à jour.")
    panel = browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    assert "Annuler la mise à jour" in panel
    assert f'href="/contacts/{row.contact_id}/"' in panel
    assert "dans la fiche" in browser.get(f"/appels/{campaign.id}/").content.decode()
    assert told(browser.post(toast["undo"], headers=HTMX))["text"] == "La fiche est comme avant."
    assert (address(row), Qualification.objects.get().applied) == ("jeanne0@ici.example", {})


def test_a_card_that_was_changed_since_the_call_is_written_only_when_one_insists(
    browser: Client, campaign: CallCampaign
) -> None:
    row = known(campaign)
    Contact.objects.update(updated_at=MADE_AT.replace(year=2030))
    dialog = apply_one(browser, row).content.decode()
    assert "a été modifiée depuis l’appel" in dialog
    assert "Mettre à jour quand même" in dialog
    assert address(row) == "jeanne0@ici.example"
    assert apply_one(browser, row, insist="1").status_code == 204
    assert address(row) == f"0{NEW}"


def test_a_row_that_somebody_changed_meanwhile_is_read_again_first(browser: Client, campaign: CallCampaign) -> None:
    row = known(campaign)
    Qualification.objects.update(version=3)
    for version in ("0", "", "x", "9" * 40):
        toast = told(apply_one(browser, row, version=version))
        assert toast["tone"] == "bad"
    assert address(row) == "jeanne0@ici.example"


def test_a_row_without_anything_new_offers_nothing(browser: Client, campaign: CallCampaign) -> None:
    row = known(campaign, person="invalidated", person_reason="unknown")
    assert "Mettre à jour la fiche" not in browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    assert told(apply_one(browser, row))["tone"] == "bad"


def test_many_cards_are_written_at_once_and_taken_back_at_once(browser: Client, campaign: CallCampaign) -> None:
    rows = [known(campaign, n) for n in range(3)]
    same = known(campaign, 9, person="invalidated", person_reason="unknown")
    ids = [str(row.id) for row in (*rows, same)]
    toast = told(browser.post(f"/appels/{campaign.id}/lignes/fiches/", {"id": ids}, headers=HTMX))
    assert toast["text"] == "3 fiches mises à jour, 1 laissée telle quelle."
    assert [address(row) for row in rows] == [f"{n}{NEW}" for n in range(3)]
    back = told(browser.post(toast["undo"], headers=HTMX))
    assert back["text"] == "3 fiches sont comme avant."
    assert [address(row) for row in rows] == [f"jeanne{n}@ici.example" for n in range(3)]


def test_the_whole_list_as_it_is_narrowed(browser: Client, campaign: CallCampaign) -> None:
    first, second = known(campaign, 1), known(campaign, 2)
    browser.post(f"/appels/{campaign.id}/lignes/fiches/?q=essai2", {"tout": "1"}, headers=HTMX)
    assert (address(first), address(second)) == ("jeanne1@ici.example", f"2{NEW}")


def test_undoing_takes_back_what_this_click_wrote_and_no_more(browser: Client, campaign: CallCampaign) -> None:
    first, second = known(campaign, 1), known(campaign, 2)
    apply_one(browser, first)
    toast = told(browser.post(f"/appels/{campaign.id}/lignes/fiches/", {"id": [str(second.id)]}, headers=HTMX))
    browser.post(toast["undo"], headers=HTMX)
    assert (address(first), address(second)) == (f"1{NEW}", "jeanne2@ici.example")


@pytest.mark.parametrize("moment", ["", "hier", "2026-11-22T10:00:00"])
def test_what_is_no_moment_undoes_nothing(browser: Client, campaign: CallCampaign, moment: str) -> None:
    row = known(campaign)
    apply_one(browser, row)
    answer = browser.post(f"/appels/{campaign.id}/lignes/fiches/annulation/?a={moment}", headers=HTMX)
    assert (answer.status_code, address(row)) == (404, f"0{NEW}")


def test_nobody_writes_a_card_of_another_workspace(client_for: ClientFor, campaign: CallCampaign) -> None:
    row = known(campaign)
    other = make_workspace()
    with scope(other.id):
        stranger = client_for(make_member(other))
    assert apply_one(stranger, row).status_code == 404
    assert stranger.post(f"/appels/{campaign.id}/lignes/fiches/", {"id": [str(row.id)]}).status_code == 404
    assert address(row) == "jeanne0@ici.example"
