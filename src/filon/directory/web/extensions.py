"""What rooms above add to the pages of companies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from filon.directory.models import Company
from filon.kernel.ui.panels import Panels
from filon.timeline.names import Name

Figures = Callable[[Sequence[UUID]], Mapping[UUID, object]]
NoteOf = Callable[[Company], str]
"""The address of the editor in which a call to this company's number is noted."""


class Column(NamedTuple):
    """A column of the list of companies: ``figures(ids)`` gives what it shows, in one query."""

    label: str | Promise
    figures: Figures


class Button(NamedTuple):
    """What a filter of the timeline offers to do: ``url_name`` is a dialog, with the company's id in its address."""

    label: str | Promise
    icon: str
    url_name: str


class Coming(NamedTuple):
    """Something that Filon will do with a company or its people; ``about`` says with whom and on whose behalf."""

    at: datetime
    label: str | Promise
    icon: str
    about: tuple[Name, ...]


class Filter(NamedTuple):
    """One way to read the timeline of a company: only events of these ``kinds`` (CO-20…25). ``none`` says that there
    are none yet."""

    key: str
    label: str | Promise
    icon: str
    order: int
    kinds: tuple[str, ...]
    none: str | Promise
    button: Button | None = None


ComingOf = Callable[[Company], Sequence[Coming]]

company_panels = Panels()
timeline_panels = Panels()
"""What is under way with the company and its people, above all that is planned or has happened (CO-18): "main"."""
columns: list[Column] = []
call_notes: list[NoteOf] = []
timeline_filters: dict[str, Filter] = {}
more_kinds: dict[str, tuple[str, ...]] = {}
buttons: dict[str, Button] = {}
comings: list[ComingOf] = []


def add_column(column: Column) -> None:
    if column not in columns:
        columns.append(column)


def add_timeline_filter(shown: Filter) -> None:
    """One more way to read the timeline. Adding a key again replaces it."""
    timeline_filters[shown.key] = shown


def add_to_filter(key: str, kinds: tuple[str, ...]) -> None:
    """Show these events too through the filter of this key, whichever room it is of."""
    more_kinds[key] = tuple(dict.fromkeys((*more_kinds.get(key, ()), *kinds)))


def add_button(key: str, button: Button) -> None:
    """Have the filter of this key offer this, whichever room it is of."""
    buttons[key] = button


def filters() -> list[Filter]:
    found = sorted(timeline_filters.values(), key=lambda each: each.order)
    return [
        each._replace(kinds=(*each.kinds, *more_kinds.get(each.key, ())), button=buttons.get(each.key, each.button))
        for each in found
    ]


def add_coming(coming: ComingOf) -> None:
    """Show these above what has happened (CO-19)."""
    if coming not in comings:
        comings.append(coming)


def coming_for(company: Company) -> list[Coming]:
    """What is planned, the last first, as the timeline is read."""
    return sorted((one for coming in comings for one in coming(company)), key=lambda one: one.at, reverse=True)


def note_calls(address: NoteOf) -> None:
    """Open this editor beside the telephone when somebody clicks a number (CO-82)."""
    if address not in call_notes:
        call_notes.append(address)


def note_of_call(company: Company) -> str:
    """The address of that editor, "" when no room has one."""
    return next((address(company) for address in call_notes), "")
