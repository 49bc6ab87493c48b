"""A company's web site on this machine, which says what a test tells it to and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.serving import Handler, serving


@dataclass(frozen=True)
class Page:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})


@dataclass
class Site:
    """``pages`` by path; what is not there is a 404. ``asked`` are paths with the agent that asked."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _agent in self.asked]


@contextmanager
def running() -> Iterator[Site]:
    site = Site()

    class Asked(Handler):
        def reply(self) -> None:
            site.asked.append((self.path, self.headers.get("user-agent", "")))
            page = site.pages.get(self.path, Page(status=404))
            self.answer(page.status, page.headers, page.body)

    with serving(Asked) as site.url:
        yield site
