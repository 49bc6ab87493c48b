"""The picture at the end of a mail, asked for through its public address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.factories import MADE_AT, make_manager
from tests.mail.links.following import FIREFOX, click, counting, sent

from filon.consent import tracking
from filon.consent.tracking import Reply
from filon.crm.operations import erase_contact
from filon.kernel.clock import SystemClock, VirtualClock
from filon.mail.events import ReplyReceived
from filon.mail.links.address import pixel_of
from filon.mail.links.operations import judge
from filon.mail.models import Message, Opening
from filon.tenants.models import Member, Workspace
from filon.timeline.events import publish
from filon.timeline.models import Event

GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"


@pytest.fixture
def mail(workspace: Workspace) -> Message:
    counting(workspace, opens=True)
    message = sent()
    tracking.answer(Reply(email=message.recipient, granted=True, wording="Oui."), now=MADE_AT)
    return message


def look(message: Message, agent: str = FIREFOX, **headers: str) -> HttpResponse:
    assert message.action_id is not None
    path = pixel_of(message.workspace_id, message.action_id).removeprefix(settings.PUBLIC_URL)
    answer = Client().get(path, headers={"User-Agent": agent, **headers})
    assert (answer.status_code, answer["Content-Type"], answer.content[:6]) == (200, "image/gif", b"GIF89a")
    return answer


def told() -> list[Event]:
    return list(Event.objects.filter(kind="mail.opened"))


@pytest.mark.parametrize("agent", [FIREFOX, GMAIL])
def test_co_22_an_open_is_told_once(mail: Message, agent: str) -> None:
    for _again in range(3):
        assert "no-store" in look(mail, agent)["Cache-Control"]
    (event,) = told()
    assert (event.contact_id, event.company_id, event.origin_id) == (mail.contact_id, mail.company_id, mail.origin_id)
    assert event.data == {"message_id": str(mail.id)}


@pytest.mark.parametrize("agent", ["", "curl/8.9", "Mozilla/5.0", "Mozilla/5.0 (compatible; Proofpoint)"])
def test_a_program_is_shown_the_picture_and_not_noted(mail: Message, agent: str) -> None:
    look(mail, agent)
    assert Opening.objects.count() == 0


def test_a_fetch_ahead_a_browser_that_objects_and_the_delivery_are_not_noted(mail: Message) -> None:
    look(mail, **{"Sec-Purpose": "prefetch"})
    look(mail, **{"Sec-GPC": "1"})
    Message.objects.update(at=SystemClock().now() - timedelta(seconds=5))
    look(mail)
    assert Opening.objects.count() == 0


def test_a_refusal_acts_on_mail_that_has_left(mail: Message) -> None:
    tracking.answer(Reply(email=mail.recipient, granted=False), now=MADE_AT)
    look(mail)
    assert Opening.objects.count() == 0


def test_silence_is_no_agreement(workspace: Workspace) -> None:
    counting(workspace, opens=True)
    look(sent())
    assert Opening.objects.count() == 0


def test_opens_are_off_where_only_clicks_are_on(workspace: Workspace, mail: Message) -> None:
    counting(workspace, opens=False)
    look(mail)
    assert Opening.objects.count() == 0


def test_after_erasure_the_picture_says_nothing(mail: Message) -> None:
    assert mail.contact_id is not None
    erase_contact(mail.contact_id, now=SystemClock().now())
    look(mail)
    assert Opening.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "A" * 64, "é"])
def test_a_made_up_address_is_nothing(workspace: Workspace, token: str) -> None:
    assert Client().get(f"/vu/{token}.gif").status_code == 404


def test_co_22_the_filter_of_mail_tells_opens_clicks_and_replies(
    mail: Message, clock: VirtualClock, client_for: Callable[[Member], Client]
) -> None:
    look(mail)
    click(mail)
    judge(mail.id, now=SystemClock().now() + timedelta(minutes=1))
    about = {"contact_id": mail.contact_id, "company_id": mail.company_id}
    publish(ReplyReceived(message_id=mail.id, answers=mail.id), at=clock.now(), **about)
    browser = client_for(make_manager(Workspace.objects.get(id=mail.workspace_id)))
    mails, notes = (
        browser.get(f"/societes/{mail.company_id}/?filtre={name}").content.decode() for name in ("mails", "notes")
    )
    for said in ("A ouvert l’e-mail", "A cliqué sur un lien de l’e-mail", "maison.example/offre", "A répondu"):
        assert (said in mails, said in notes) == (True, False)
