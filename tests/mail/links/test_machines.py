from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from filon.mail.links.machines import looks_human, objects, together

SENT = datetime(2026, 11, 24, 8, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:148.0) Gecko/20100101 Firefox/148.0"
CUBOT = "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"
OPENED = {"User-Agent": FIREFOX, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def human(headers: dict[str, str], *, method: str = "GET", after: float = 60) -> bool:
    return looks_human(headers, method=method, sent_at=SENT, now=SENT + timedelta(seconds=after))


@pytest.mark.parametrize("headers", [OPENED, {"User-Agent": FIREFOX}, {"User-Agent": CUBOT}])
def test_a_browser_that_opens_a_page_is_a_person(headers: dict[str, str]) -> None:
    assert human(headers)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.9",
        "python-requests/2.32",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
        "Mozilla/5.0 (compatible; Proofpoint URL Defense)",
        "WhatsApp/2.23.20.0",
    ],
)
def test_what_calls_itself_a_program_is_one(agent: str) -> None:
    assert not human({**OPENED, "User-Agent": agent})


@pytest.mark.parametrize(
    "more",
    [
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Purpose": "preview"},
        {"Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Dest": "image"},
    ],
)
def test_what_is_fetched_ahead_or_for_a_part_of_a_page_is_no_click(more: dict[str, str]) -> None:
    assert not human({**OPENED, **more})


def test_a_head_request_and_a_click_while_the_mail_is_delivered_are_a_program_s() -> None:
    assert not human(OPENED, method="HEAD")
    assert [human(OPENED, after=seconds) for seconds in (0, 9.9, 10)] == [False, False, True]


def test_links_followed_in_one_go_are_a_program_s_and_those_read_between_are_not() -> None:
    moments = [SENT + timedelta(seconds=seconds) for seconds in (0, 1, 30, 60, 62)]
    assert list(together(moments)) == [0, 1, 3, 4]
    assert list(together(moments[2:3])) == []


@pytest.mark.parametrize(("headers", "wish"), [({"DNT": "1"}, True), ({"Sec-GPC": "1"}, True), ({"DNT": "0"}, False)])
def test_a_browser_s_signal_is_a_wish(headers: dict[str, str], wish: bool) -> None:
    assert objects(headers) is wish
