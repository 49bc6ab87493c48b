"""What is done from a line."""

from __future__ import annotations

import json
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from tests.desk.conftest import ClientFor
from tests.desk.days import (
    make_answer,
    make_broken,
    make_call_back,
    make_challenge,
    make_doubt,
    make_given_up,
    make_launched,
)
from tests.factories import MADE_AT, make_contact, make_mailbox, make_manager, make_member, make_workspace

from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MailboxState, MailKind, MessageState
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event
from filon.timeline.webhooks.models import WebhookDelivery
from filon.timeline.webhooks.states import EndpointState

HTMX = {"HX-Request": "true"}


def done(answer: HttpResponse) -> dict[str, object]:
    assert answer.status_code == 204
    told: dict[str, object] = json.loads(answer["HX-Trigger"])["filon:done"]
    return told


def test_a_reply_is_handled_in_place_and_the_toast_takes_it_back(browser: Client, manager: Member) -> None:
    contact = make_contact()
    make_answer(contact)
    last = make_answer(contact, at=MADE_AT + timedelta(hours=1))
    told = done(browser.post(f"/aujourdhui/reponses/{last.id}/traitee/", headers=HTMX))
    assert told["toast"]["text"] == "C’est traité : 2 messages."  # type: ignore[index]  # a toast
    assert "today" in told["refresh"]  # type: ignore[operator]  # a list
    assert set(Message.objects.values_list("handled_by", flat=True)) == {manager.user_id}
    done(browser.post(told["toast"]["undo"], headers=HTMX))  # type: ignore[index]  # a toast
    assert set(Message.objects.values_list("handled_at", flat=True)) == {None}
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds == {"mail.handled", "mail.reopened"}


def test_of_two_who_press_the_button_the_second_is_told_so(browser: Client) -> None:
    message = make_challenge()
    browser.post(f"/aujourdhui/reponses/{message.id}/traitee/", headers=HTMX)
    told = done(browser.post(f"/aujourdhui/reponses/{message.id}/traitee/", headers=HTMX))
    assert told["toast"]["text"] == "Quelqu’un s’en est déjà occupé."  # type: ignore[index]  # a toast
    assert Event.objects.filter(kind="mail.handled").count() == 1


def test_mail_of_another_workspace_or_of_a_machine_is_not_found(browser: Client) -> None:
    with scope(make_workspace().id):
        foreign = make_answer()
    machine = make_answer(kind=MailKind.AUTO_REPLY)
    out = make_answer(direction=Direction.OUT)
    for message in (foreign, machine, out):
        for gesture in ("traitee", "a-traiter"):
            assert browser.post(f"/aujourdhui/reponses/{message.id}/{gesture}/").status_code == 404
    assert not Event.objects.exists()


def test_ol_50_a_user_does_not_handle_the_answers_of_a_campaign_they_may_not_see(
    workspace: Workspace, member: Member, client_for: ClientFor
) -> None:
    theirs = make_mailbox(owner=make_manager(workspace).user)
    message = make_answer(mailbox=theirs)
    assert client_for(member).post(f"/aujourdhui/reponses/{message.id}/traitee/").status_code == 404
    assert Message.objects.get().handled_at is None


def test_gestures_are_posts(browser: Client) -> None:
    message, mailbox = make_answer(), make_broken()
    for path in (f"/aujourdhui/reponses/{message.id}/traitee/", f"/aujourdhui/boites/{mailbox.id}/essai/"):
        assert browser.get(path).status_code == 405
    assert Message.objects.get().handled_at is None


def test_a_mailbox_is_tried_again_from_its_line(browser: Client) -> None:
    mailbox = make_broken(smtp_host="127.0.0.1", smtp_port=1)
    told = done(browser.post(f"/aujourdhui/boites/{mailbox.id}/essai/", headers=HTMX))
    assert told["toast"]["tone"] == "bad"  # type: ignore[index]  # a toast
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.trouble) == (MailboxState.BROKEN, "connection")


def test_only_its_owner_or_a_manager_tries_a_mailbox(workspace: Workspace, client_for: ClientFor) -> None:
    mailbox = make_broken(owner=make_member(workspace).user)
    assert client_for(make_member(workspace)).post(f"/aujourdhui/boites/{mailbox.id}/essai/").status_code == 404
    assert Mailbox.objects.get().trouble == "auth"


def test_the_gestures_of_every_line_lead_to_doors_that_open(browser: Client) -> None:
    """A campaign is approved and a doubt is settled by the pages of their own room."""
    campaign, doubt = make_launched(), make_doubt()
    for line in browser.get("/").context["todo"].lines:
        assert done(browser.post(line.done.url, line.done.vals, headers=HTMX))["toast"]
    campaign.refresh_from_db()
    doubt.refresh_from_db()
    assert campaign.approved_at is not None
    assert doubt.state == MessageState.SENT


def test_a_doubt_may_be_sent_again_from_its_line(browser: Client) -> None:
    doubt = make_doubt()
    (line,) = browser.get("/").context["todo"].lines
    assert line.more[0].confirm
    done(browser.post(line.more[0].url, line.more[0].vals, headers=HTMX))
    doubt.refresh_from_db()
    assert doubt.state == MessageState.QUEUED


def test_mo_27_a_call_back_is_done_in_place_and_the_toast_takes_it_back(browser: Client, manager: Member) -> None:
    task = make_call_back(contact=make_contact())
    told = done(browser.post(f"/aujourdhui/rappels/{task.id}/fait/", headers=HTMX))
    task.refresh_from_db()
    assert (task.done_by, "today" in told["refresh"]) == (manager.user, True)  # type: ignore[operator]  # a list
    done(browser.post(told["toast"]["undo"], headers=HTMX))  # type: ignore[index]  # a toast
    task.refresh_from_db()
    assert task.done_at is None


def test_a_call_back_that_is_somebody_elses_is_not_found(
    member: Member, manager: Member, client_for: ClientFor
) -> None:
    task = make_call_back(assignee=manager.user)
    answer = client_for(member).post(f"/aujourdhui/rappels/{task.id}/fait/", headers=HTMX)
    task.refresh_from_db()
    assert (answer.status_code, task.done_at) == (404, None)


def test_a_webhook_is_tried_again_with_one_click_and_what_waited_goes_at_once(
    browser: Client, member: Member, client_for: ClientFor
) -> None:
    endpoint = make_given_up()
    WebhookDelivery.objects.update(next_at=MADE_AT + timedelta(days=900))
    address = f"/aujourdhui/webhooks/{endpoint.id}/essai/"
    assert client_for(member).post(address, headers=HTMX).status_code == 403
    done(browser.post(address, headers=HTMX))
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.failing_since) == (EndpointState.ACTIVE, None)
    assert WebhookDelivery.objects.get().next_at < SystemClock().now() + timedelta(minutes=1)
