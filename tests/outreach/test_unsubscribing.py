from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import MADE_AT, make_campaign, make_contact, make_workspace

from filon.consent.queries import Standing, Target, are_suppressed
from filon.consent.states import Answer
from filon.consent.tracking import answers
from filon.crm.models import Contact
from filon.kernel.ids import uuid7
from filon.mail.models import Message
from filon.mail.states import Direction, MessageState
from filon.outreach.leaving import Link, link_for
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import EnrolmentState, Outcome
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks
from filon.timeline.models import Event


@dataclass(frozen=True)
class Sent:
    """A message in somebody's mailbox, with the address of its way out."""

    contact: Contact
    campaign: Campaign
    path: str


def sent_to(workspace: Workspace, **contact: str) -> Sent:
    person, campaign, action = make_contact(**contact), make_campaign(), uuid7()
    assert campaign.version is not None
    Enrolment.objects.create(
        campaign=campaign,
        contact=person,
        version=campaign.version,
        state=EnrolmentState.RUNNING,
        created_at=MADE_AT,
    )
    Message.objects.create(
        mailbox_id=campaign.mailbox_id,
        direction=Direction.OUT,
        state=MessageState.SENT,
        message_id=f"{action.hex}@maison.example",
        action_id=action,
        origin_id=campaign.id,
        contact=person,
        company_id=person.company_id,
        recipient=person.email,
        at=MADE_AT,
    )
    path = link_for(Link(workspace.id, action)).removeprefix(settings.PUBLIC_URL)
    return Sent(person, campaign, path)


@pytest.fixture
def sent(workspace: Workspace) -> Sent:
    return sent_to(workspace)


def standing(contact: Contact) -> Standing | None:
    return are_suppressed([Target(contact.id, email=contact.email)]).get(contact.id)


def test_a_link_scanner_changes_nothing(sent: Sent) -> None:
    client = Client(enforce_csrf_checks=True)
    for method in (client.get, client.head, client.options):
        method(sent.path)
    assert client.get(sent.path).status_code == 200
    assert standing(sent.contact) is None
    assert Enrolment.objects.get().state == EnrolmentState.RUNNING


def test_one_click_needs_no_cookie_and_is_not_redirected(sent: Sent) -> None:
    """RFC 8058: the mail program posts ``List-Unsubscribe=One-Click`` to the address of the header."""
    answer = Client(enforce_csrf_checks=True).post(sent.path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, list(answer.cookies)) == (200, [])
    assert standing(sent.contact) == Standing(False, frozenset({sent.campaign.id}))
    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.outcome, enrolment.outcome_reason) == (
        EnrolmentState.FINISHED,
        Outcome.FAILURE,
        "unsubscribed",
    )
    event = Event.objects.get(kind="outreach.unsubscribed")
    assert (event.contact_id, event.origin_id, event.data) == (
        sent.contact.id,
        sent.campaign.id,
        {"everywhere": False},
    )


def test_ol_82_everything_is_the_second_way_out(sent: Sent) -> None:
    page = Client(enforce_csrf_checks=True).post(sent.path, {"portee": "tout"}).content.decode()
    assert "C’est fait" in page
    assert standing(sent.contact) == Standing(True, frozenset())
    assert Contact.objects.get().opted_out_at is not None


def test_twice_is_the_same_as_once(sent: Sent) -> None:
    for _twice in range(2):
        Client().post(sent.path)
    assert Event.objects.filter(kind="outreach.unsubscribed").count() == 1


@pytest.mark.parametrize("spoil", [lambda p: p[:-2] + "zz", lambda p: p[:40], lambda _p: "/desabonnement/exemple"])
def test_a_made_up_address_leads_nowhere(sent: Sent, spoil: object) -> None:
    path = spoil(sent.path)  # type: ignore[operator]  # a lambda of the table above
    assert Client().get(path).status_code == 404
    assert Client().post(path).status_code == 404
    assert standing(sent.contact) is None


def test_the_page_speaks_the_recipient_s_language(workspace: Workspace) -> None:
    page = Client().get(sent_to(workspace).path)
    assert '<html lang="fr"' in page.content.decode()
    spanish = Client().get(sent_to(workspace, language="es").path)
    assert '<html lang="es"' in spanish.content.decode()


def test_a_token_reaches_its_own_workspace_only(sent: Sent) -> None:
    other = make_workspace()
    foreign = link_for(Link(other.id, _action(sent))).removeprefix(settings.PUBLIC_URL)
    assert Client().post(foreign).status_code == 200
    assert standing(sent.contact) is None


def _action(sent: Sent) -> UUID:
    action_id = Message.objects.get(contact=sent.contact).action_id
    assert action_id is not None
    return action_id


def test_who_keeps_the_messages_may_have_nothing_counted(sent: Sent, workspace: Workspace) -> None:
    assert "sans que rien ne soit compté" not in Client().get(sent.path).content.decode()
    workspace.counts_clicks = CountedClicks.NOT_OPPOSED
    workspace.save(update_fields=["counts_clicks"])
    assert "sans que rien ne soit compté" in Client().get(sent.path).content.decode()
    page = Client(enforce_csrf_checks=True).post(sent.path, {"portee": "suivi"}).content.decode()
    assert "n’est plus compté" in page
    assert answers([sent.contact.email]) == {sent.contact.email: Answer.DENIED}
    assert (standing(sent.contact), Enrolment.objects.get().state) == (None, EnrolmentState.RUNNING)
    assert Event.objects.get(kind="consent.tracking_answered").contact_id == sent.contact.id
