"""The processes that the supervisor starts: their output, their end, their second chances."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from filon.config.run.lifeline import die_with_parent

RESTARTS_PER_MINUTE = 3
STOP_WITHIN_S = 12.0

COLOURS = {"web": 36, "worker": 35, "dialer": 31, "sandbox": 34, "switchboards": 34, "database": 33, "filon": 32}


def say(who: str, text: str) -> None:
    """One line on the terminal, marked with who speaks; a terminal that has gone away is nobody's trouble."""
    mark = f"\x1b[{COLOURS.get(who, 37)}m{who:>12}\x1b[0m" if sys.stdout.isatty() else f"{who:>12}"
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{mark} | {text}\n")
        sys.stdout.flush()


@dataclass
class Restarts:
    """Counts restarts; more than a few in a minute and the thing is broken, not unlucky."""

    moments: list[float] = field(default_factory=list)

    def allow(self, now: float) -> bool:
        self.moments = [moment for moment in self.moments if now - moment < 60]
        self.moments.append(now)
        return len(self.moments) <= RESTARTS_PER_MINUTE


@dataclass
class Child:
    """One long-running process of Filon."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    restarts: Restarts = field(default_factory=Restarts)

    def start(self) -> None:
        """Start it in a session of its own, so that the terminal's Ctrl-C reaches the supervisor alone."""
        self.process = subprocess.Popen(  # noqa: S603 our own commands
            self.command,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(signal.SIGTERM),  # noqa: PLW1509 it calls the kernel and nothing else
        )
        threading.Thread(target=_repeat_lines, args=(self.name, self.process), daemon=True).start()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll() if self.process else 0

    def signal(self, number: signal.Signals) -> None:
        """To the whole session: a web server's workers, too."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def start_again(self) -> bool:
        """Start it again after it ended; False when it has ended too often."""
        self.signal(signal.SIGKILL)  # what it left behind
        if not self.restarts.allow(time.monotonic()):
            return False
        time.sleep(0.3 * len(self.restarts.moments))
        self.start()
        return True


def stop_all(children: Sequence[Child]) -> None:
    """Ask all to stop, wait, then insist."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_WITHIN_S
    for child in children:
        if child.process is None:
            continue
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, deadline - time.monotonic()))
        child.signal(signal.SIGKILL)


def _repeat_lines(name: str, process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        say(name, line.decode(errors="replace").rstrip())
