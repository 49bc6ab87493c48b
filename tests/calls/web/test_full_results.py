"""The list of a campaign that talks: statuses, changes, whom to call first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.calls.web.saying import (
    INVALIDATED,
    MODIFIED,
    VALIDATED,
    make_person,
    make_spoken,
)
from tests.factories import make_company, make_extract

from filon.calls.models import CallCampaign, Prospect
from filon.calls.states import ProspectState, Status
from filon.tenants.models import Member

ClientFor = Callable[[Member], Client]


def shown(browser: Client, campaign: CallCampaign, query: str = "") -> list[UUID]:
    """The rows of the list, in its order."""
    return [row.id for row in browser.get(f"/appels/{campaign.id}/{query}").context["page"].rows]


def ids(*rows: Prospect) -> list[UUID]:
    return [row.id for row in rows]


def page_of(browser: Client, campaign: CallCampaign, query: str = "") -> str:
    return browser.get(f"/appels/{campaign.id}/{query}").content.decode()


def test_st_50_st_59_to_st_82_every_status_is_shown_in_the_shape_of_its_level(
    browser: Client, campaign: CallCampaign
) -> None:
    for status in Status:
        make_spoken(campaign, status=status)
    pills = re.findall(r'<span class="pill (\w+)" title="([^"]+)">([^<]+)</span>', page_of(browser, campaign))
    tones = {"ok": "À appeler en priorité", "warn": "À appeler car joignable"}
    tones["bad"] = "À ne pas appeler ou en fin de campagne"
    assert sorted(label for _tone, _level, label in pills) == sorted(str(status.label) for status in Status)
    assert all(tones[tone] == level for tone, level, _label in pills)
    assert [sum(tone == each for tone, *_ in pills) for each in ("ok", "warn", "bad")] == [5, 7, 6]


def test_st_19_a_change_shows_before_after_and_doubt(browser: Client, campaign: CallCampaign) -> None:
    make_spoken(
        campaign, "Claire Martin", status=Status.PERSON_EMAIL_MODIFIED, person=MODIFIED, new_first_name="Paul",
        new_last_name="Roux", new_job_title="acheteur", email=MODIFIED, new_email="p.roux@acme.example",
        doubt=["email"], row={"email": "c.martin@acme.example", "job_title": "directrice"},
    )  # fmt: skip
    page = page_of(browser, campaign)
    assert "<s>Claire Martin, directrice</s>" in page
    assert "<b>Paul Roux, acheteur</b>" in page
    assert "<s>c.martin@acme.example</s>" in page
    assert "<b>p.roux@acme.example</b>" in page
    assert page.count("à confirmer") == 1


def test_another_function_keeps_the_name_and_another_name_drops_the_function(
    browser: Client, campaign: CallCampaign
) -> None:
    make_spoken(campaign, "Claire Martin", person=MODIFIED, new_job_title="gérante", row={"job_title": "comptable"})
    make_spoken(campaign, "Luc Petit", person=MODIFIED, new_last_name="Roux", row={"job_title": "comptable"})
    page = page_of(browser, campaign)
    assert "<b>Claire Martin, gérante</b>" in page
    assert "<b>Roux</b>" in page


def test_a_st_11_a_new_number_is_a_change_that_leaves_the_status_alone(browser: Client, campaign: CallCampaign) -> None:
    make_spoken(campaign, person=VALIDATED, phone=MODIFIED, new_phone="+33199001234", row={"phone": "+33199000000"})
    page = page_of(browser, campaign)
    assert "<b>01 99 00 12 34</b>" in page
    assert "Prospect validé" in page


def test_st_61_what_is_contested_is_struck_out_with_its_reason(browser: Client, campaign: CallCampaign) -> None:
    said = {"person": VALIDATED, "email": INVALIDATED, "email_reason": "wrong", "row": {"email": "c@acme.example"}}
    make_spoken(campaign, status=Status.PERSON_VALIDATED_EMAIL_INVALIDATED, **said)
    assert "<s>c@acme.example</s><small>Faux, sans autre proposition</small>" in page_of(browser, campaign)


def test_st_62_st_70_no_address_in_the_file_and_none_given_is_a_refusal(
    browser: Client, campaign: CallCampaign
) -> None:
    said = {"person": VALIDATED, "email": INVALIDATED, "row": {"email": ""}}
    make_spoken(campaign, status=Status.PERSON_VALIDATED_EMAIL_INVALIDATED, **said)
    page = page_of(browser, campaign)
    assert "<small>Le standard n’a pas voulu donner d’adresse</small>" in page


def test_st_56_who_is_called_first_goes_by_status_then_by_reachability(browser: Client, campaign: CallCampaign) -> None:
    second, new = make_person(campaign, position=902), make_person(campaign, position=901)
    never = make_spoken(campaign, status=Status.BARRIER_NOT_ALLOWED)
    later = make_spoken(campaign, status=Status.PERSON_MODIFIED, row={"hold_s": 2.0})
    slow = make_spoken(campaign, status=Status.PERSON_VALIDATED, row={"hold_s": 90.0})
    quick = make_spoken(campaign, status=Status.PERSON_EMAIL_VALIDATED, row={"hold_s": 3.0})
    assert shown(browser, campaign) == ids(quick, slow, later, never, new, second)
    assert "Qui appeler d’abord." in page_of(browser, campaign)
    assert "Qui appeler d’abord." not in page_of(browser, campaign, "?sort=name")


def test_st_92_sorting_by_the_indicator_is_total(browser: Client, campaign: CallCampaign) -> None:
    last = make_spoken(campaign, row={"position": 900})
    first = make_spoken(campaign, status=Status.PERSON_MODIFIED, row={"position": 800})
    quick = make_spoken(campaign, status=Status.BARRIER_HUMAN, row={"hold_s": 3.0})
    assert shown(browser, campaign, "?sort=-score") == ids(quick, first, last)
    assert shown(browser, campaign, "?sort=score") == ids(last, first, quick)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("any", ["person", "email", "phone", "applied"]),
        ("person", ["person", "applied"]),
        ("email", ["email"]),
        ("phone", ["phone"]),
        ("doubt", ["email"]),
        ("todo", ["person", "email", "phone"]),
        ("done", ["applied"]),
    ],
)
def test_rows_are_narrowed_by_what_changed(
    browser: Client, campaign: CallCampaign, wanted: str, found: Sequence[str]
) -> None:
    made: dict[str, Prospect] = {
        "person": make_spoken(campaign, person=MODIFIED),
        "email": make_spoken(campaign, email=MODIFIED, doubt=["email"]),
        "phone": make_spoken(campaign, phone=MODIFIED),
        "applied": make_spoken(campaign, person=MODIFIED, applied_at=campaign.created_at),
        "same": make_spoken(campaign),
        "new": make_person(campaign),
    }
    assert set(shown(browser, campaign, f"?changed={wanted}")) == {made[name].id for name in found}


def test_rows_are_narrowed_by_status_and_level(browser: Client, campaign: CallCampaign) -> None:
    valid, left = make_spoken(campaign), make_spoken(campaign, status=Status.PERSON_INVALIDATED)
    new = make_person(campaign)
    assert shown(browser, campaign, "?status=person_invalidated") == ids(left)
    assert shown(browser, campaign, "?level=1") == ids(valid)
    assert shown(browser, campaign, "?level=0") == ids(new)


def test_st_100_a_st_5_the_older_status_is_shown_and_its_filter_hidden_until_there_is_one(
    browser: Client, campaign: CallCampaign
) -> None:
    make_spoken(campaign)
    option = '<option value="email_validated">Mail validé</option>'
    assert option not in page_of(browser, campaign)
    old = make_spoken(campaign, status=Status.EMAIL_VALIDATED)
    assert option in page_of(browser, campaign)
    assert shown(browser, campaign, "?status=email_validated") == ids(old)


def test_rows_are_found_by_person_address_company_and_number(browser: Client, campaign: CallCampaign) -> None:
    wanted = make_spoken(
        campaign, "Hélène Saint-Clair", email=MODIFIED, new_email="h.stc@autre.example",
        row={"email": "helene@acme.example", "phone": "+33199777777", "company": make_company(name="Forges du Val")},
    )  # fmt: skip
    make_spoken(campaign, "Hélène Roux")
    for words in ("saint-clair", "helene saint clair", "HELENE@acme", "h.stc@", "01 99 77 77 77", "forges"):
        assert shown(browser, campaign, f"?q={words}") == ids(wanted), words


def test_st_53_a_row_with_an_extract_offers_to_hear_it(browser: Client, campaign: CallCampaign) -> None:
    changed, same = make_spoken(campaign, person=MODIFIED), make_spoken(campaign)
    erased = make_spoken(campaign, person=MODIFIED)
    make_extract(changed, "person")
    make_extract(erased, "person", audio="")
    page = page_of(browser, campaign)
    heard = [row for row in (changed, same, erased) if f"/appels/lignes/{row.id}/extraits/" in page]
    assert heard == [changed]


def test_a_row_that_waits_shows_no_status_of_an_earlier_call(browser: Client, campaign: CallCampaign) -> None:
    make_person(campaign, attempts_made=1)
    make_person(campaign, state=ProspectState.CALLING)
    page = page_of(browser, campaign)
    assert '<span class="pill again">À rappeler</span>' in page
    assert '<span class="pill info">Appel en cours</span>' in page


def test_the_results_ask_a_fixed_number_of_queries(
    browser: Client, campaign: CallCampaign, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(12):
        make_extract(make_spoken(campaign, person=MODIFIED, row={"company": make_company()}), "person")
    with django_assert_max_num_queries(25):
        browser.get(f"/appels/{campaign.id}/")


def test_st_92_pages_follow_one_another_without_a_gap(browser: Client, campaign: CallCampaign) -> None:
    rows = [make_person(campaign, position=n) for n in range(52)]
    best = make_spoken(campaign)
    page = browser.get(f"/appels/{campaign.id}/").context["page"]
    first = [row.id for row in page.rows]
    second = shown(browser, campaign, f"?after={page.next}")
    assert first + second == ids(best, *rows)
