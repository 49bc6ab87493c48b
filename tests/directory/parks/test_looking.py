"""One look at a company's own site, through sites of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.directory.parks.sites import Page, Site, running

from filon.directory.parks.looking import HOPS, LIMITS, look
from filon.directory.parks.states import LookOutcome
from filon.kernel.http import GuardedClient

WORDPRESS = Page(b'<meta name="generator" content="WordPress 6.8">')


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as made:
        yield made


@pytest.fixture
def client() -> GuardedClient:
    return GuardedClient(limits=LIMITS, allow_loopback=True)


def test_co_10_the_home_page_is_read_and_nothing_else(site: Site, client: GuardedClient) -> None:
    site.pages = {"/": WORDPRESS, "/produits": Page(b"jamais lu")}
    told = look(f"{site.url}/produits?x=1", client=client)
    assert (told.outcome, told.url, [seen.name for seen in told.seen]) == (
        LookOutcome.READ,
        f"{site.url}/",
        ["WordPress"],
    )
    assert site.paths == ["/robots.txt", "/"]
    assert all(agent.startswith("Filon/") for _path, agent in site.asked)


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (Page(b"User-agent: *\nDisallow: /"), LookOutcome.FORBIDDEN),
        (Page(b"User-agent: Filon\nDisallow: /\n\nUser-agent: *\nAllow: /"), LookOutcome.FORBIDDEN),
        (Page(b"User-agent: *\nDisallow: /panier"), LookOutcome.READ),
        (Page(b"User-agent: autre\nDisallow: /"), LookOutcome.READ),
        (Page(b"\xff\xfe n'importe quoi \x00"), LookOutcome.READ),
        (Page("User-agent: *\nCrawl-delay: ²".encode()), LookOutcome.FORBIDDEN),
        (Page(b"User-agent: *\nCrawl-delay: " + b"9" * 5000), LookOutcome.FORBIDDEN),
        (Page(b"User-agent: *\nDisallow: //["), LookOutcome.FORBIDDEN),
        (Page(status=404), LookOutcome.READ),
        (Page(status=403), LookOutcome.READ),
        (Page(status=503), LookOutcome.FORBIDDEN),
    ],
)
def test_robots_txt_is_respected(site: Site, client: GuardedClient, robots: Page, outcome: LookOutcome) -> None:
    site.pages = {"/": WORDPRESS, "/robots.txt": robots}
    assert look(site.url, client=client).outcome == outcome
    assert ("/" in site.paths) == (outcome == LookOutcome.READ)


@pytest.mark.parametrize(
    "page",
    [
        Page(status=500),
        Page(status=403),
        Page(b"%PDF", headers={"content-type": "application/pdf"}),
        Page(b"x", headers={}),
        Page(status=302, headers={"location": "https://ailleurs.example/"}),
        Page(status=302, headers={}),
    ],
)
def test_what_is_no_home_page_is_not_read(site: Site, client: GuardedClient, page: Page) -> None:
    site.pages = {"/": page}
    told = look(site.url, client=client)
    assert (told.outcome, told.url, told.seen) == (LookOutcome.REFUSED, "", ())


def test_a_redirection_within_the_site_is_followed_and_its_robots_asked(site: Site, client: GuardedClient) -> None:
    with running() as other:
        site.pages = {"/": Page(status=301, headers={"location": f"{other.url}/accueil"})}
        other.pages = {"/accueil": WORDPRESS, "/robots.txt": Page(b"User-agent: *\nDisallow: /")}
        assert look(site.url, client=client).outcome == LookOutcome.FORBIDDEN
        assert other.paths == ["/robots.txt"]


def test_a_site_that_sends_round_in_circles_is_left(site: Site, client: GuardedClient) -> None:
    site.pages = {"/": Page(status=302, headers={"location": "/"})}
    assert look(site.url, client=client).outcome == LookOutcome.REFUSED
    assert site.paths.count("/") == HOPS + 1


def test_a_page_that_never_ends_is_not_swallowed(site: Site, client: GuardedClient) -> None:
    site.pages = {"/": Page(b"a" * (LIMITS.body_bytes + 1))}
    assert look(site.url, client=client).outcome == LookOutcome.UNREACHABLE


def test_this_machine_is_no_company(site: Site) -> None:
    site.pages = {"/": WORDPRESS}
    assert look(site.url, client=GuardedClient(limits=replace(LIMITS, total_s=2.0))).outcome == LookOutcome.UNREACHABLE
    assert site.asked == []


def test_a_site_that_is_gone_is_out_of_reach(client: GuardedClient) -> None:
    with running() as gone:
        url = gone.url
    assert look(url, client=client).outcome == LookOutcome.UNREACHABLE


@pytest.mark.parametrize("location", ["//[", "http://[::1", "https://x\u2100y/".encode().decode("latin-1")])
def test_a_redirection_that_nobody_can_read_is_not_followed(site: Site, client: GuardedClient, location: str) -> None:
    site.pages = {"/": Page(status=302, headers={"location": location})}
    assert look(site.url, client=client).outcome == LookOutcome.REFUSED
    assert site.paths == ["/robots.txt", "/"]


@pytest.mark.parametrize("broken", [b"<![x[ y", b"<![ x"])
def test_what_stands_before_a_broken_declaration_counts(site: Site, client: GuardedClient, broken: bytes) -> None:
    site.pages = {"/": Page(WORDPRESS.body + broken)}
    told = look(site.url, client=client)
    assert (told.outcome, [seen.name for seen in told.seen]) == (LookOutcome.READ, ["WordPress"])
