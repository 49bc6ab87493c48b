"""The button that calls a message back, against the worker that sends it: each race is lost here on purpose."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import transaction
from tests.factories import make_company, make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.drafts.writing import after_the_undo, from_peer, turns, written
from tests.outreach.elsewhere import Elsewhere

from filon.actions import channels, scheduler
from filon.actions.lanes import LaneRef
from filon.actions.models import Action
from filon.actions.states import State
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.outreach.drafts.models import Draft
from filon.outreach.drafts.operations import call_back, hand_over
from filon.tenants.reader import Reader

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]


def due(peer: SmtpPeer, clock: VirtualClock) -> Draft:
    """A message to two colleagues whose moment has come."""
    company = make_company()
    people = [make_contact(company=company) for _ in range(2)]
    draft = written(people, clock=clock, mailbox=from_peer(peer))
    hand_over(draft.id, by=draft.author_id, now=clock.now())
    after_the_undo(clock)
    return draft


def call(draft: Draft, clock: VirtualClock) -> int:
    return call_back(draft.id, by=Reader(draft.author_id, is_manager=False), now=clock.now())


def test_who_calls_back_while_it_is_claimed_waits_and_is_told_that_it_is_too_late(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = due(peer, clock)
        lane = LaneRef(current_workspace(), "email", draft.mailbox_id)
        with transaction.atomic():
            scheduler._claim(lane, channels.get("email"), now=clock.now(), most=500)
            caller = Elsewhere(partial(call, draft, clock))
            assert caller.is_waiting(), "the claim holds the rows"
        with pytest.raises(Refused) as no:
            caller.end()
    assert no.value.code == "too_late"
    assert set(Action.objects.values_list("state", flat=True)) == {State.CLAIMED}
    assert Draft.objects.get().handed_at is not None


def test_a_worker_that_comes_while_it_is_called_back_sends_nothing(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = due(peer, clock)
        with transaction.atomic():
            assert call(draft, clock) == 2
            assert Elsewhere(partial(turns, draft.mailbox, clock)).end() == 0
        assert turns(draft.mailbox, clock) == 0
        assert peer.messages == []


def test_two_hands_that_call_back_at_once_do_it_once(clock: VirtualClock) -> None:
    with SmtpPeer() as peer:
        draft = due(peer, clock)
        with transaction.atomic():
            assert call(draft, clock) == 2
            other = Elsewhere(partial(call, draft, clock))
            assert other.is_waiting()
        with pytest.raises(Refused):
            other.end()
    assert (Draft.objects.get().handed_at, Draft.objects.get().rounds) == (None, 2)
