"""The flag: its figure, its history, its toast, and what deals with a notice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from tests.counting import counted
from tests.factories import make_company, make_contact, make_mailbox, make_member, make_workspace
from tests.market.rows import make_routine
from tests.notices.telling import BROKEN, CLICK, REPLY, tell, wants

from filon.directory.models import Company
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.market.models import SuspectNotice
from filon.market.operations import archive_routine
from filon.notices.models import Notice, Presence
from filon.notices.operations import set_delay
from filon.tenants.models import Member, Workspace

ClientFor = Callable[[Member], Client]


@pytest.fixture
def now() -> datetime:
    return SystemClock().now()


@pytest.fixture
def company(workspace: Workspace) -> Company:
    return make_company(name="Fonderie Aubry")


def figure(browser: Client) -> int:
    return browser.get(reverse("ui:badges")).json()["notices:list"]


def said(response) -> str:
    return json.loads(response["HX-Trigger"])["filon:done"]["toast"]["text"]


def test_co_97_and_co_184_what_happens_to_mails_is_counted_at_the_bottom_left(browser, member, company, now) -> None:
    tell(member, company_id=company.id, at=now)
    tell(member, kind=CLICK, at=now)
    page = browser.get("/notifications/").content.decode()
    side = page[page.index('class="side-foot"') : page.index("</aside>")]
    assert 'href="/notifications/"' in side
    assert 'data-badge="notices:list"' in side
    assert figure(browser) == 2
    assert "Fonderie Aubry" in page


def test_co_185_a_click_opens_the_companys_record(browser, member, company, now) -> None:
    tell(member, company_id=company.id, at=now)
    notice = Notice.objects.get()
    assert f'href="/notifications/{notice.id}/"' in browser.get("/notifications/").content.decode()
    answer = browser.get(f"/notifications/{notice.id}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/societes/{company.id}/")
    assert figure(browser) == 0


def test_co_186_a_visit_of_the_record_deals_with_all_that_was_told_of_it(browser, member, company, now) -> None:
    other = make_company()
    for each in (company, company, other):
        tell(member, company_id=each.id, at=now)
    browser.get(f"/societes/{company.id}/")
    assert figure(browser) == 3  # a page that is only fetched is no visit
    browser.post(f"/societes/{company.id}/visite/")
    assert figure(browser) == 1
    assert Notice.objects.get(handled_at=None).company_id == other.id


def test_co_186_a_notice_is_active_until_the_users_delay(browser, member, now) -> None:
    tell(member, at=now - timedelta(hours=47))
    tell(member, at=now - timedelta(hours=49))
    assert figure(browser) == 1
    set_delay(50, user_id=member.user_id)
    assert figure(browser) == 2
    set_delay(1, user_id=member.user_id)
    assert figure(browser) == 0
    assert "Réponse reçue" in browser.get("/notifications/?state=handled").content.decode()
    assert "Aucune notification ne correspond" in browser.get("/notifications/?state=active").content.decode()


def test_co_186_opening_a_flow_deals_with_what_was_told_of_it(browser, member, now) -> None:
    routine = make_routine(users=[member.user_id])
    told = {"kind": "market.score_reached", "origin_id": routine.id, "data": {"count": 3, "threshold": 90}}
    tell(member, at=now, **told)
    notice = Notice.objects.get()
    assert browser.get(f"/notifications/{notice.id}/")["Location"] == f"/suspects/{routine.id}/"
    tell(member, at=now, **told)
    browser.get(f"/suspects/{routine.id}/")
    assert figure(browser) == 0


def test_suspects_seen_on_ones_day_are_dealt_with_under_the_flag(browser, member, now) -> None:
    routine = make_routine(users=[member.user_id])
    told = {"routine": routine, "threshold": 90, "count": 3, "siren": 732829320, "at": now}
    line = SuspectNotice.objects.create(user_id=member.user_id, **told)
    tell(member, kind="market.score_reached", origin_id=routine.id, at=now)
    browser.post(reverse("market:notice_read", args=[line.id]))
    assert figure(browser) == 0


def test_co_184_a_toast_says_what_is_new_and_each_thing_once(browser, member, company, now) -> None:
    tell(member, company_id=company.id, at=now)
    first = browser.get("/notifications/nouvelles/", headers={"HX-Request": "true"})
    assert said(first) == "Réponse reçue · Fonderie Aubry"
    after = first.content.decode().partition("apres=")[2].partition('"')[0]
    assert browser.get(f"/notifications/nouvelles/?apres={after}").status_code == 204
    tell(member, at=now)
    tell(member, kind=CLICK, at=now)
    assert said(browser.get(f"/notifications/nouvelles/?apres={after}")) == "2 notifications"


@pytest.mark.parametrize("after", ["", "x", "0198a7c2"])
def test_a_toast_is_of_what_happened_just_now(browser, member, now, after) -> None:
    tell(member, at=now - timedelta(minutes=2))
    assert browser.get("/notifications/nouvelles/", {"apres": after}).status_code == 204


def test_what_is_dealt_with_can_be_taken_back(browser, member, now) -> None:
    tell(member, at=now), tell(member, at=now)
    answer = browser.post("/notifications/tout-traiter/", headers={"HX-Request": "true"})
    assert (said(answer), figure(browser)) == ("2 notifications traitées.", 0)
    undo = json.loads(answer["HX-Trigger"])["filon:done"]["toast"]["undo"]
    browser.post(undo, headers={"HX-Request": "true"})
    assert figure(browser) == 2
    browser.post(f"/notifications/{Notice.objects.first().id}/traiter/")
    assert figure(browser) == 1


@pytest.mark.parametrize("moment", ["", "hier", "2026-99-99T00:00:00Z", "2026-11-20T10:00:00"])
def test_an_undo_of_nothing_changes_nothing(browser, member, now, moment) -> None:
    tell(member, at=now)
    browser.post("/notifications/tout-traiter/")
    assert browser.post(f"/notifications/reprendre/?le={moment}").status_code == 302
    assert figure(browser) == 0


def test_nobody_sees_or_deals_with_anothers_a_manager_neither(workspace, client_for, member, now) -> None:
    other = client_for(make_member(workspace, role="manager"))
    tell(member, at=now)
    notice = Notice.objects.get()
    assert figure(other) == 0
    assert other.get(f"/notifications/{notice.id}/").status_code == 404
    assert other.post(f"/notifications/{notice.id}/traiter/").status_code == 404
    other.post("/notifications/tout-traiter/")
    assert Notice.objects.get().handled_at is None


def test_a_flow_that_one_may_not_see_any_more_is_not_told_of(browser, member, now) -> None:
    routine = make_routine(users=[member.user_id])
    hidden = make_routine(title="Les autres")
    told = {"kind": "market.score_reached", "at": now, "data": {"count": 1, "threshold": 90}}
    for each in (routine, hidden):
        tell(member, origin_id=each.id, **told)
    assert figure(browser) == 1
    assert "Les autres" not in browser.get("/notifications/").content.decode()
    archive_routine(routine.id, now=now)
    assert figure(browser) == 0


def test_a_record_that_is_gone_says_so(browser, member, company, now) -> None:
    tell(member, company_id=company.id, at=now)
    company.delete()
    assert "fiche supprimée" in browser.get("/notifications/").content.decode()
    notice = Notice.objects.get()
    assert urlsplit(browser.get(f"/notifications/{notice.id}/")["Location"]).path == "/notifications/"


def test_a_broken_mailbox_leads_to_the_mailboxes(browser, member, now) -> None:
    tell(member, kind=BROKEN, at=now, data={"code": "auth", "mailbox": str(make_mailbox().id)})
    notice = Notice.objects.get()
    assert browser.get(f"/notifications/{notice.id}/")["Location"] == "/reglages/boites/"


def test_the_history_costs_the_same_for_many_as_for_few(browser, member, now) -> None:
    assert "Aucune notification" in browser.get("/notifications/").content.decode()
    taken = []
    for n in (1, 30):
        for _ in range(n):
            contact = make_contact()
            tell(member, contact_id=contact.id, company_id=contact.company_id, at=now)
        taken.append(counted(browser, "/notifications/"))
    assert taken[0] == taken[1] <= 16


def test_the_history_is_narrowed_and_paged(browser, member, now) -> None:
    for n in range(60):
        tell(member, kind=CLICK if n % 2 else REPLY, at=now - timedelta(minutes=n))
    page = browser.get("/notifications/?kind=mail.clicked").content.decode()
    assert page.count('id="notice-0') == 30
    assert "30" in browser.get("/notifications/nombre/?kind=mail.clicked").content.decode()
    assert browser.get("/notifications/").context["page"].next


def test_a_page_that_a_person_opens_notes_them_and_a_live_part_does_not(browser, member) -> None:
    browser.get("/notifications/", headers={"HX-Request": "true", "Accept": "text/html"})
    browser.get(reverse("ui:badges"), headers={"Accept": "application/json"})
    assert not Presence.objects.exists()
    browser.get("/notifications/", headers={"Accept": "text/html,application/xhtml+xml"})
    assert Presence.objects.get().user_id == member.user_id


def test_another_workspace_knows_nothing_of_it(workspace, member, client_for, now) -> None:
    tell(member, at=now)
    notice = Notice.objects.get()
    elsewhere = make_workspace()
    stranger = client_for(make_member(elsewhere))
    assert stranger.get(f"/notifications/{notice.id}/").status_code == 404
    with scope(elsewhere.id):
        assert not Notice.objects.exists()
    assert stranger.get(f"/notifications/{uuid7()}/").status_code == 404


def test_a_link_of_a_mail_leads_to_its_workspace_after_asking(workspace, member, browser, company, now) -> None:
    tell(member, company_id=company.id, at=now)
    notice, elsewhere = Notice.objects.get(), make_workspace()
    with scope(elsewhere.id):
        Member.objects.create(workspace=elsewhere, user=member.user, role="member")
    browser.post(reverse("tenants:open", args=[elsewhere.id]))
    link = f"/notifications/{notice.id}/?espace={workspace.id}"
    assert browser.get(link).context["workspace"] == workspace
    assert browser.get(f"/notifications/{notice.id}/").status_code == 404
    there = browser.post(f"/notifications/{notice.id}/espace/{workspace.id}/")
    assert browser.get(there["Location"])["Location"] == f"/societes/{company.id}/"
    assert browser.get(link)["Location"] == f"/societes/{company.id}/"
    strange = make_workspace()
    assert browser.post(f"/notifications/{notice.id}/espace/{strange.id}/").status_code == 404


def test_only_by_mail_is_not_under_the_flag(browser, member, now) -> None:
    wants(member, REPLY, mail=True)
    tell(member, at=now)
    assert figure(browser) == 0
    assert browser.get("/notifications/").context["page"].rows == []
