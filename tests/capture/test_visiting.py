"""From a click in a mail to the pages that were read, through the public addresses."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.visiting import ORIGIN, arrived, followed, see, sent, ticket_for
from tests.factories import MADE_AT, make_workspace
from tests.mail.links.following import PAGE, counting

from filon.capture.models import PageView, Session, Site
from filon.capture.operations import KEPT, MOST_A_MINUTE, forget_old_visits, path_of
from filon.capture.ticket import HOLDS, Ticket, written
from filon.consent import tracking
from filon.consent.tracking import Reply
from filon.crm.operations import erase_contact
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.models import Message
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks
from filon.timeline.models import Event
from filon.timeline.quotes import quotes_of


@pytest.fixture
def site(workspace: Workspace) -> Site:
    return followed(workspace)


@pytest.fixture
def mail(site: Site) -> Message:
    return sent()


def told() -> list[Event]:
    return list(Event.objects.filter(kind="site.visited").order_by("at"))


def paths() -> list[str]:
    return list(PageView.objects.order_by("at", "id").values_list("path", flat=True))


def test_co_25_the_way_through_the_site_stands_on_the_timeline(mail: Message, site: Site) -> None:
    ticket = ticket_for(mail)
    for path in ("/offre", "/tarifs", "/tarifs", "/contact"):
        answer = see(ticket, path)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, ORIGIN)
        assert "Origin" in answer["Vary"]
    (event,) = told()
    assert (event.contact_id, event.company_id, event.origin_id) == (mail.contact_id, mail.company_id, mail.origin_id)
    assert event.data == {"session_id": str(Session.objects.get().id), "site_id": str(site.id)}
    (quote,) = quotes_of([event]).values()
    assert (quote.title, quote.text) == ("maison.example", "/offre → /tarifs → /contact")


def test_ol_17_five_minutes_after_the_first_page_another_session_begins(mail: Message) -> None:
    ticket = ticket_for(mail)
    see(ticket)
    Session.objects.update(started_at=SystemClock().now() - timedelta(minutes=4, seconds=50))
    see(ticket)
    assert (Session.objects.count(), len(told())) == (1, 1)
    Session.objects.update(started_at=SystemClock().now() - timedelta(minutes=5))
    see(ticket)
    assert (Session.objects.count(), len(told())) == (2, 2)


def test_a_ol_20_nothing_is_kept_of_who_has_not_agreed(mail: Message) -> None:
    ticket = ticket_for(mail)
    for agreed in (False, None, "true", 1):
        assert see("", body={"ticket": ticket, "path": "/", "agreed": agreed}).status_code == 400
    assert paths() == []


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("https://maison.example/a", "https://maison.example/a#filon="),
        ("https://www.maison.example/a?b=1", "https://www.maison.example/a?b=1#filon="),
        ("https://maison.example/a#bas", "https://maison.example/a?filon="),
    ],
)
def test_a_click_gives_a_ticket_for_a_site_of_ours(mail: Message, page: str, shown: str) -> None:
    assert arrived(mail, page).startswith(shown)


@pytest.mark.parametrize(
    "page", ["https://autre.example/a", "https://fausse-maison.example/", "https://maison.example.test/"]
)
def test_other_sites_get_no_ticket(mail: Message, page: str) -> None:
    assert arrived(mail, page) == page


def test_a_site_that_is_not_followed_any_more_gives_no_ticket(mail: Message) -> None:
    Site.objects.all().delete()
    assert arrived(mail) == PAGE


@pytest.mark.parametrize(
    "origin", ["", "null", "https://attaque.example", "https://maison.example.test", "file://maison.example"]
)
def test_only_the_site_itself_may_tell_of_its_pages(mail: Message, origin: str) -> None:
    answer = see(ticket_for(mail), origin=origin)
    assert (answer.status_code, "Access-Control-Allow-Origin" in answer) == (403, False)
    assert paths() == []


def test_a_preflight_is_not_answered(mail: Message) -> None:
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    answer = Client().options("/visite/", headers=asked)
    assert (answer.status_code, "Access-Control-Allow-Origin" in answer) == (405, False)


@pytest.mark.parametrize(
    "headers",
    [{"Sec-GPC": "1"}, {"DNT": "1"}, {"User-Agent": "python-requests/2.32"}],
)
def test_browsers_that_object_and_programs_are_not_kept(mail: Message, headers: dict[str, str]) -> None:
    assert see(ticket_for(mail), **headers).status_code == 204
    assert paths() == []


def test_a_made_up_or_old_ticket_is_nobody_s(mail: Message, site: Site) -> None:
    ticket = ticket_for(mail)
    changed = ("A" if ticket[0] != "A" else "B") + ticket[1:]
    for forged in (changed, ticket[:50], "", "é" * 90):
        assert see(forged).status_code == 403
    today = SystemClock().now().date()
    for days, status in ((HOLDS.days + 1, 403), (HOLDS.days, 204)):
        old = Ticket(site.workspace_id, site.id, mail.id, today - timedelta(days=days))
        assert see(written(old)).status_code == status


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"[" * 2000, b"\xff\xfe", {"ticket": 1, "path": "/", "agreed": True},
     {"ticket": "x", "path": ["/"], "agreed": True}, {"ticket": "x", "path": "x", "agreed": True}, b" " * 3000],
)  # fmt: skip
def test_what_the_script_does_not_say_is_refused(site: Site, body: object) -> None:
    assert see("", body=body).status_code == 400


@given(st.text(max_size=800))
def test_a_path_is_kept_short_visible_and_without_parameters(text: str) -> None:
    kept = path_of(f"/{text}")
    assert 0 < len(kept) <= 300
    assert kept.isprintable()
    assert not set(kept) & set("?#")


def test_a_flood_is_stopped(mail: Message) -> None:
    ticket = ticket_for(mail)
    answers = [see(ticket, f"/{n}").status_code for n in range(MOST_A_MINUTE + 2)]
    assert answers == [204] * MOST_A_MINUTE + [429, 429]
    assert len(paths()) == MOST_A_MINUTE


def test_a_refusal_and_the_setting_act_at_once(workspace: Workspace, mail: Message) -> None:
    ticket = ticket_for(mail)
    counting(workspace, CountedClicks.NOBODY)
    assert see(ticket).status_code == 403
    counting(workspace)
    tracking.answer(Reply(email=mail.recipient, granted=False), now=MADE_AT)
    assert see(ticket).status_code == 403
    assert paths() == []


def test_a_co_22_nothing_is_left_of_the_visits_of_who_is_erased(mail: Message) -> None:
    ticket = ticket_for(mail)
    see(ticket)
    assert mail.contact_id is not None
    erase_contact(mail.contact_id, now=SystemClock().now())
    assert (Session.objects.count(), PageView.objects.count(), quotes_of(told())) == (0, 0, {})
    assert see(ticket).status_code == 403


def test_visits_are_forgotten_after_thirteen_months(mail: Message) -> None:
    see(ticket_for(mail))
    now = SystemClock().now()
    assert forget_old_visits(now=now + KEPT - timedelta(minutes=1)) == 0
    assert forget_old_visits(now=now + KEPT + timedelta(minutes=1)) == 2
    assert (Session.objects.count(), paths()) == (0, [])


def test_a_ticket_reaches_its_own_workspace_only(mail: Message) -> None:
    other = make_workspace()
    with scope(other.id):
        followed(other)
        foreign = ticket_for(sent())
    assert see(foreign).status_code == 204
    assert paths() == []
    with scope(other.id):
        assert paths() == ["/offre"]


def test_the_script_is_small_and_anybody_s(site: Site) -> None:
    answer = Client().get("/t.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer
    assert len(answer.content) <= 2048


@pytest.mark.django_db(transaction=True)
def test_two_pages_at_once_are_one_session(workspace: Workspace) -> None:
    followed(workspace)
    ticket = ticket_for(sent())
    gate = threading.Barrier(2)

    def open_page(path: str) -> None:
        gate.wait()
        see(ticket, path)
        connection.close()

    pages = [threading.Thread(target=open_page, args=(path,)) for path in ("/a", "/b")]
    for page in pages:
        page.start()
    for page in pages:
        page.join()
    assert (Session.objects.count(), sorted(paths()), len(told())) == (1, ["/a", "/b"], 1)
