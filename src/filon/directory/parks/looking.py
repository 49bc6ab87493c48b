"""One look at the home page of a company's own site: what its robots.txt allows, and nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from filon.directory.parks.footprint import Seen, recognise
from filon.directory.parks.states import LookOutcome
from filon.kernel.http import Answer, GuardedClient, Limits, OutboundError

ROBOT = "Filon"
LIMITS = Limits(total_s=12.0, connect_s=4.0, read_s=6.0, body_bytes=1024 * 1024)
"""Of each of the few requests of a look."""
MOST_ROBOTS_BYTES = 500 * 1024
"""What a robot must read of a robots.txt at least (RFC 9309, 2.5); there is no more use for the rest."""
HOPS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
PAGES = ("text/html", "application/xhtml+xml")
ASKING = {"accept": "text/html,application/xhtml+xml"}


@dataclass(frozen=True, kw_only=True)
class Look:
    """What came of it. ``url`` is the page that was read, "" when none was."""

    outcome: LookOutcome
    url: str = ""
    seen: tuple[Seen, ...] = field(default=())


def look(website: str, *, client: GuardedClient) -> Look:
    """Read the home page of the site at this address, if its robots.txt lets robots do so. Raises nothing.

    Redirections are followed within the site only, from its bare name to ``www`` and from http to https; wherever they
    lead to another host, that host's robots.txt is asked first.
    """
    url = _home(urlsplit(website))
    allowed: set[str] = set()
    try:
        for _hop in range(HOPS + 1):
            origin = _origin(url)
            if origin not in allowed:
                if not _allows(url, client=client):
                    return Look(outcome=LookOutcome.FORBIDDEN)
                allowed.add(origin)
            answer = client.get(url, headers=ASKING)
            if answer.status not in MOVED:
                return _read(answer)
            following = _following(url, answer)
            if not _same_site(website, url, following):
                return Look(outcome=LookOutcome.REFUSED)
            url = following
    except OutboundError:
        return Look(outcome=LookOutcome.UNREACHABLE)
    return Look(outcome=LookOutcome.REFUSED)


def _read(answer: Answer) -> Look:
    if not answer.ok or not _is_page(answer.headers):
        return Look(outcome=LookOutcome.REFUSED)
    return Look(outcome=LookOutcome.READ, url=answer.url, seen=tuple(recognise(answer.text, answer.headers)))


def _is_page(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").strip().lower().startswith(PAGES)


def _allows(url: str, *, client: GuardedClient) -> bool:
    """Whether this host lets robots read the page. No robots.txt: yes; out of reach: no (RFC 9309, 2.3.1)."""
    answer = client.get(urljoin(url, "/robots.txt"), redirects=HOPS)
    if 400 <= answer.status < 500:
        return True
    if not answer.ok:
        return False
    rules = RobotFileParser()
    try:
        rules.parse(answer.body[:MOST_ROBOTS_BYTES].decode("utf-8", "replace").splitlines())
        return rules.can_fetch(ROBOT, url)
    except ValueError:  # a delay or an address that the parser cannot read: nothing says that we may
        return False


def _following(url: str, answer: Answer) -> str:
    """Where a redirection leads; "" when nobody can tell."""
    try:
        return urljoin(url, answer.headers.get("location", ""))
    except ValueError:
        return ""


def _home(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}/"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _same_site(website: str, before: str, after: str) -> bool:
    """Whether ``after`` is still the company's own site, and no step back from TLS."""
    own, host = (urlsplit(each).hostname or "" for each in (website, after))
    bare = own.removeprefix("www.")
    backwards = urlsplit(before).scheme == "https" and urlsplit(after).scheme != "https"
    return not backwards and bool(bare) and (host == bare or host.endswith(f".{bare}"))
