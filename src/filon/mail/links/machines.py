"""Whether a person follows a link, or a program that reads mail for them: pure rules on one request.

Stores know the addresses of some scanners; no list of networks is kept here, and no address of a reader either. What
remains is how a request presents itself and when it comes. A scanner that waits, and presents itself as a browser in
every respect, one link at a time, is taken for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

AT_ONCE = timedelta(seconds=10)
"""A gateway looks at links while it delivers; nobody has read a mail so soon."""

TOGETHER = timedelta(seconds=2)
"""Two links of one mail followed within this time were followed by a program."""

PROGRAMS = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|scan|preview|prefetch|proxy|monitor|validator|archiver|headless|phantom|selenium|puppeteer"
    r"|playwright|curl|wget|libwww|python|java/|okhttp|go-http|ruby|perl|php|node|axios|httpclient|http-client|winhttp"
    r"|facebookexternalhit|whatsapp|telegram|slack|discord|skype|teams|linkedin|embedly|proofpoint|mimecast|barracuda"
    r"|messagelabs|symantec|trendmicro|safelinks|fortinet|fortiguard|cloudmark|cisco|ironport|mailinblack|vade",
    re.IGNORECASE,
)
"""What programs that follow links call themselves; a Cubot is a telephone."""

BROWSER = re.compile(r"^Mozilla/5\.0 \(|^Opera/")
OPENED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
"""What a browser says, if it says anything, of a page that it opens for somebody."""
AHEAD = ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz")
"""Headers with which a browser says that it fetches a page ahead, for nobody yet."""
AHEAD_WORDS = re.compile("prefetch|preview", re.IGNORECASE)
OPENED_BY_PROXY = re.compile("GoogleImageProxy|YahooMailProxy")


def looks_human(headers: Mapping[str, str], *, method: str, sent_at: datetime, now: datetime) -> bool:
    """Whether this request may be a person's click on a link of a mail that left at ``sent_at``."""
    if method != "GET" or not is_browser(headers):
        return False
    if any(AHEAD_WORDS.search(headers.get(name, "")) for name in AHEAD):
        return False
    if any(headers.get(name, usual) != usual for name, usual in OPENED.items()):
        return False
    return now - sent_at >= AT_ONCE


def looks_opened(headers: Mapping[str, str], *, method: str, sent_at: datetime, now: datetime) -> bool:
    """Whether this request for a picture may come of somebody who opens the mail.

    Proxies of mail services that ask when their user opens it are let pass. Those that ask while they deliver, and call
    themselves nothing but "Mozilla/5.0" (Mail Privacy Protection), are not: too little is counted rather than too much.
    """
    agent = headers.get("User-Agent", "")
    by_proxy = OPENED_BY_PROXY.search(agent) is not None
    if method != "GET" or not (by_proxy or is_browser(headers)):
        return False
    return now - sent_at >= AT_ONCE and not any(AHEAD_WORDS.search(headers.get(name, "")) for name in AHEAD)


def is_browser(headers: Mapping[str, str]) -> bool:
    """Whether the request calls itself a browser, and not a program that follows links."""
    agent = headers.get("User-Agent", "")
    return BROWSER.match(agent) is not None and PROGRAMS.search(agent) is None


def objects(headers: Mapping[str, str]) -> bool:
    """Whether the browser says that its user does not want to be followed (Global Privacy Control, Do Not Track)."""
    return "1" in (headers.get("Sec-GPC"), headers.get("DNT"))


def together(moments: Sequence[datetime]) -> Iterable[int]:
    """Which of these first clicks on different links of one mail, in order of time, came in one go: their places."""
    for place, moment in enumerate(moments):
        neighbours = (*moments[max(0, place - 1) : place], *moments[place + 1 : place + 2])
        if any(abs(moment - other) <= TOGETHER for other in neighbours):
            yield place
