"""What rooms above add to the pages of contacts: filters, marks on the rows, actions on the ticked ones, panels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from filon.crm.follow_ups.queries import FILTERS as FOLLOW_UP_FILTERS
from filon.crm.models import Contact
from filon.crm.queries import FILTERS
from filon.kernel.ui.panels import Panels

Choices = Callable[[], Iterable[tuple[str, str | Promise]]]


class Chip(NamedTuple):
    """A filter as the list shows it."""

    key: str
    label: str | Promise
    choices: Choices


class Mark(NamedTuple):
    """A pill on a contact's row."""

    tone: str
    label: str | Promise


class Bulk(NamedTuple):
    """Something to do with the ticked contacts: a dialog opened with their ids."""

    label: str | Promise
    icon: str
    url_name: str


Marks = Callable[[Sequence[Contact]], Mapping[UUID, Mark]]

contact_panels = Panels()
missed_call_panels = Panels()
"""On the settings page of missed calls, about nothing in particular."""

chips: dict[str, Chip] = {}
follow_up_chips: dict[str, Chip] = {}
marks: list[Marks] = []
bulk_actions: list[Bulk] = []


def add_filter(chip: Chip, narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]) -> None:
    """One more filter on the list of contacts."""
    chips[chip.key] = chip
    FILTERS[chip.key] = narrow


def add_follow_up_filter(chip: Chip, narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]) -> None:
    """One more filter on the lists of follow-ups."""
    follow_up_chips[chip.key] = chip
    FOLLOW_UP_FILTERS[chip.key] = narrow


def add_marks(provider: Marks) -> None:
    """``provider(contacts)`` gives {id: mark} of a page, in a fixed number of queries. The first provider wins."""
    if provider not in marks:
        marks.append(provider)


def add_bulk(action: Bulk) -> None:
    if action not in bulk_actions:
        bulk_actions.append(action)


def marks_of(contacts: Sequence[Contact]) -> dict[UUID, Mark]:
    """The mark of each contact that has one."""
    found: dict[UUID, Mark] = {}
    for provider in marks:
        for contact_id, mark in provider(contacts).items():
            found.setdefault(contact_id, mark)
    return found
