from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.factories import make_mailbox

from filon.demo.operations.connecting import check_new_mailboxes
from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import MemoryStore
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState, Security
from filon.tenants.models import Workspace

ME = "claire@demo.example"


@pytest.fixture
def ports() -> Iterator[Ports]:
    with in_thread(MemoryStore({ME: "secret"}), Ports()) as ports:
        yield ports


def _new_mailbox(workspace: Workspace, ports: Ports, *, is_sample: bool = True) -> Mailbox:
    Workspace.objects.filter(id=workspace.id).update(is_sample=is_sample)
    return make_mailbox(
        email=ME,
        state=MailboxState.NEW,
        smtp_port=ports.smtp,
        smtp_user=ME,
        smtp_password="secret",
        imap_host="127.0.0.1",
        imap_port=ports.imap,
        imap_security=Security.PLAIN,
        imap_user=ME,
        imap_password="secret",
    )


@pytest.mark.django_db(transaction=True)
def test_the_samples_mailbox_is_connected_once_its_servers_answer(workspace: Workspace, ports: Ports) -> None:
    mailbox = _new_mailbox(workspace, ports)
    assert check_new_mailboxes() == 1
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.CONNECTED
    assert check_new_mailboxes() == 0


def test_before_that_it_stays_as_it_is(workspace: Workspace) -> None:
    with in_thread(MemoryStore({}), Ports()) as ports:
        mailbox = _new_mailbox(workspace, ports)
    assert check_new_mailboxes() == 0
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.NEW


def test_the_mailbox_of_a_real_workspace_is_its_owners_business(workspace: Workspace, ports: Ports) -> None:
    mailbox = _new_mailbox(workspace, ports, is_sample=False)
    assert check_new_mailboxes() == 0
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.NEW
