"""Settings › Sites suivis, and the sheet of a company that shows what was read there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.capture.visiting import followed, see, sent, ticket_for
from tests.directory.parks.sites import Page, running
from tests.factories import MADE_AT, make_manager, make_member

from filon.capture.models import Site
from filon.capture.operations import MOST_SITES, add_site, check_site
from filon.capture.states import Check
from filon.kernel.errors import Conflict, Refused
from filon.kernel.http import Answer, GuardedClient
from filon.tenants.models import Member, Workspace

Browser = Callable[[Member], Client]
SNIPPET = f'<script async src="{settings.PUBLIC_URL}/t.js"></script>'


@dataclass(frozen=True, kw_only=True)
class Elsewhere(GuardedClient):
    """Asks a site of this machine for the home page of maison.example: a real answer or none, but no certificate."""

    there: str
    allow_loopback: bool = True

    def get(self, url: str, **options: Any) -> Answer:
        assert url == "https://maison.example/"
        return super().get(self.there, **options)


@pytest.fixture
def browser(workspace: Workspace, client_for: Browser) -> Client:
    return client_for(make_manager(workspace))


@pytest.mark.parametrize(("page", "seen"), [(f"<html>{SNIPPET}</html>", Check.FOUND), ("<html></html>", Check.MISSING)])
def test_the_check_says_whether_the_code_is_there(workspace: Workspace, page: str, seen: Check) -> None:
    site = followed(workspace)
    with running() as home:
        home.pages["/"] = Page(page.encode())
        assert check_site(site.id, client=Elsewhere(there=f"{home.url}/"), now=MADE_AT) == seen
    site.refresh_from_db()
    assert (site.check_state, site.checked_at) == (seen, MADE_AT)


def test_the_check_says_that_a_site_is_out_of_reach(workspace: Workspace) -> None:
    site = followed(workspace)
    with running() as home:
        gone = f"{home.url}/"
    assert check_site(site.id, client=Elsewhere(there=gone), now=MADE_AT) == Check.UNREACHABLE
    site.refresh_from_db()
    assert (site.check_state, site.checked_at) == (Check.UNREACHABLE, MADE_AT)


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("https://www.Maison.example/accueil", "maison.example"),
        ("maison.example", "maison.example"),
        ("https://société.example", "xn--socit-esab.example"),
    ],
)
def test_a_site_is_known_by_its_domain(workspace: Workspace, typed: str, domain: str) -> None:
    assert add_site(typed, now=MADE_AT).domain == domain
    with pytest.raises(Conflict):
        add_site(f"https://{domain}", now=MADE_AT)


@pytest.mark.parametrize("typed", ["", "localhost", "ftp://maison.example", "https://a@maison.example", "ex emple"])
def test_what_is_no_site_is_refused(workspace: Workspace, typed: str) -> None:
    with pytest.raises(Refused):
        add_site(typed, now=MADE_AT)
    assert Site.objects.count() == 0


def test_there_are_as_many_sites_as_may_be(workspace: Workspace) -> None:
    for n in range(MOST_SITES):
        add_site(f"site{n}.example", now=MADE_AT)
    with pytest.raises(Refused):
        add_site("un-de-plus.example", now=MADE_AT)


def test_ol_91_the_page_shows_the_code_to_put_on_a_site(browser: Client, workspace: Workspace) -> None:
    browser.post("/reglages/sites/nouveau/", {"address": "https://maison.example"})
    page = browser.get("/reglages/sites/").content.decode()
    assert "maison.example" in page
    assert SNIPPET.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in page
    assert "Les clics ne sont pas comptés" in page
    assert browser.post("/reglages/sites/nouveau/", {"address": "maison.example"}).status_code == 422


def test_a_site_is_taken_away_with_its_visits(browser: Client, workspace: Workspace) -> None:
    site = followed(workspace)
    see(ticket_for(sent()))
    browser.post(f"/reglages/sites/{site.id}/retrait/")
    assert Site.objects.count() == 0


def test_a_member_does_not_see_the_settings(workspace: Workspace, client_for: Browser) -> None:
    assert client_for(make_member(workspace)).get("/reglages/sites/").status_code == 403


def test_co_25_the_filter_of_visits_shows_the_pages_that_a_company_read(browser: Client, workspace: Workspace) -> None:
    followed(workspace)
    mail = sent()
    see(ticket_for(mail), "/tarifs")
    part = browser.get(f"/societes/{mail.company_id}/?filtre=visites").content.decode()
    assert "A visité votre site" in part
    assert "/tarifs" in part
    assert "A visité votre site" not in browser.get(f"/societes/{mail.company_id}/?filtre=mails").content.decode()
