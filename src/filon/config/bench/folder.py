"""The data folder of benches: durable, their own, empty at the start and gone at the end."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

from filon.config.run.keeper import users_lock
from filon.config.run.layout import CannotRun, locate
from filon.config.words import either

CHANGED_MEANWHILE = frozenset({errno.ENOENT, errno.ENOTEMPTY})
"""A server that leaves removes and writes files of its own meanwhile."""


@contextlib.contextmanager
def own(folder: Path) -> Iterator[None]:
    """`folder` is empty and nobody else's for the length of the block, and deleted with its database afterwards.

    What a bench that was killed left behind is deleted first. Raises CannotRun while another bench is running, which
    would spoil the figures of both.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as alone:
        try:
            fcntl.flock(alone, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(
                either(
                    fr="Une autre mesure est en cours : attendez sa fin, chacune fausserait l’autre.",
                    en="Another bench is running: wait for its end, each would spoil the other.",
                )
            ) from None
        _delete(folder)
        try:
            yield
        finally:
            _delete(folder)


def _delete(folder: Path) -> None:
    if folder.exists():
        _wait_for_the_server(folder)
        while folder.exists():
            try:
                shutil.rmtree(folder)
            except OSError as fault:
                if fault.errno not in CHANGED_MEANWHILE:
                    raise


def _wait_for_the_server(folder: Path) -> None:
    """The keeper gives the exclusive lock up once the server has stopped."""
    lock = users_lock(locate(folder / "postgres"))
    if lock.exists():
        with lock.open() as users:
            fcntl.flock(users, fcntl.LOCK_EX)
