"""The e-mail of notices, to a real mail server: once, of what may still be told, in the reader's language."""

from __future__ import annotations

import email
import os
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default as modern

import pytest
from django.db import connection
from tests.factories import MADE_AT, make_company, make_contact, make_manager, make_member
from tests.mail.peers import DROP, HANG, SmtpPeer
from tests.notices.telling import REPLY, tell, told

from filon.config import testing
from filon.config.run.layout import APP_ROLE
from filon.kernel.tenancy import scope
from filon.notices.models import Notice
from filon.notices.operations import handle_all, mail_waiting, name_sender
from filon.notices.operations.keeping import forget_old_notices, mail_again
from filon.notices.operations.mailing import ServerSaysNo
from filon.tenants.models import Member, Workspace

NOW = MADE_AT + timedelta(minutes=1)
WORKER = """
import sys
from uuid import UUID
import django
django.setup()
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.notices.operations import mail_waiting
with scope(UUID(sys.argv[1])):
    mail_waiting(int(sys.argv[2]), now=SystemClock().now())
"""


@pytest.fixture
def server(settings) -> Iterator[SmtpPeer]:
    """The mail server of the installation."""
    with SmtpPeer() as peer:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", peer.port, 5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.PUBLIC_URL = "https://filon.example"
        yield peer


def environment(server: SmtpPeer) -> dict[str, str]:
    """That of a worker on the database of this test."""
    url = testing.cluster().url(role=APP_ROLE, database=connection.settings_dict["NAME"])
    own = {"DATABASE_URL": url, "FILON_SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "filon.config.settings"}


def mails(server: SmtpPeer) -> list[EmailMessage]:
    return [email.message_from_bytes(raw, policy=modern) for raw in server.messages]  # type: ignore[misc]  # the policy makes them so


def test_one_mail_tells_of_all_that_waits(member: Member, server: SmtpPeer) -> None:
    contact = make_contact(first_name="Ana", last_name="Roux", company=make_company(name="Fonderie Aubry"))
    for _ in range(3):
        tell(member, contact_id=contact.id, company_id=contact.company_id)
    assert mail_waiting(member.user_id, now=NOW) == 3
    (mail,) = mails(server)
    text = mail.get_content()
    assert (mail["To"], mail["Auto-Submitted"]) == (member.user.email, "auto-generated")
    assert mail["Subject"] == f"3 notifications de {member.workspace.name}"
    assert text.count("Réponse reçue") == text.count("Ana Roux · Fonderie Aubry") == 3
    first = Notice.objects.order_by("id")[0]
    assert f"https://filon.example/notifications/{first.id}/?espace={member.workspace_id}" in text
    assert "https://filon.example/profil/notifications/" in text
    assert told(member) == [(REPLY, True, "sent")] * 3


def test_the_mail_speaks_the_language_of_who_reads_it(workspace: Workspace, server: SmtpPeer) -> None:
    tom = make_member(workspace, language="en")
    tell(tom)
    mail_waiting(tom.user_id, now=NOW)
    assert mails(server)[0]["Subject"] == "Reply received"


def test_a_long_mail_counts_what_it_does_not_list(member: Member, server: SmtpPeer) -> None:
    for _ in range(27):
        tell(member)
    mail_waiting(member.user_id, now=NOW)
    text = mails(server)[0].get_content()
    assert (text.count("Réponse reçue"), "et 2 autres" in text) == (25, True)
    assert set(Notice.objects.values_list("mail", flat=True)) == {"sent"}


def test_a_job_that_runs_again_sends_nothing_more(member: Member, server: SmtpPeer) -> None:
    tell(member)
    assert [mail_waiting(member.user_id, now=NOW) for _turn in range(2)] == [1, 0]
    assert len(server.messages) == 1


def test_after_a_connection_lost_at_the_end_nothing_is_sent_again(member: Member, server: SmtpPeer) -> None:
    """The server had the whole mail: whether it left, nobody knows, as after a kill."""
    tell(member)
    server.answers["EOD"] = DROP
    with pytest.raises((smtplib.SMTPException, OSError)):
        mail_waiting(member.user_id, now=NOW)
    server.answers["EOD"] = "250 2.0.0 queued"
    assert mail_waiting(member.user_id, now=NOW) == 0
    assert told(member) == [(REPLY, True, "sending")]


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "EOD"])
def test_a_mail_that_the_server_refuses_is_tried_again_and_tells_no_address(
    member: Member, server: SmtpPeer, verb: str
) -> None:
    tell(member)
    server.answers[verb] = ["451 4.3.0 later", "250 2.0.0 ok" if verb != "DATA" else "354 go on"]
    with pytest.raises(ServerSaysNo) as no:
        mail_waiting(member.user_id, now=NOW)
    assert member.user.email not in str(no.value)
    assert no.value.__cause__ is None
    assert no.value.__suppress_context__
    assert mail_waiting(member.user_id, now=NOW) == 1
    assert len(server.messages) == 1


def test_a_server_that_is_away_claims_nothing(member: Member, server: SmtpPeer, settings) -> None:
    tell(member)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(OSError, match="refused"):
        mail_waiting(member.user_id, now=NOW)
    assert told(member) == [(REPLY, True, "waiting")]
    settings.EMAIL_PORT = port
    assert mail_waiting(member.user_id, now=NOW) == 1


def test_what_was_dealt_with_meanwhile_is_not_mailed(member: Member, server: SmtpPeer) -> None:
    tell(member)
    handle_all(user_id=member.user_id, now=NOW)
    tell(member, at=NOW)
    assert mail_waiting(member.user_id, now=NOW) == 1
    assert [mail for _kind, _app, mail in told(member)] == ["dropped", "sent"]


def test_who_left_the_workspace_is_written_nothing(member: Member, server: SmtpPeer) -> None:
    tell(member)
    Member.objects.filter(id=member.id).update(left_at=NOW)
    assert mail_waiting(member.user_id, now=NOW) == 0
    assert (server.messages, told(member)) == ([], [(REPLY, True, "dropped")])


def test_a_co_33_the_workspace_names_the_sender(
    workspace: Workspace, member: Member, server: SmtpPeer, settings
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Filon <filon@maison.example>"
    for name, expected in (("", "Filon"), ("Éliott, de l’Atelier", "Éliott, de l’Atelier")):
        name_sender(name)
        tell(member)
        mail_waiting(member.user_id, now=NOW)
        (sender,) = mails(server)[-1]["From"].addresses
        assert (sender.display_name, sender.addr_spec) == (expected, "filon@maison.example")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_once_the_mail_had_left_has_mailed_once(workspace: Workspace, server: SmtpPeer) -> None:
    """The server has the mail and does not answer; the worker dies there, and the job runs again."""
    lea = make_member(workspace)
    tell(lea)
    server.answers["EOD"] = HANG
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, str(workspace.id), str(lea.user_id)], env=environment(server)
    ) as worker:
        deadline = time.monotonic() + 60
        while not server.messages:
            assert worker.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        worker.kill()
    server.answers["EOD"] = "250 2.0.0 queued"
    assert mail_waiting(lea.user_id, now=NOW) == 0
    assert (len(server.messages), told(lea)) == (1, [(REPLY, True, "sending")])


@pytest.mark.django_db(transaction=True)
def test_of_two_jobs_at_once_one_sends(workspace: Workspace, server: SmtpPeer) -> None:
    boss = make_manager(workspace)
    for _ in range(5):
        tell(boss)
    barrier, sent = threading.Barrier(3), []

    def run() -> None:
        try:
            with scope(workspace.id):
                barrier.wait()
                sent.append(mail_waiting(boss.user_id, now=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 0, 5]
    assert len(server.messages) == 1


def test_late_mails_are_tried_once_an_hour_and_given_up_after_a_day(member: Member) -> None:
    tell(member)
    assert mail_again(now=MADE_AT + timedelta(minutes=59)) == 0
    assert mail_again(now=MADE_AT + timedelta(minutes=61)) == 1
    assert mail_again(now=MADE_AT + timedelta(minutes=62)) == 0
    assert mail_again(now=MADE_AT + timedelta(days=1, minutes=1)) == 0
    assert told(member) == [(REPLY, True, "dropped")]


def test_notices_are_kept_for_three_months(member: Member) -> None:
    tell(member)
    tell(member, at=NOW)
    assert forget_old_notices(now=MADE_AT + timedelta(days=90, seconds=1)) == 1
    assert [notice.at for notice in Notice.objects.all()] == [NOW]
