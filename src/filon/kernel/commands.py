"""Commands of rooms that need the database, which only the room above them knows how to open.

    @click.command()
    @with_database
    def sandbox() -> None: ...

The command line calls `opened_by` once with what starts the database, checks it and sets Django up. A room's command
imports its models inside its functions, because the module itself is read before that.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Opening = Callable[[], AbstractContextManager[None]]

_openings: list[Opening] = [nullcontext]


def opened_by(opening: Opening) -> None:
    """Commands run inside `opening()` from now on."""
    _openings[:] = [opening]


def with_database(command: Callable[P, R]) -> Callable[P, R]:
    """The command, run while the database answers and Django may be used."""

    @functools.wraps(command)
    def opened(*args: P.args, **kwargs: P.kwargs) -> R:
        with _openings[0]():
            return command(*args, **kwargs)

    return opened
