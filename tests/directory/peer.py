"""A public service of this machine, which answers what a test tells it to and remembers what it was asked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django.fixtures import Settings
from tests.serving import Handler, serving


@dataclass(frozen=True)
class Asked:
    """One question: the path, what is behind it, the headers in lower case, and when it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    at: float


@dataclass(frozen=True)
class Said:
    """One answer."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Peer:
    """``answer`` says what each question gets."""

    url: str = ""
    answer: Callable[[Asked], Said] = lambda _asked: Said(status=404)
    asked: list[Asked] = field(default_factory=list)


@pytest.fixture
def peer(settings: Settings) -> Iterator[Peer]:
    """A service that runs, and this machine opened to services of the directory as a host would."""
    settings.FILON_DIRECTORY_NETWORKS = [ip_network("127.0.0.0/8")]
    told = Peer()

    class Service(Handler):
        def reply(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(parts.path, query, headers, time.monotonic())
            told.asked.append(asked)
            said = told.answer(asked)
            body = json.dumps(said.body).encode()
            self.answer(said.status, said.headers, body)

    with serving(Service) as told.url:
        yield told
