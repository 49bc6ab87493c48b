"""What `filon worker` does again and again: schedulers, mail delivery, mail reading.

    @loop("deliver", every=1.0)
    def deliver() -> int: ...

A loop does one batch and returns how much it did; while that is more than nothing it is called again at once, then
after `every` seconds. Several workers run the same loops: a batch is claimed in the database (`SKIP LOCKED`), never
assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Batch = Callable[[], int]


@dataclass(frozen=True)
class Loop:
    """A registered batch; `every` is the pause, in seconds, once there is nothing left to do."""

    name: str
    every: float
    run: Batch


LOOPS: dict[str, Loop] = {}


def loop(name: str, *, every: float) -> Callable[[Batch], Batch]:
    """Register a batch under a name. It runs outside any workspace scope and opens those it needs."""

    def register(batch: Batch) -> Batch:
        if name in LOOPS and LOOPS[name].run is not batch:
            raise TypeError(f"two loops are called {name!r}")
        LOOPS[name] = Loop(name, every, batch)
        return batch

    return register
