"""The ways of doing things (email, calls, later SMS), known by name: rooms above register them here.

The worker does what has a ``Channel``, a turn of a lane at a time. Calls last minutes and many are up at once: another
process places them, and this room knows only their lanes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from filon.actions.facts import Case
from filon.actions.outcomes import Outcome
from filon.actions.situation import Due, Lane


class Lanes(Protocol):
    """What is known of the lanes of a channel that the worker does not serve."""

    def lanes(self, lane_ids: Sequence[UUID], *, now: datetime) -> Mapping[UUID, Lane]:
        """What is known of each lane (a trunk); none for a lane that no longer exists."""


class Channel(Protocol):
    """How one kind of action is done. ``holder`` names this process where what it holds must be found again."""

    @property
    def holder(self) -> str: ...

    def lanes(self, lane_ids: Sequence[UUID], *, now: datetime) -> Mapping[UUID, Lane]:
        """What is known of each lane (a mailbox); none for a lane that no longer exists."""

    def begin(self, cases: Sequence[Case], *, now: datetime) -> Sequence[Case]:
        """Write what must be on record before anything leaves. In the transaction that claims; no network."""

    def perform(self, cases: Sequence[Case], *, now: datetime) -> Sequence[Outcome]:
        """Do it, outside any transaction. Every case comes back once; never raises for what the outside does."""

    def record(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Write the channel's own side of what happened. In the transaction that records the actions."""

    def settled(self, outcomes: Sequence[Outcome]) -> None:
        """That transaction is committed."""

    def is_gone(self, holder: str) -> bool:
        """Whether it is certain that this holder runs no more, so that its lease need not be waited for."""

    def recover(self, dues: Sequence[Due], *, holder: str, now: datetime) -> Sequence[Outcome]:
        """What became of the actions that a lost holder had; an action that is left out is left alone."""


_channels: dict[str, Channel] = {}


def register(name: str, channel: Channel) -> None:
    """Make a channel known. Raises TypeError when another one has the name."""
    if _channels.setdefault(name, channel) is not channel:
        raise TypeError(f"two channels are called {name!r}")


def get(name: str) -> Channel | None:
    return _channels.get(name)


_lanes: dict[str, Lanes] = {}


def register_lanes(name: str, lanes: Lanes) -> None:
    """Make the lanes of a channel known that another process serves. Raises TypeError when another one has the name."""
    if name in _channels or _lanes.setdefault(name, lanes) is not lanes:
        raise TypeError(f"two channels are called {name!r}")


def lanes_of(name: str) -> Lanes | None:
    """Whoever knows the lanes of a channel, served here or elsewhere."""
    return _channels.get(name) or _lanes.get(name)
