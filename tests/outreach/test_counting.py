"""What a campaign's messages carry for people whose clicks are counted, and for the others."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_contact, make_version
from tests.mail.links.following import FIREFOX, counting
from tests.mail.peers import SmtpPeer
from tests.outreach.running import launched, turns
from tests.outreach.test_planning_facts import QUERIES, load

from filon.consent import tracking
from filon.consent.tracking import Reply
from filon.crm.models import Contact
from filon.kernel.clock import SystemClock, VirtualClock
from filon.mail.links.operations import judge
from filon.mail.models import Message
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks
from filon.timeline.models import Event

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
BODY = "Bonjour {{ prenom }}, voici [notre offre](https://maison.example/offre?a=1&b=2) : {{ site }}"
COUNTED = f"{settings.PUBLIC_URL}/lien/"


def mails(people: list[Contact], clock: VirtualClock, **campaign: object) -> dict[str, EmailMessage]:
    """What each of them receives, by address."""
    with SmtpPeer() as peer:
        made = launched(people, peer=peer, now=clock.now(), version=make_version(BODY), **campaign)
        clock.move_to(NINE)
        turns(made, clock)
        found = [email.message_from_bytes(caught, policy=SMTP) for caught in peer.messages]
    return {str(mail["To"]).rpartition("<")[2].rstrip(">"): mail for mail in found}


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_links_are_left_as_they_are_until_a_manager_says_otherwise(workspace: Workspace, clock: VirtualClock) -> None:
    (mail,) = mails([make_contact()], clock).values()
    assert COUNTED not in str(mail)
    assert 'href="https://maison.example/offre?a=1&amp;b=2"' in part(mail, "html")


def test_ol_11_counted_links_lead_to_the_page_and_the_mail_says_so(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace)
    (mail,) = mails([make_contact()], clock).values()
    page = part(mail, "html")
    assert page.count(f'href="{COUNTED}') == 2
    assert ">maison.example</a>" in page
    assert "Nous comptons les clics sur les liens de ce message" in part(mail, "plain")
    assert str(mail["List-Unsubscribe"]).startswith(f"<{settings.PUBLIC_URL}/desabonnement/")
    assert page.count("/desabonnement/") == 2  # the address and what is shown of it: once, and not counted


def test_who_refused_gets_plain_links_in_the_same_batch(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace)
    willing, refusing = make_contact(), make_contact()
    tracking.answer(Reply(email=refusing.email, granted=False), now=clock.now())
    received = mails([willing, refusing], clock)
    assert [COUNTED in str(received[person.email]) for person in (willing, refusing)] == [True, False]
    assert "Nous comptons" not in part(received[refusing.email], "plain")


def test_a_campaign_may_leave_its_links_alone(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace)
    (mail,) = mails([make_contact()], clock, counts_clicks=False).values()
    assert COUNTED not in str(mail)


def test_knowing_whose_clicks_count_costs_one_query(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace)
    launched([make_contact() for _n in range(5)], peer=None, now=clock.now())
    with CaptureQueriesContext(connection) as queries:
        assert len(load(NINE)) == 5
    assert len(queries) == QUERIES + 2


def test_co_22_from_the_mail_that_was_sent_to_the_timeline(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace)
    (mail,) = mails([make_contact()], clock).values()
    address = part(mail, "html").partition(f'href="{COUNTED}')[2].partition('"')[0].replace("&amp;", "&")
    Message.objects.update(at=SystemClock().now() - timedelta(minutes=5))
    answer = Client().get(f"/lien/{address}", headers={"User-Agent": FIREFOX})
    assert answer["Location"] == "https://maison.example/offre?a=1&b=2"
    assert judge(Message.objects.get().id, now=SystemClock().now() + timedelta(seconds=9)) == 1
    assert Event.objects.get(kind="mail.clicked").company_id == Message.objects.get().company_id


def test_an_open_is_asked_for_of_who_agreed_and_of_nobody_else(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace, CountedClicks.NOBODY, opens=True)
    willing, silent = make_contact(), make_contact()
    tracking.answer(Reply(email=willing.email, granted=True, wording="Oui."), now=clock.now())
    received = mails([willing, silent], clock)
    page = part(received[willing.email], "html")
    assert page.count("<img") == 1
    assert f'<img src="{settings.PUBLIC_URL}/vu/' in page
    assert page.rstrip().endswith("</body></html>")
    assert "nous comptons l’ouverture de ce message." in part(received[willing.email], "plain")
    assert "<img" not in str(received[silent.email]) + part(received[silent.email], "html")
    assert COUNTED not in page


def test_both_are_told_in_one_sentence(workspace: Workspace, clock: VirtualClock) -> None:
    counting(workspace, opens=True)
    contact = make_contact()
    tracking.answer(Reply(email=contact.email, granted=True, wording="Oui."), now=clock.now())
    (mail,) = mails([contact], clock).values()
    assert "l’ouverture de ce message et les clics sur ses liens" in part(mail, "plain")
    assert COUNTED in part(mail, "html")
