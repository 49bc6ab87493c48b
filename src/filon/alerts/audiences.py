"""Which companies a rule means (CO-197): routines and tags are of a room beside this one, so a room above fills this.

    audiences.register(Routines())     # in the ready() of desk

Until somebody does, there is no routine to choose, and no rule works.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from django.utils.functional import Promise


class Choice(NamedTuple):
    """A routine that the current reader may choose."""

    id: UUID
    title: str


class Provider(Protocol):
    def tags(self) -> Sequence[tuple[str, str | Promise]]:
        """(code, label) of where a company can stand in a routine."""

    def routines(self) -> Sequence[Choice]:
        """What the current reader may choose from, by title."""

    def titles(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """The titles of those of these routines that are in use, whoever reads; the others are left out."""

    def carrying(self, routine_ids: Collection[UUID], company_ids: Collection[UUID]) -> Mapping[tuple[UUID, UUID], str]:
        """(routine, company) → the tag that the company carries there, of these companies of the open workspace; left
        out where it carries none. A number of queries that does not depend on how many are asked for.
        """

    def explained(self) -> str:
        """Which companies a tag means, where that is not plain: a sentence beside the choice, "" for none."""


class Nobody:
    """Of an installation without routines."""

    def tags(self) -> Sequence[tuple[str, str | Promise]]:
        return ()

    def routines(self) -> Sequence[Choice]:
        return ()

    def titles(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        return {}

    def carrying(self, routine_ids: Collection[UUID], company_ids: Collection[UUID]) -> Mapping[tuple[UUID, UUID], str]:
        return {}

    def explained(self) -> str:
        return ""


_provider: Provider = Nobody()


def register(provider: Provider) -> None:
    """Ask ``provider`` from now on."""
    global _provider  # noqa: PLW0603 one provider for the installation, set while it starts
    _provider = provider


def current() -> Provider:
    return _provider
