"""A receiver on this machine that checks what it gets as Standard Webhooks 1.0.0 tells receivers to."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests.serving import Handler, serving


@dataclass(frozen=True)
class Received:
    """One POST as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def json(self) -> Any:
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        signed = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        key = base64.b64decode(secret.removeprefix("whsec_"))
        wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return wanted in self.headers["webhook-signature"].split(" ")


@dataclass
class Receiver:
    """Answers with ``answers`` in turn, then 204, each after ``delay_s``; ``url`` is where it listens."""

    url: str = ""
    delay_s: float = 0.0
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)

    def will_answer(self, *codes: int, **headers: str) -> None:
        self.answers += [(code, {name.replace("_", "-"): value for name, value in headers.items()}) for code in codes]


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """A receiver that runs, and this machine opened to webhooks as a host would."""
    settings.FILON_WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]
    told = Receiver()

    class Hook(Handler):
        def reply(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            told.received.append(Received({name.lower(): value for name, value in self.headers.items()}, body))
            time.sleep(told.delay_s)
            code, headers = told.answers.pop(0) if told.answers else (204, {})
            self.answer(code, headers)

    with serving(Hook) as url:
        told.url = f"{url}/filon"
        yield told
