from __future__ import annotations

import pytest
from click import BadParameter
from click.testing import CliRunner
from tests.mail.peers import SmtpPeer
from tests.outreach.running import turns

from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.outreach import scratch
from filon.outreach.drill import drill_group
from filon.outreach.drilling import counts, message_ids
from filon.outreach.models import Campaign

pytestmark = pytest.mark.django_db


def test_everything_that_is_seeded_is_due_at_once_without_limits(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        wanted = scratch.Wanted(messages=12, host="127.0.0.1", port=peer.port, mailboxes=2)
        workspace = scratch.make(wanted)
        before = counts(workspace.slug)
        assert (before["planned"], before["total"]) == (12, 12)
        with scope(workspace.id):
            now = VirtualClock(workspace.created_at)
            assert [turns(campaign, now) for campaign in Campaign.objects.order_by("name")] == [6, 6]
        assert len(peer.messages) == 12
    after = counts(workspace.slug)
    assert (after["sent"], after["planned"], after["uncertain"], after["total"]) == (12, 0, 0, 12)
    assert len(message_ids(workspace.slug)["sent"]) == 12


def test_the_newest_scratch_workspace_is_counted_when_none_is_named() -> None:
    scratch.make(scratch.Wanted(messages=1, host="127.0.0.1", port=9))
    newest = scratch.make(scratch.Wanted(messages=2, host="127.0.0.1", port=9))
    assert scratch.newest() == newest
    assert counts("")["total"] == 2


@pytest.mark.parametrize("address", ["25", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", ":25", "host:smtp"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    done = CliRunner().invoke(drill_group, ["seed-mail", "--messages", "1", "--smtp", address])
    assert (done.exit_code, BadParameter("").exit_code) == (2, 2)
    assert "127.0.0.1:14525" in done.output
