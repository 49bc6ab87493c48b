"""What rooms above add to the pages of companies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from filon.kernel.ui.panels import Panels

Figures = Callable[[Sequence[UUID]], Mapping[UUID, object]]


class Column(NamedTuple):
    """A column of the list of companies: ``figures(ids)`` gives what it shows, in one query."""

    label: str | Promise
    figures: Figures


company_panels = Panels()
columns: list[Column] = []


def add_column(column: Column) -> None:
    if column not in columns:
        columns.append(column)
