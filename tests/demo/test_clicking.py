"""Sample prospects who follow a counted link, from the mail to the sheet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.capture.visiting import followed
from tests.factories import make_contact, make_sent

from filon.capture.models import PageView
from filon.demo.behaviours.clicks import MOST_PAGES, reading
from filon.demo.behaviours.replies import Received
from filon.demo.models import SandboxReaction
from filon.demo.operations.accounts import ensure_account
from filon.demo.operations.catching import catch
from filon.demo.operations.clicking import click, noted
from filon.demo.operations.reacting import deliver_due_here
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7
from filon.mail.links.address import CountedLink, address_of
from filon.mail.models import Click, Message
from filon.tenants.models import Workspace
from filon.timeline.models import Event

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ME = "claire@ventes.example"


def letter(to: str, url: str) -> bytes:
    return (
        f"From: Claire <{ME}>\r\nTo: {to}\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
        f'<p><a href="{url}">ici</a></p>\r\n'
    ).encode()


@pytest.fixture
def sent(workspace: Workspace) -> Message:
    ensure_account(ME, password="secret", now=NOW)
    followed(workspace)
    contact = make_contact(email="silence.clic@a.example")
    return make_sent(contact, action_id=uuid7(), at=SystemClock().now())


def url_of(sent: Message) -> str:
    assert sent.action_id is not None
    return address_of(CountedLink(sent.workspace_id, sent.action_id, 0, "https://maison.example/offre"))


def test_one_clicks_when_his_time_has_come_and_reads_on(sent: Message) -> None:
    catch(letter(sent.recipient, url_of(sent)), sender=ME, recipients=[sent.recipient], account=ME)
    (reaction,) = SandboxReaction.objects.all()
    assert (reaction.kind, reaction.due_at > sent.at) == ("click", True)
    assert deliver_due_here(now=reaction.due_at + timedelta(days=1)) == 1
    assert (Click.objects.get().url, Click.objects.get().at) == ("https://maison.example/offre", reaction.due_at)
    paths = list(PageView.objects.order_by("at", "id").values_list("path", flat=True))
    assert paths[0] == "/offre"
    assert 2 <= len(paths) <= MOST_PAGES + 1
    assert Event.objects.get(kind="site.visited").contact_id == sent.contact_id


def test_a_link_of_another_workspace_is_nobody_s(sent: Message) -> None:
    click(noted(address_of(CountedLink(uuid7(), uuid7(), 0, "https://maison.example/")), ["/"]), now=NOW)
    click(noted("https://filon.example/lien/x?u=y", ["/"]), now=NOW)
    assert (Click.objects.count(), PageView.objects.count()) == (0, 0)


def test_one_in_three_clicks_and_always_the_same_ones() -> None:
    people = [f"p{n}@a.example" for n in range(300)]
    url = "https://filon.example/lien/abc?u=https://maison.example/"
    first, again = (
        [reading(Received.of(letter(person, url), person), seed=33) for person in people] for _twice in range(2)
    )
    assert first == again
    assert 70 < sum(found is not None for found in first) < 140
    assert {found.url for found in first if found} == {url}


@pytest.mark.parametrize("url", ["https://maison.example/", "https://filon.example/desabonnement/abc"])
def test_plain_links_and_the_way_out_are_not_followed(url: str) -> None:
    assert reading(Received.of(letter("clic@a.example", url), "clic@a.example"), seed=33) is None
