"""The public search of companies (recherche-entreprises): one question about one SIREN."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from filon.directory.register.pacing import rest, wait_for_turn
from filon.kernel import http
from filon.kernel.http import GuardedClient

NAME = "recherche-entreprises"
PER_SECOND = 7
"""Questions that the service takes from one address each second (its documentation)."""
GAP = timedelta(seconds=1) / PER_SECOND
LIMITS = http.Limits(total_s=15.0, body_bytes=2 * 1024 * 1024)
OVERLOADED = (429, 503)


class Refusal(Exception):
    """The service answered with a status that is no answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def client() -> GuardedClient:
    """For services of the directory: on the public internet, or in a network that the host opened to them."""
    return http.client(limits=LIMITS, allowed=tuple(settings.FILON_DIRECTORY_NETWORKS))


def ask(siren: str, *, client: GuardedClient) -> Any:
    """What the service answers about a SIREN. Raises Busy, Refusal, OutboundError.

    All processes of the installation together ask ``PER_SECOND`` times a second at most. A nine-digit question ignores
    every filter.
    """
    wait_for_turn(NAME, gap=GAP)
    answer = client.get(f"{settings.FILON_REGISTER_URL}/search?{urlencode({'q': siren, 'per_page': 1})}")
    if answer.status in OVERLOADED:
        raise rest(NAME, answer)
    if not answer.ok:
        raise Refusal(answer.status)
    return answer.json()
