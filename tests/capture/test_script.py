"""The script in a real browser, on a site that is made up by the browser itself: nothing leaves it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

from filon.capture.web.visiting import script

SITE = "https://maison.example"
FILON = "https://filon.example"
TICKET = "A1b2-C3d4_E5"
ACCEPT = '(window.filon = window.filon || []).push("accept")'
REFUSE = '(window.filon = window.filon || []).push("refuse")'
Visits = tuple[Page, list[dict[str, Any]]]


@pytest.fixture
def visits(chromium: Browser) -> Iterator[Visits]:
    """(page, what was posted): a browser in which both sites answer."""
    context = chromium.new_context()
    page = context.new_page()
    posted: list[dict[str, Any]] = []

    def filon(route: Route) -> None:
        if route.request.method == "POST":
            posted.append(json.loads(route.request.post_data or ""))
            route.fulfill(status=204, headers={"Access-Control-Allow-Origin": SITE})
        else:
            source = script(RequestFactory().get("/t.js")).content.decode()
            route.fulfill(body=source, content_type="text/javascript")

    html = f'<!doctype html><title>Maison</title><script async src="{FILON}/t.js"></script>'
    page.route(f"{SITE}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.route(f"{FILON}/**", filon)
    yield page, posted
    context.close()


def opened(page: Page, path: str) -> None:
    page.goto(f"{SITE}{path}")
    page.wait_for_function("window.filon && !Array.isArray(window.filon)")


def kept(page: Page) -> Any:
    return page.evaluate("[localStorage.length, document.cookie]")


def posts(page: Page, posted: list[dict[str, Any]], count: int) -> list[str]:
    """The paths, once as many have come."""
    for _try in range(100):
        if len(posted) >= count:
            break
        page.wait_for_timeout(50)
    assert [each["ticket"] for each in posted] == [TICKET] * count
    return [each["path"] for each in posted]


def test_a_ol_20_nothing_is_sent_or_kept_before_an_agreement(visits: Visits) -> None:
    page, posted = visits
    opened(page, f"/offre#filon={TICKET}")
    assert page.evaluate("location.href") == f"{SITE}/offre"
    assert (kept(page), posted) == ([0, ""], [])
    page.evaluate(ACCEPT)
    assert posts(page, posted, 1) == ["/offre"]
    assert kept(page) == [1, ""]
    opened(page, "/tarifs?x=1")
    assert posts(page, posted, 2) == ["/offre", "/tarifs"]


def test_who_changes_his_mind_is_forgotten_at_once(visits: Visits) -> None:
    page, posted = visits
    opened(page, f"/?a=1&filon={TICKET}&b=2#bas")
    assert page.evaluate("location.href") == f"{SITE}/?a=1&b=2#bas"
    page.evaluate(ACCEPT)
    posts(page, posted, 1)
    page.evaluate(REFUSE)
    assert kept(page) == [0, ""]
    opened(page, "/contact")
    page.evaluate(ACCEPT)
    page.wait_for_timeout(200)
    assert posts(page, posted, 1) == ["/"]


def test_a_banner_that_speaks_before_the_script_is_heard(visits: Visits) -> None:
    page, posted = visits
    page.add_init_script(ACCEPT)
    opened(page, f"/#filon={TICKET}")
    assert posts(page, posted, 1) == ["/"]


def test_who_comes_by_no_mail_is_nobody(visits: Visits) -> None:
    page, posted = visits
    opened(page, "/offre#bas")
    page.evaluate(ACCEPT)
    page.wait_for_timeout(200)
    assert (page.evaluate("location.href"), kept(page), posted) == (f"{SITE}/offre#bas", [0, ""], [])


@pytest.mark.parametrize("signal", ["globalPrivacyControl: true", 'doNotTrack: "1"'])
def test_a_browser_that_objects_sends_nothing_though_its_user_agrees(visits: Visits, signal: str) -> None:
    page, posted = visits
    name, value = signal.split(": ")
    page.add_init_script(f"Object.defineProperty(navigator, '{name}', {{value: {value}}}); {ACCEPT}")
    page.goto(f"{SITE}/offre#filon={TICKET}")
    page.wait_for_function("location.hash === ''")
    page.wait_for_timeout(200)
    assert (kept(page), posted) == ([0, ""], [])
