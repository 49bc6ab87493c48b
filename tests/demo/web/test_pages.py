"""The pages of the sandbox, as a member sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories import make_member, make_workspace

from filon.demo.models import SandboxMail, SandboxReaction
from filon.demo.operations.accounts import ensure_account
from filon.demo.operations.catching import catch
from filon.demo.queries import tomorrow_morning
from filon.demo.servers.store import INBOX
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ME = "claire@ventes.example"
RAW = (
    f"From: {ME}\r\nSubject: Une offre\r\nMessage-ID: <1@v.example>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    "Bonjour, voyez https://atelier.example/u/1 <i>\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    "<p>Bonjour</p><script>alert(1)</script>\r\n--b--\r\n"
).encode()


@pytest.fixture
def client(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    Workspace.objects.filter(id=workspace.id).update(is_sample=True)
    ensure_account(ME, password="x", now=NOW)
    return client_for(make_member(workspace))


def _caught(to: str) -> UUID:
    catch(RAW, sender=ME, recipients=[to], account=ME)
    return SandboxMail.objects.get(recipient=to, folder="Sent").id


def test_every_mail_is_listed_with_what_will_come_back(client: Client) -> None:
    _caught("reponse@a.example")
    page = client.get(reverse("demo:sandbox")).content.decode()
    assert "reponse@a.example" in page
    assert "Une offre" in page
    assert "Réponse intéressée" in page


def test_the_list_is_searched_and_filtered(client: Client) -> None:
    _caught("un@silence.example")
    _caught("deux@silence.example")
    found = client.get(reverse("demo:sandbox"), {"q": "deux offre"}).content.decode()
    assert "deux@silence.example" in found
    assert "un@silence.example" not in found
    received = client.get(reverse("demo:sandbox"), {"box": "received"}).content.decode()
    assert "Aucun message ne correspond" in received


@pytest.mark.parametrize("mails", [1, 3])
def test_the_list_costs_the_same_queries_however_long(
    client: Client, mails: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(mails):
        _caught(f"reponse.{number}@a.example")
    client.get(reverse("demo:sandbox"))  # notes the device, once
    with django_assert_max_num_queries(7):
        client.get(reverse("demo:sandbox"))


def test_an_empty_sandbox_says_what_it_is_for(client: Client) -> None:
    assert "Les messages envoyés arriveront ici" in client.get(reverse("demo:sandbox")).content.decode()


def test_a_mail_is_shown_as_text_with_its_links_and_its_headers(client: Client) -> None:
    page = client.get(reverse("demo:mail", args=[_caught("silence@a.example")])).content.decode()
    assert '<a href="https://atelier.example/u/1" rel="nofollow">' in page
    assert "&lt;i&gt;" in page
    assert "Message-ID: &lt;1@v.example&gt;" in page
    assert "Répondre en tant que ce prospect" in page


def test_its_html_is_locked_in_a_frame(client: Client) -> None:
    response = client.get(reverse("demo:html", args=[_caught("silence@a.example")]))
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert (response["X-Frame-Options"], b"<p>Bonjour</p>" in response.content) == ("SAMEORIGIN", True)


def test_its_source_is_downloaded_never_shown(client: Client) -> None:
    response = client.get(reverse("demo:source", args=[_caught("silence@a.example")]))
    assert response.content == RAW
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")


def test_one_answers_in_the_prospects_name(client: Client) -> None:
    mail_id = _caught("silence@a.example")
    response = client.post(
        reverse("demo:reply", args=[mail_id]), {"text": "Volontiers."}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 204
    assert SandboxMail.objects.get(folder=INBOX).sender == "silence@a.example"


def test_an_empty_answer_is_not_sent(client: Client) -> None:
    response = client.post(reverse("demo:reply", args=[_caught("silence@a.example")]), {"text": " "})
    assert response.status_code == 422
    assert not SandboxMail.objects.filter(folder=INBOX).exists()


def test_what_came_in_is_not_answered_here(client: Client) -> None:
    mail_id = _caught("silence@a.example")
    SandboxMail.objects.filter(id=mail_id).update(folder=INBOX)
    assert client.get(reverse("demo:reply", args=[mail_id])).status_code == 404


def test_the_clock_moves_an_hour_or_to_the_next_morning(client: Client, workspace: Workspace) -> None:
    client.post(reverse("demo:clock"), {"to": "hour"})
    workspace.refresh_from_db()
    assert workspace.clock_offset == timedelta(hours=1)
    client.post(reverse("demo:clock"), {"to": "tomorrow"})
    workspace.refresh_from_db()
    assert timedelta(hours=1) < workspace.clock_offset < timedelta(days=2)


def test_the_clock_of_a_real_workspace_is_the_worlds(client: Client, workspace: Workspace) -> None:
    Workspace.objects.filter(id=workspace.id).update(is_sample=False)
    response = client.post(reverse("demo:clock"), {"to": "hour"}, headers={"HX-Request": "true"})
    workspace.refresh_from_db()
    assert (workspace.clock_offset, response.status_code) == (timedelta(0), 204)
    assert "Demain 9 h" not in client.get(reverse("demo:sandbox")).content.decode()


@pytest.mark.parametrize("name", ["mail", "html", "source", "reply"])
def test_the_mail_of_another_workspace_is_not_there(client: Client, name: str) -> None:
    with scope(make_workspace().id):
        ensure_account("autre@ailleurs.example", password="x", now=NOW)
        catch(RAW, sender="autre@ailleurs.example", recipients=["x@a.example"], account="autre@ailleurs.example")
        mail_id = SandboxMail.objects.get().id
    assert client.get(reverse(f"demo:{name}", args=[mail_id])).status_code == 404
    assert client.get(reverse(f"demo:{name}", args=[uuid4()])).status_code == 404
    assert "x@a.example" not in client.get(reverse("demo:sandbox")).content.decode()


def test_a_reaction_says_when_it_is_due_until_it_came(client: Client) -> None:
    mail_id = _caught("inconnu@a.example")
    assert "prévu" in client.get(reverse("demo:mail", args=[mail_id])).content.decode()
    SandboxReaction.objects.update(delivered_at=NOW)
    assert "arrivé" in client.get(reverse("demo:mail", args=[mail_id])).content.decode()


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), datetime(2026, 11, 25, 8, 0, tzinfo=UTC)),
        (datetime(2027, 3, 27, 12, 0, tzinfo=UTC), datetime(2027, 3, 28, 7, 0, tzinfo=UTC)),
    ],
)
def test_tomorrow_morning_is_nine_where_the_workspace_is(now: datetime, morning: datetime) -> None:
    assert tomorrow_morning(now, time_zone="Europe/Paris") == morning


def test_a_workspace_without_an_account_has_no_sandbox(
    client: Client, workspace: Workspace, client_for: Callable[[Member], Client]
) -> None:
    entry = f'href="{reverse("demo:sandbox")}"'
    assert entry in client.get("/contacts/").content.decode()
    with scope(make_workspace().id) as other:
        stranger = client_for(make_member(Workspace.objects.get(id=other)))
    assert entry not in stranger.get("/contacts/").content.decode()
    for name in ("sandbox", "count", "clock"):
        assert stranger.get(reverse(f"demo:{name}")).status_code == 404
        assert client.get(reverse(f"demo:{name}")).status_code == 200
