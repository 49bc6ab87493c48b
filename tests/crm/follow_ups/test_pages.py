"""[Suivi par +] on the sheet, and the two columns of Relances."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.counting import queries
from tests.factories import MADE_AT, make_company, make_member

from filon.crm.follow_ups.states import Priority
from filon.crm.models import Follower, FollowUp, Note, Opportunity
from filon.crm.notes.operations import NoteFields, write_note
from filon.crm.web.follow_ups import PAGE_SIZE
from filon.directory.models import Company
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.ids import uuid7
from filon.tenants.models import Member, User, Workspace
from filon.timeline.models import Event

ClientFor = Callable[[Member], Client]
HTMX = {"HX-Request": "true"}
TODAY = date(2026, 11, 23)


@pytest.fixture
def lea(workspace: Workspace) -> Member:
    return make_member(workspace, first_name="Léa", last_name="Martin")


@pytest.fixture
def browser(lea: Member, client_for: ClientFor) -> Client:
    return client_for(lea)


@pytest.fixture(autouse=True)
def monday(workspace: Workspace, clock: VirtualClock) -> None:
    """It is Monday 23 November 2026 in the workspace, whatever day it is."""
    Workspace.objects.filter(id=workspace.id).update(clock_offset=clock.now() - SystemClock().now())


@pytest.fixture
def company(workspace: Workspace) -> Company:
    return make_company(name="Fonderie Élan")


def make(*followers: User, on: date = TODAY, **fields: Any) -> FollowUp:
    company = fields.pop("company", None) or make_company(name=fields.pop("name", "Fonderie Élan"))
    moments = {"set_at": MADE_AT, "changed_at": MADE_AT}
    row = FollowUp.objects.create(company=company, due_on=on, **{**moments, **fields})
    Follower.objects.bulk_create(Follower(follow_up=row, user=user) for user in followers)
    return row


def names(browser: Client, query: str = "") -> tuple[list[str], list[str]]:
    """The companies of the two columns, in their order."""
    page = browser.get(f"/relances/{query}")
    return (
        [each.row.company.name for each in page.context["due"].rows],
        [each.row.company.name for each in page.context["coming"].rows],
    )


def toast(answer: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer.headers["HX-Trigger"])["filon:done"]["toast"]
    return told


def plan(*users: Member, on: date = TODAY, priority: int = 2, **more: str) -> dict[str, Any]:
    return {"followers": [user.user_id for user in users], "on": on.isoformat(), "priority": priority, **more}


def test_co_161_co_162_the_dialog_offers_today_normal_and_who_asks(
    browser: Client, company: Company, lea: Member, workspace: Workspace
) -> None:
    paul = make_member(workspace, first_name="Paul", last_name="Roux")
    sheet = browser.get(f"/societes/{company.id}/").content.decode()
    assert f'hx-get="/societes/{company.id}/suivi/"' in sheet
    assert "Suivi par" in sheet
    dialog = browser.get(f"/societes/{company.id}/suivi/").content.decode()
    checked = re.findall(r'<input type="(?:checkbox|radio)" name="(\w+)" value="(\d+)"[^>]* checked', dialog)
    assert sorted(checked) == [("followers", str(lea.user_id)), ("priority", "2")]
    assert 'name="on" value="2026-11-23"' in dialog
    assert paul.user.name in dialog


def test_co_165_the_dialog_says_what_each_priority_is_for(browser: Client, company: Company) -> None:
    dialog = browser.get(f"/societes/{company.id}/suivi/").content.decode()
    said = ["Haute : rendez-vous ou échéance", "Normale : suivi en cours", "Faible : veille, à un an ou deux"]
    assert [text for text in said if text in dialog] == said
    assert 'data-fills="on" value="2027-11-23"' in dialog


def test_a_co_14_co_172_setting_it_with_the_defaults_makes_the_creator_follow_today_at_normal(
    browser: Client, company: Company, lea: Member
) -> None:
    assert browser.post(f"/societes/{company.id}/suivi/", plan(lea), headers=HTMX).status_code == 200
    row = FollowUp.objects.get()
    assert (row.due_on, row.priority, row.set_by_id) == (TODAY, Priority.NORMAL, lea.user_id)
    assert row.followers.get().user_id == lea.user_id


def test_co_91_a_note_is_recommended_with_every_follow_up_and_kept_with_it(
    browser: Client, company: Company, lea: Member
) -> None:
    answer = browser.post(f"/societes/{company.id}/suivi/", plan(lea), headers=HTMX)
    row = FollowUp.objects.get()
    asked = answer.content.decode()
    assert "Une note est recommandée" in asked
    assert f'action="/relances/{row.id}/note/"' in asked
    assert re.search(r"<textarea[^>]* autofocus", asked)
    sheet = browser.get(f"/societes/{company.id}/suivi/carte/").content.decode()
    assert "Sans note" in sheet
    browser.post(f"/relances/{row.id}/note/", {"text": "Budget voté"}, headers=HTMX)
    row.refresh_from_db()
    assert row.note == Note.objects.get()
    sheet = browser.get(f"/societes/{company.id}/suivi/carte/").content.decode()
    assert ("Budget voté" in sheet, "Sans note" in sheet) == (True, False)


def test_co_91_an_empty_note_is_asked_for_again_and_none_is_written(browser: Client, lea: Member) -> None:
    row = make(lea.user)
    answer = browser.post(f"/relances/{row.id}/note/", {"text": " "}, headers=HTMX)
    assert (answer.status_code, Note.objects.count()) == (422, 0)
    assert "Une note est recommandée" in answer.content.decode()


def test_who_was_slower_is_told_what_is_planned_and_may_replace_it(
    browser: Client, company: Company, lea: Member, workspace: Workspace
) -> None:
    paul = make_member(workspace)
    row = make(paul.user, company=company, on=date(2026, 12, 1), priority=1)
    address = f"/societes/{company.id}/suivi/"
    answer = browser.post(address, plan(lea, seen=""), headers=HTMX)
    row.refresh_from_db()
    assert (answer.status_code, row.due_on) == (422, date(2026, 12, 1))
    text = answer.content.decode()
    assert "quelqu’un a été plus rapide" in text
    assert "le 01/12/2026, priorité haute" in text
    seen = re.search(r'name="seen" value="([^"]+)"', text)
    assert seen is not None
    assert browser.post(address, plan(lea, seen=seen[1]), headers=HTMX).status_code == 200
    row.refresh_from_db()
    assert (row.due_on, [each.user_id for each in row.followers.all()]) == (TODAY, [lea.user_id])


@pytest.mark.parametrize("field", ["followers", "on", "priority"])
def test_what_is_missing_is_asked_for(browser: Client, company: Company, lea: Member, field: str) -> None:
    posted = {name: value for name, value in plan(lea).items() if name != field}
    answer = browser.post(f"/societes/{company.id}/suivi/", posted, headers=HTMX)
    assert (answer.status_code, FollowUp.objects.count()) == (422, 0)
    assert "errorlist" in answer.content.decode()


def test_co_163_the_last_one_who_follows_stays(browser: Client, lea: Member, workspace: Workspace) -> None:
    paul = make_member(workspace)
    row = make(lea.user, paul.user)
    browser.post(f"/relances/{row.id}/sans/{paul.user_id}/", headers=HTMX)
    assert [each.user_id for each in row.followers.all()] == [lea.user_id]
    answer = browser.post(f"/relances/{row.id}/sans/{lea.user_id}/", headers=HTMX)
    assert "une personne au moins" in toast(answer)["text"]
    assert row.followers.count() == 1


def test_co_163_a_co_5_each_who_follows_finds_it_in_their_own_list(
    browser: Client, lea: Member, workspace: Workspace, client_for: ClientFor
) -> None:
    paul, zoe = make_member(workspace), make_member(workspace)
    make(lea.user, paul.user, name="À deux")
    make(paul.user, name="À Paul")
    assert names(browser)[0] == ["À deux"]
    assert sorted(names(client_for(paul))[0]) == ["À Paul", "À deux"]
    assert names(client_for(zoe)) == ([], [])


def test_co_167_the_list_is_of_who_looks_unless_somebody_else_is_asked_for(
    browser: Client, lea: Member, workspace: Workspace
) -> None:
    paul = make_member(workspace)
    make(lea.user, name="Léa")
    make(paul.user, name="Paul")
    found = [names(browser, query)[0] for query in ("", f"?user={paul.user_id}", "?user=tous", "?user=nobody")]
    assert found == [["Léa"], ["Paul"], ["Léa", "Paul"], []]


def test_co_168_the_day_decides_the_column(browser: Client, lea: Member) -> None:
    for days in (-4, 0, 1, 365):
        make(lea.user, on=TODAY + timedelta(days=days), name=f"{days} jours")
    assert names(browser) == (["-4 jours", "0 jours"], ["1 jours", "365 jours"])


def test_co_168_the_second_column_tells_the_volume_of_the_coming_days(browser: Client, lea: Member) -> None:
    for days in (0, 1, 1, 3, 14, 15):
        make(lea.user, on=TODAY + timedelta(days=days))
    chart = browser.get("/relances/").context["chart"]
    assert (chart["x"][0], chart["x"][-1]) == ("2026-11-24", "2026-12-07")
    assert chart["series"][0]["values"] == [2, 0, 1, *[0] * 10, 1]


def test_co_166_high_comes_before_normal_before_low_then_the_oldest_day(browser: Client, lea: Member) -> None:
    for priority in (3, 1, 2):
        for days in (1, 5):
            make(lea.user, on=TODAY - timedelta(days=days), priority=priority, name=f"{priority}-{days}")
    assert names(browser)[0] == ["1-5", "1-1", "2-5", "2-1", "3-5", "3-1"]


def test_co_169_a_co_19_the_alarm_changes_its_colour_and_its_words(browser: Client, lea: Member) -> None:
    for days in (4, 2, 0, -3):
        make(lea.user, on=TODAY - timedelta(days=days))
    page = browser.get("/relances/").content.decode()
    shown = re.findall(r'<span class="pill (\w+)"><svg[^>]*><use href="[^"]*#alarm-clock"/></svg>([^<]+)</span>', page)
    assert shown == [
        ("bad", "en retard de 4 jours"),
        ("warn", "en retard de 2 jours"),
        ("info", "aujourd’hui"),
        ("off", "dans 3 jours"),
    ]


def test_co_90_the_last_note_is_at_the_end_of_the_line(browser: Client, lea: Member, clock: VirtualClock) -> None:
    row = make(lea.user)
    for minutes, text in ((2, "Ancienne"), (1, "Budget voté")):
        moment = clock.now() - timedelta(minutes=minutes)
        write_note(row.company_id, NoteFields(text=text), now=moment, by=lea.user_id)
    line = browser.get("/relances/").content.decode()
    line = line[line.index(f'id="revisit-{row.id}"') :]
    assert line[: line.index("</li>")].rstrip().endswith("Budget voté</p>")
    assert "Ancienne" not in line


def test_co_170_the_date_and_the_priority_change_in_the_list_and_are_taken_back(browser: Client, lea: Member) -> None:
    row = make(lea.user)
    page = browser.get("/relances/").content.decode()
    assert f'href="/societes/{row.company_id}/"' in page
    moved = browser.post(f"/relances/{row.id}/date/", {"on": "2026-12-01"}, headers=HTMX)
    raised = browser.post(f"/relances/{row.id}/priorite/", {"priority": "1"}, headers=HTMX)
    row.refresh_from_db()
    assert (row.due_on, row.priority) == (date(2026, 12, 1), Priority.HIGH)
    taken_back = [toast(browser.post(toast(answer)["undo"], headers=HTMX)) for answer in (moved, raised)]
    assert [told["undo"] for told in taken_back] == ["", ""]
    row.refresh_from_db()
    assert (row.due_on, row.priority) == (TODAY, Priority.NORMAL)


@pytest.mark.parametrize("typed", ["", "2026-13-01", "0002-01-01", "9999-12-31"])
def test_a_day_that_is_none_changes_nothing(browser: Client, lea: Member, typed: str) -> None:
    row = make(lea.user)
    answer = browser.post(f"/relances/{row.id}/date/", {"on": typed}, headers=HTMX)
    row.refresh_from_db()
    assert (toast(answer)["tone"], row.due_on) == ("bad", TODAY)


@pytest.mark.parametrize("act", ["traitee", "supprimer"])
def test_co_170_co_171_what_is_handled_or_deleted_leaves_the_list_until_it_is_taken_back(
    browser: Client, lea: Member, act: str
) -> None:
    row = make(lea.user, name="Fonderie")
    answer = browser.post(f"/relances/{row.id}/{act}/", headers=HTMX)
    assert names(browser) == ([], [])
    assert "Personne ne suit" in browser.get(f"/societes/{row.company_id}/suivi/carte/").content.decode()
    again = browser.post(f"/relances/{row.id}/{act}/", headers=HTMX)
    assert toast(again)["text"] == "Quelqu’un s’en est déjà occupé."
    browser.post(toast(answer)["undo"], headers=HTMX)
    assert names(browser) == (["Fonderie"], [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?priority=1", ["Haute"]),
        ("?from=2026-11-21&to=2026-11-22", ["Haute"]),
        ("?from=hier", ["Haute", "Fonderie", "Corse"]),
        ("?opportunity=yes", ["Fonderie"]),
        ("?opportunity=no", ["Haute", "Corse"]),
        ("?department=59", ["Haute"]),
        ("?department=2a", ["Corse"]),
        ("?q=fond", ["Fonderie"]),
        ("?q=fond&priority=1", []),
    ],
)
def test_a_co_13_the_list_is_narrowed(browser: Client, lea: Member, query: str, found: list[str]) -> None:
    make(lea.user, on=date(2026, 11, 22), priority=1, company=make_company(name="Haute", postcode="59000"))
    engaged = make(lea.user, name="Fonderie")
    make(lea.user, company=make_company(name="Corse", postcode="20000"))
    Opportunity.objects.create(company=engaged.company, origin_id=uuid7(), created_at=MADE_AT)
    assert names(browser, query)[0] == found


def test_long_columns_come_page_by_page_and_one_keeps_the_place_of_the_other(browser: Client, lea: Member) -> None:
    for days in (0, 2):
        for n in range(PAGE_SIZE + 2):
            make(lea.user, on=TODAY + timedelta(days=days), name=f"{days} {n:02}")
    first = browser.get("/relances/").context
    assert (len(first["due"].rows), first["due"].total.n, first["due"].prev) == (PAGE_SIZE, PAGE_SIZE + 2, "")
    second = browser.get(f"/relances/{first['due'].next}").context
    assert (len(second["due"].rows), len(second["coming"].rows)) == (2, PAGE_SIZE)
    both = browser.get(f"/relances/{second['coming'].next}").context
    assert (len(both["due"].rows), len(both["coming"].rows)) == (2, 2)
    back = browser.get(f"/relances/{both['due'].prev}").context
    assert (len(back["due"].rows), len(back["coming"].rows)) == (PAGE_SIZE, 2)


def test_the_page_costs_the_same_queries_for_one_follow_up_and_for_many(browser: Client, lea: Member) -> None:
    make(lea.user)
    make(lea.user, on=TODAY + timedelta(days=1))
    one = queries(browser, "/relances/")
    for n in range(6):
        make(lea.user, on=TODAY + timedelta(days=n % 3))
    assert queries(browser, "/relances/") == one


def test_an_empty_list_says_what_comes_to_stand_there(browser: Client) -> None:
    page = browser.get("/relances/").content.decode()
    assert "Aucune relance à traiter" in page
    assert "Aucune relance à venir" in page
    assert "Rien ne correspond" in browser.get("/relances/?q=rien").content.decode()


def test_the_menu_counts_what_is_due_of_who_looks(browser: Client, lea: Member, workspace: Workspace) -> None:
    make(lea.user)
    make(lea.user, on=TODAY + timedelta(days=1))
    make(make_member(workspace).user)
    assert browser.get("/reperes/").json()["crm:follow_ups"] == 1


def test_the_timeline_tells_it_with_the_names_of_who_follows(browser: Client, company: Company, lea: Member) -> None:
    browser.post(f"/societes/{company.id}/suivi/", plan(lea, on=date(2026, 12, 1)), headers=HTMX)
    row = FollowUp.objects.get()
    browser.post(f"/relances/{row.id}/date/", {"on": "2026-11-30"}, headers=HTMX)
    browser.post(f"/relances/{row.id}/traitee/", headers=HTMX)
    page = browser.get(f"/societes/{company.id}/suite/").content.decode()
    told = [
        "Relance traitée",
        "Relance déplacée du 1 décembre 2026 au 30 novembre 2026",
        "Relance prévue le 1 décembre 2026, priorité normale",
        "suivie par Léa Martin",
    ]
    assert [text for text in told if text in page] == told
    assert Event.objects.filter(company_id=company.id).count() == 3
