"""What rooms above offer to do with somebody from their orange card: a dialog each (CO-34)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise

from filon.crm.models import Contact
from filon.crm.states import ContactStatus


class CardAction(NamedTuple):
    """``label`` says it with ``%(name)s``, ``title`` without; ``url_of`` gives the dialog's address, "" for none."""

    label: str | Promise
    title: str | Promise
    icon: str
    url_of: Callable[[Contact], str]


class Offer(NamedTuple):
    """An action of one card."""

    label: str
    title: str | Promise
    icon: str
    url: str


_actions: list[CardAction] = []


def add_card_action(action: CardAction) -> None:
    """One more button on orange cards, after those there are."""
    if action not in _actions:
        _actions.append(action)


def offers_of(contact: Contact) -> list[Offer]:
    """What can be done with this person; nothing with a grey card (CO-36), without a query."""
    if contact.status == ContactStatus.LEFT:
        return []
    found = ((action, action.url_of(contact)) for action in _actions)
    return [
        Offer(str(action.label) % {"name": contact.name}, action.title, action.icon, url)
        for action, url in found
        if url
    ]
