"""How long a question to DuckDB may take, and how many are asked at once: beyond it, a sentence and no answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.turns import NoPlace, Overtaken, Places, Turn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOOKED_S = 0.05
"""How often the bounds are looked at. An interruption between two statements is lost, so it comes again as often."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Seconds to wait for a place and to work at most. A question of the same ``asker`` takes the place of this one."""

    wait_s: float
    longest_s: float
    asker: Hashable = None


SCREEN = Bounds(wait_s=5.0, longest_s=10.0)
"""Somebody is looking at the page."""
WORK = Bounds(wait_s=600.0, longest_s=300.0)
"""Nobody waits; the worker has other things to do as well."""


@contextmanager
def bounded(connection: DuckDBPyConnection, *, places: Places, bounds: Bounds) -> Iterator[None]:
    """What the block asks of the connection is interrupted at its bounds. Raises Refused with the code "busy",
    "overtaken", "too_slow" or "too_much_memory".
    """
    import duckdb  # noqa: PLC0415 40 MB that most processes never need

    try:
        with places.turn(wait_s=bounds.wait_s, asker=bounds.asker) as turn:
            try:
                with _interrupting(connection, turn, longest_s=bounds.longest_s):
                    yield
            except duckdb.InterruptException:
                raise (_overtaken() if turn.overtaken.is_set() else _too_slow()) from None
    except NoPlace:
        raise Refused(_("Trop de recherches sont en cours : réessayez dans quelques secondes."), code="busy") from None
    except Overtaken:
        raise _overtaken() from None
    except duckdb.OutOfMemoryException:
        said = _("Cette recherche demande trop de mémoire : resserrez les critères.")
        raise Refused(said, code="too_much_memory") from None


@contextmanager
def _interrupting(connection: DuckDBPyConnection, turn: Turn, *, longest_s: float) -> Iterator[None]:
    left, ends = threading.Event(), time.monotonic() + longest_s

    def watch() -> None:
        while not left.wait(LOOKED_S):
            if turn.overtaken.is_set() or time.monotonic() >= ends:
                connection.interrupt()

    watcher = threading.Thread(target=watch, name="duckdb bounds", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        left.set()
        watcher.join()


def _too_slow() -> Refused:
    return Refused(_("Cette recherche prend trop de temps : resserrez les critères."), code="too_slow")


def _overtaken() -> Refused:
    return Refused(_("Cette recherche a laissé la place à une plus récente."), code="overtaken")
