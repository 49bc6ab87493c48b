"""A worker that is told to stop when nothing is left to do does stop, whatever waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import make_mailbox, make_workspace
from tests.outreach.running import contacts, launched

from filon.actions.models import Action
from filon.actions.states import State
from filon.config.worker import work_until_idle
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState, Trouble

pytestmark = pytest.mark.django_db(transaction=True)


def test_broken_mailboxes_and_blocked_messages_do_not_keep_a_worker_busy() -> None:
    long_ago = SystemClock().now() - timedelta(days=10)
    workspace = make_workspace()
    with scope(workspace.id):
        always = {"days": list(range(7)), "first_hour": 0, "last_hour": 24, "skip_holidays": False}
        launched(contacts(2, first_name=""), peer=None, now=long_ago, **always)
        make_mailbox(state=MailboxState.BROKEN, trouble=Trouble.CONNECTION, smtp_port=9)
    assert work_until_idle() < 50
    with scope(workspace.id):
        assert set(Action.objects.values_list("state", flat=True)) == {State.SKIPPED}
        assert Mailbox.objects.filter(state=MailboxState.BROKEN).count() == 1
