"""`filon run`: the database, then web, worker and mail sandbox, all of them until Ctrl-C.

Each child runs in a session of its own, so the terminal's Ctrl-C reaches this process alone, which stops them in
order: children first, database last. If this process is killed outright the kernel tells its children, and the
database's keeper sees that its last user has gone.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from types import FrameType

from filon.config.env import Environment
from filon.config.run.children import RESTARTS_PER_MINUTE, Child, Restarts, say, stop_all
from filon.config.run.layout import CannotRun, Cluster
from filon.config.run.postgres import ensure_up
from filon.config.run.status import server_pid
from filon.config.words import either

READY_WITHIN_S = 60
LOOK_EVERY_S = 0.5


class Supervisor:
    """Keeps children and database alive until told to stop."""

    def __init__(
        self, env: Environment, *, cluster: Cluster | None, children: Sequence[Child], afterwards: Sequence[Child]
    ) -> None:
        self.env = env
        self.cluster = cluster
        self.children = list(children)
        self.afterwards = afterwards
        """Started once the first page can be had: they must not take the processor from what people wait for."""
        self.database_restarts = Restarts()
        self.stopping = False
        self._wake, self._alarm = os.pipe()
        os.set_blocking(self._alarm, False)

    @contextlib.contextmanager
    def listening_to_signals(self) -> Iterator[None]:
        """SIGINT, SIGTERM and SIGHUP stop everything; a second SIGINT leaves at once."""
        before = {number: signal.signal(number, self._on_signal) for number in _STOPS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.stopping and number == signal.SIGINT:
            os._exit(130)  # the children follow: the kernel tells them
        self.stopping = True
        os.write(self._alarm, b"x")

    def run(self) -> None:
        """Start, announce, watch, stop. Raises `CannotRun` when something keeps falling."""
        try:
            for child in self.children:
                child.start()
            self._wait_until_ready()
            while not self._pause(LOOK_EVERY_S):
                self._look_after_all()
        finally:
            stop_all(self.children)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while not self._answers():
            if self._pause(0.05):
                return
            self._look_after_all()
            if time.monotonic() > deadline:
                raise CannotRun(
                    either(
                        fr=f"Filon ne répond pas après {READY_WITHIN_S} s ; les lignes au-dessus disent pourquoi.",
                        en=f"Filon does not answer after {READY_WITHIN_S} s; the lines above say why.",
                    )
                )
        for child in self.afterwards:
            child.start()
            self.children.append(child)
        self.announce()

    def announce(self) -> None:
        """Called once, when the first page can be had."""
        say("filon", f"Filon is ready at {self.env.address}")

    def _answers(self) -> bool:
        host = self.env.host if self.env.host not in {"0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104 compared, not bound
        url = f"http://{f'[{host}]' if ':' in host else host}:{self.env.port}/health"
        request = urllib.request.Request(url, headers={"Host": "localhost"})
        try:
            with urllib.request.urlopen(request, timeout=2):  # noqa: S310 our own address
                return True
        except (OSError, urllib.error.URLError):
            return False

    def _pause(self, seconds: float) -> bool:
        """Wait, or less if told to stop; return whether to stop."""
        select.select([self._wake], [], [], seconds)
        return self.stopping

    def _look_after_all(self) -> None:
        if self.cluster and not server_pid(self.cluster):
            say("database", either(fr="arrêtée, on la relance", en="stopped, starting it again"))
            if not self.database_restarts.allow(time.monotonic()):
                raise _keeps_falling("database")
            ensure_up(self.cluster)
        for child in self.children:
            code = child.exit_code
            if code is None or self.stopping:
                continue
            say(
                child.name,
                either(fr=f"arrêté (code {code}), on le relance", en=f"ended (code {code}), starting it again"),
            )
            if not child.start_again():
                raise _keeps_falling(child.name)


_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _keeps_falling(name: str) -> CannotRun:
    return CannotRun(
        either(
            fr=f"{name} s’est arrêté plus de {RESTARTS_PER_MINUTE} fois en une minute ; "
            "les lignes au-dessus disent pourquoi.",
            en=f"{name} ended more than {RESTARTS_PER_MINUTE} times in a minute; the lines above say why.",
        )
    )
