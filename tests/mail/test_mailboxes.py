from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from tests.factories import make_campaign, make_mailbox

from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import MemoryStore
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.mail.models import Mailbox
from filon.mail.operations import (
    MailboxFields,
    check_mailbox,
    create_mailbox,
    delete_mailbox,
    pause,
    unpause,
    update_mailbox,
)
from filon.mail.states import MailboxState, Security, Trouble
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

ME = "claire@ventes.example"


@pytest.fixture(scope="module")
def ports() -> Iterator[Ports]:
    with in_thread(MemoryStore({ME: "secret"}), Ports()) as ports:
        yield ports


def fields(ports: Ports, **changes: object) -> MailboxFields:
    given = MailboxFields(
        email=ME,
        smtp_host="127.0.0.1",
        smtp_port=ports.smtp,
        smtp_security=Security.PLAIN,
        smtp_password="secret",
        imap_host="127.0.0.1",
        imap_port=ports.imap,
        imap_security=Security.PLAIN,
    )
    return replace(given, **changes)  # type: ignore[arg-type]  # the caller names fields


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def test_a_mailbox_that_works_is_connected(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports), now=clock.now())
    assert mailbox.state == MailboxState.NEW
    report = check_mailbox(mailbox.id, now=clock.now())
    assert report.failed is None
    assert len(report.steps) == 6
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.checked_at) == (MailboxState.CONNECTED, clock.now())


def test_one_identifier_and_one_password_are_enough_for_both_servers(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports, smtp_user=" "), now=clock.now())
    assert (mailbox.smtp_user, mailbox.imap_user, mailbox.imap_password) == (ME, ME, "secret")


@pytest.mark.parametrize(
    ("changes", "trouble", "step"),
    [
        ({"smtp_host": "nulle-part.invalid"}, Trouble.CONNECTION, "Serveur d’envoi"),
        ({"smtp_password": "faux", "imap_password": "secret"}, Trouble.AUTH, "Identification pour envoyer"),
        ({"imap_password": "faux"}, Trouble.AUTH, "Identification pour lire"),
        ({"imap_host": "nulle-part.invalid"}, Trouble.CONNECTION, "Serveur de lecture"),
        ({"smtp_security": Security.STARTTLS}, Trouble.SECURITY, "Chiffrement de l’envoi"),
    ],
)
def test_the_step_that_fails_is_named(
    ports: Ports, clock: VirtualClock, changes: dict[str, object], trouble: Trouble, step: str
) -> None:
    mailbox = create_mailbox(fields(ports, **changes), now=clock.now())
    failed = check_mailbox(mailbox.id, now=clock.now()).failed
    assert failed is not None
    assert (failed.trouble, str(failed.name)) == (trouble, step)
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.trouble) == (MailboxState.BROKEN, trouble)


def test_a_closed_port_is_told_from_a_wrong_name(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports, smtp_port=free_port()), now=clock.now())
    failed = check_mailbox(mailbox.id, now=clock.now()).failed
    assert failed is not None
    assert str(failed.sentence) == "Personne ne répond à cette adresse et à ce port."


def test_a_mended_mailbox_tells_the_timeline(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports, smtp_password="faux", imap_password="secret"), now=clock.now())
    check_mailbox(mailbox.id, now=clock.now())
    mailbox = update_mailbox(mailbox.id, fields(ports))
    assert mailbox.state == MailboxState.BROKEN
    check_mailbox(mailbox.id, now=clock.now())
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.CONNECTED
    kinds = Event.objects.order_by("at", "id").values_list("kind", flat=True)
    assert list(kinds) == ["mail.mailbox_broken", "mail.mailbox_mended"]


def test_a_connected_mailbox_that_connects_otherwise_is_to_be_checked(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports), now=clock.now())
    check_mailbox(mailbox.id, now=clock.now())
    assert update_mailbox(mailbox.id, fields(ports, smtp_user="claire")).state == MailboxState.NEW


def test_the_password_is_stored_encrypted_and_kept_when_left_empty(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports), now=clock.now())
    update_mailbox(mailbox.id, fields(ports, smtp_password="", daily_cap=40))
    mailbox = Mailbox.objects.get()
    assert (mailbox.smtp_password, mailbox.imap_password, mailbox.daily_cap) == ("secret", "secret", 40)
    with connection.cursor() as cursor:
        cursor.execute("select smtp_password, imap_password from mail_mailbox")
        assert "secret" not in str(cursor.fetchall())


def test_changing_only_the_cap_leaves_it_connected(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports), now=clock.now())
    check_mailbox(mailbox.id, now=clock.now())
    update_mailbox(mailbox.id, fields(ports, smtp_password="", spacing_s=10))
    assert Mailbox.objects.get().state == MailboxState.CONNECTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "claire"}, "email"),
        ({"email": "clairé@ventes.example"}, "email"),
        ({"smtp_host": " "}, "smtp_host"),
        ({"smtp_port": 0}, "smtp_port"),
        ({"imap_port": 70_000}, "imap_port"),
        ({"daily_cap": 0}, "daily_cap"),
        ({"spacing_s": -1}, "spacing_s"),
    ],
)
def test_a_faulty_field_is_named(ports: Ports, clock: VirtualClock, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as no:
        create_mailbox(fields(ports, **changes), now=clock.now())
    assert no.value.field == field
    assert not Mailbox.objects.exists()


def test_an_address_has_one_mailbox(ports: Ports, clock: VirtualClock) -> None:
    create_mailbox(fields(ports), now=clock.now())
    with pytest.raises(Refused, match="déjà") as no:
        create_mailbox(fields(ports, email=ME.upper()), now=clock.now())
    assert no.value.code == "mailbox_known"


def test_a_paused_mailbox_stays_paused_when_it_is_checked(ports: Ports, clock: VirtualClock) -> None:
    mailbox = create_mailbox(fields(ports), now=clock.now())
    pause(mailbox.id)
    check_mailbox(mailbox.id, now=clock.now() + timedelta(hours=1))
    assert Mailbox.objects.get().state == MailboxState.PAUSED
    unpause(mailbox.id, now=clock.now())
    assert Mailbox.objects.get().state == MailboxState.CONNECTED


def test_a_mailbox_that_campaigns_send_from_is_not_deleted(clock: VirtualClock) -> None:
    used, unused = make_mailbox(), make_mailbox()
    make_campaign(mailbox=used)
    delete_mailbox(unused.id)
    with pytest.raises(Refused, match="campagnes"):
        delete_mailbox(used.id)
    assert list(Mailbox.objects.values_list("id", flat=True)) == [used.id]
