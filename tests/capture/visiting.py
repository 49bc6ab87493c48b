"""A reader of one of our mails on one of our sites."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from tests.factories import MADE_AT
from tests.mail.links.following import FIREFOX, PAGE, counting, path_of, sent

from filon.capture.models import Site
from filon.mail.models import Message
from filon.tenants.models import Workspace

ORIGIN = "https://maison.example"


def followed(workspace: Workspace, domain: str = "maison.example") -> Site:
    """A site of a workspace that counts clicks."""
    counting(workspace)
    return Site.objects.create(domain=domain, created_at=MADE_AT)


def arrived(message: Message, page: str = PAGE) -> str:
    """The address to which a click on a link of the mail leads."""
    return str(Client().get(path_of(message, 0, page), headers={"User-Agent": FIREFOX})["Location"])


def ticket_for(message: Message) -> str:
    return arrived(message).rpartition("filon=")[2]


def see(ticket: str, path: str = "/offre", *, origin: str = ORIGIN, body: Any = None, **headers: str) -> HttpResponse:
    """What the script sends, unless told otherwise."""
    told = {"ticket": ticket, "path": path, "agreed": True} if body is None else body
    sent_along = {"User-Agent": FIREFOX, **({"Origin": origin} if origin else {}), **headers}
    raw = told if isinstance(told, bytes) else json.dumps(told).encode()
    client = Client(enforce_csrf_checks=True)
    return client.post("/visite/", raw, content_type="text/plain;charset=UTF-8", headers=sent_along)  # type: ignore[return-value]  # the response of a test client


__all__ = ["ORIGIN", "arrived", "followed", "see", "sent", "ticket_for"]
