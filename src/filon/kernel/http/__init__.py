"""Requests to the outside that cannot be turned against the inside.

    answer = http.client().get("https://client.example/page", redirects=3)

Every address that a user, a file or a mail gave goes through here: webhooks, sites of prospects, pictures.
"""

from __future__ import annotations

from filon.kernel.http.client import Answer, GuardedClient, Limits, client
from filon.kernel.http.errors import OutboundError

__all__ = ["Answer", "GuardedClient", "Limits", "OutboundError", "client"]
