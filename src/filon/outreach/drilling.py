"""The count of a drill: where each message stands, as the database has it."""

from __future__ import annotations

import click
from django.db.models import Count

from filon.actions.models import Action
from filon.actions.states import State
from filon.kernel.tenancy import scope
from filon.mail.delivery.queries import uncertain
from filon.mail.models import Message
from filon.mail.states import MessageState
from filon.outreach.scratch import newest
from filon.tenants.models import Workspace

NAMES = {State.DONE: "sent"}
ORDER = ("planned", "claimed", "sending", "sent", "failed", "uncertain", "skipped", "cancelled")


def counts(slug: str) -> dict[str, int]:
    """How many messages are in each state, and ``total``. ``sending``: committed to leave and not settled yet."""
    with scope(_workspace(slug).id):
        rows = Action.objects.values("state").annotate(n=Count("id")).values_list("state", "n")
        found = {NAMES.get(State(state), state): n for state, n in rows}
        claimed = Action.objects.filter(state=State.CLAIMED)
        leaving = Message.objects.filter(state=MessageState.SENDING, action_id__in=claimed.values("id")).count()
    found["sending"] = leaving
    found["claimed"] = found.get("claimed", 0) - leaving
    return {**{state: found.get(state, 0) for state in ORDER}, "total": sum(found.values())}


def message_ids(slug: str) -> dict[str, list[str]]:
    """The Message-IDs by state; ``uncertain`` are those that a user is shown."""
    with scope(_workspace(slug).id):
        found = {
            str(state): list(Message.objects.filter(state=state).values_list("message_id", flat=True))
            for state in (MessageState.QUEUED, MessageState.SENDING, MessageState.SENT, MessageState.FAILED)
        }
        return {**found, "uncertain": list(uncertain().values_list("message_id", flat=True))}


def _workspace(slug: str) -> Workspace:
    found = Workspace.objects.filter(slug=slug).first() if slug else newest()
    if found is None:
        raise click.ClickException("no scratch workspace; run: filon drill seed-mail")
    return found
