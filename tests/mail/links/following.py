"""A mail that left, and somebody who follows its links."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.factories import MADE_AT, make_contact, make_sent

from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.mail.links.address import CountedLink, address_of
from filon.mail.models import Message
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks

PAGE = "https://maison.example/offre?nom=Roux"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:148.0) Gecko/20100101 Firefox/148.0"


def counting(workspace: Workspace, clicks: CountedClicks = CountedClicks.NOT_OPPOSED, *, opens: bool = False) -> None:
    workspace.counts_clicks, workspace.counts_opens = clicks, opens
    workspace.save(update_fields=["counts_clicks", "counts_opens"])


def sent(**contact: object) -> Message:
    """A mail that left on the 20th to a new contact."""
    return make_sent(make_contact(**contact), action_id=uuid7(), origin_id=uuid7(), at=MADE_AT)


def path_of(message: Message, number: int = 0, page: str = PAGE) -> str:
    assert message.action_id is not None
    link = CountedLink(current_workspace(), message.action_id, number, page)
    return address_of(link).removeprefix(settings.PUBLIC_URL)


def click(message: Message, number: int = 0, page: str = PAGE, **headers: str) -> HttpResponse:
    """A person clicks in a browser, unless the headers say otherwise."""
    sent_along = {"User-Agent": FIREFOX, **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = Client().get(path_of(message, number, page), headers=sent_along)
    assert (answer.status_code, answer["Location"]) == (302, quote(page, safe="/:?=&#%"))
    return answer
