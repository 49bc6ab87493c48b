"""Which companies a rule means (CO-197): routines and tags are of a room beside this one, so a room above fills this.

    audiences.register(Routines())     # in the ready() of desk

Until somebody does, there is no routine to choose, and no rule works.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from filon.directory.models import Company


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

    def companies(self, workspace: UUID, routine_id: UUID, tags: Collection[str]) -> QuerySet[Company]:
        """The companies of the open workspace that carry one of the tags on the routine."""


class Nobody:
    """Of an installation without routines."""

    def tags(self) -> Sequence[tuple[str, str | Promise]]:
        return ()

    def routines(self) -> Sequence[Choice]:
        return ()

    def titles(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        return {}

    def companies(self, workspace: UUID, routine_id: UUID, tags: Collection[str]) -> QuerySet[Company]:
        return Company.objects.none()


_provider: Provider = Nobody()


def register(provider: Provider) -> None:
    """Ask ``provider`` from now on."""
    global _provider  # noqa: PLW0603 one provider for the installation, set while it starts
    _provider = provider


def current() -> Provider:
    return _provider
