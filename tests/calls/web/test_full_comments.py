"""The comment of a call: read, rewritten, given back to Filon."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.calls.web.saying import make_person, make_spoken
from tests.factories import make_member, make_workspace

from filon.calls.full.models import Qualification
from filon.calls.models import CallCampaign, Prospect
from filon.calls.states import ProspectState, Status
from filon.kernel.tenancy import scope
from filon.tenants.models import Member

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
FILONS = "Le standard confirme que Claire Martin est en poste."


@pytest.fixture
def row(campaign: CallCampaign) -> Prospect:
    return make_spoken(campaign, "Claire Martin")


def dialog(browser: Client, row: Prospect) -> str:
    return browser.get(f"/appels/lignes/{row.id}/commentaire/", headers=HTMX).content.decode()


def write(browser: Client, row: Prospect, text: str, *, version: int = 0, **more: str) -> int:
    url = f"/appels/lignes/{row.id}/commentaire/"
    return browser.post(url, {"comment": text, "version": str(version), **more}, headers=HTMX).status_code


def kept() -> tuple[str, int]:
    said = Qualification.objects.get()
    return said.comment, said.version


def test_st_55_st_98_the_list_offers_the_comment_of_every_row_with_its_last_word(
    browser: Client, campaign: CallCampaign
) -> None:
    rows = [make_spoken(campaign, status=status) for status in Status]
    waits = make_person(campaign)
    page = browser.get(f"/appels/{campaign.id}/").content.decode()
    offered = [row for row in (*rows, waits) if f"/appels/lignes/{row.id}/commentaire/" in page]
    assert offered == rows


def test_st_56_the_comment_opens_the_next_call(browser: Client, row: Prospect) -> None:
    assert FILONS in dialog(browser, row)
    assert "Demandez directement Claire Martin." in dialog(browser, row)


def test_it_is_rewritten_and_shown_wherever_the_row_is(browser: Client, row: Prospect) -> None:
    assert write(browser, row, "Rappeler après le salon.") == 204
    assert kept() == ("Rappeler après le salon.", 1)
    panel = browser.get(f"/appels/lignes/{row.id}/", headers=HTMX).content.decode()
    for page in (dialog(browser, row), panel, browser.get(f"/appels/{row.campaign_id}/").content.decode()):
        assert "Rappeler après le salon." in page


def test_filons_comment_comes_back(browser: Client, row: Prospect) -> None:
    write(browser, row, "À moi.")
    assert "Reprendre celui de Filon" in dialog(browser, row)
    assert write(browser, row, "À moi.", version=1, do="usual") == 204
    assert kept() == ("", 2)
    assert FILONS in dialog(browser, row)


def test_the_slower_of_two_sees_what_the_other_wrote_and_decides(browser: Client, row: Prospect) -> None:
    write(browser, row, "La première.")
    url = f"/appels/lignes/{row.id}/commentaire/"
    answer = browser.post(url, {"comment": "La seconde.", "version": "0"}, headers=HTMX)
    page = answer.content.decode()
    assert (answer.status_code, kept()) == (422, ("La première.", 1))
    assert "La première." in page
    assert "La seconde." in page
    assert answer.context["form"]["version"].value() == "1"
    assert write(browser, row, "La seconde.", version=1) == 204
    assert kept() == ("La seconde.", 2)


def test_a_comment_without_end_is_refused_beside_its_field(browser: Client, row: Prospect) -> None:
    assert write(browser, row, "a" * 2_001) == 422
    assert kept() == ("", 0)


def test_where_nobody_was_spoken_to_it_is_read_and_not_written(browser: Client, campaign: CallCampaign) -> None:
    result = {"state": ProspectState.DONE, "status": Status.IVR, "nature": "ivr", "level": 3}
    row = make_person(campaign, **result)
    page = dialog(browser, row)
    assert "Un serveur vocal a répondu." in page
    assert "<textarea" not in page
    assert write(browser, row, "Noté.") == 422
    assert not Qualification.objects.exists()


def test_nobody_reads_or_writes_it_from_another_workspace(client_for: ClientFor, row: Prospect) -> None:
    other = make_workspace()
    with scope(other.id):
        stranger = client_for(make_member(other))
    assert stranger.get(f"/appels/lignes/{row.id}/commentaire/").status_code == 404
    assert write(stranger, row, "Vu.") == 404
    assert kept() == ("", 0)
