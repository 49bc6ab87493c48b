"""The loops of the worker, on real transactions and with the threads they use."""

from __future__ import annotations

import pytest
from tests.mail.peers import SmtpPeer

from filon.actions.loops import recover, tick
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach import scratch
from filon.outreach.drilling import counts

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_due_leaves_once_from_all_mailboxes_and_then_there_is_no_work() -> None:
    with SmtpPeer() as peer:
        wanted = scratch.Wanted(messages=60, host="127.0.0.1", port=peer.port, mailboxes=3)
        workspace = scratch.make(wanted)
        while tick():
            pass
        assert len(peer.messages) == len(set(peer.messages)) == 60
        assert (tick(), recover()) == (0, 0)
    assert counts(workspace.slug)["sent"] == 60


def test_a_mailbox_without_server_does_not_stop_the_others() -> None:
    with SmtpPeer() as peer:
        workspace = scratch.make(scratch.Wanted(messages=20, host="127.0.0.1", port=peer.port, mailboxes=2))
        with scope(workspace.id):
            gone = Mailbox.objects.order_by("email").first()
            assert gone is not None
            Mailbox.objects.filter(id=gone.id).update(smtp_port=9)
        while tick():
            pass
        assert len(peer.messages) == 10
    found = counts(workspace.slug)
    assert (found["sent"], found["planned"], found["failed"]) == (10, 10, 0)
    with scope(workspace.id):
        assert Mailbox.objects.get(id=gone.id).state == MailboxState.BROKEN
