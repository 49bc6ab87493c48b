"""Is every message sent exactly once, whatever is killed? `python tools/crash_drill.py` finds out.

Starts an SMTP server with a ledger (or uses one that runs), seeds messages that are due, starts workers, kills one with
SIGKILL at random moments and starts it again, waits until nothing is left to do, and compares what the server has taken
over with what the database says. Fails when a message was sent twice, was lost, or is in doubt without being listed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FILON = (sys.executable, "-m", "filon.config.cli")
UNFINISHED = ("planned", "claimed", "sending")
PAUSE_S = (0.1, 3.0)
"""Between two kills: a worker is hit while it starts, claims, sends or records."""

MISHAPS = {"later": 0.0, "reset": 0.0, "lost": 0.0, "silent": 0.0, "slow": 0.005}
"""What our own server does wrong, and how slow it is: a few milliseconds, as servers are, so that many kills fall
between the end of a message and its answer."""

QUIET_WITHIN_S = 600.0


@dataclass
class Ledger:
    """What the server has taken over, by Message-ID."""

    taken: Counter[str] = field(default_factory=Counter)
    unanswered: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path) -> Ledger:
        """Lines of `filon.mail.sink` or of any server that writes `message_id` and `answered`."""
        found = cls()
        for line in path.read_text().splitlines():
            entry = json.loads(line)
            name = entry["message_id"].strip("<>")
            found.taken[name] += 1
            if not entry["answered"]:
                found.unanswered.add(name)
        return found


@dataclass(frozen=True)
class Report:
    """The comparison. `in_doubt` were taken over or not and the database says that it does not know."""

    messages: int
    kills: int
    seconds: float
    sent: int
    taken: int
    twice: int
    lost: int
    in_doubt: int
    in_doubt_and_sent: int
    failed: int
    claimed_as_sent_and_not_taken: int

    @property
    def good(self) -> bool:
        return not (self.twice or self.lost or self.claimed_as_sent_and_not_taken)

    def __str__(self) -> str:
        lines = [f"{name.replace('_', ' '):>32} {value}" for name, value in vars(self).items()]
        return "\n".join([*lines, f"{'verdict':>32} {'exactly once' if self.good else 'BROKEN'}"])


def compare(status: dict[str, object], ledger: Ledger, *, kills: int, seconds: float) -> Report:
    """`status` is that of `filon drill status --json --ids`."""
    ids = {state: set(names) for state, names in status["ids"].items()}  # type: ignore[attr-defined]
    known = ids["sent"] | ids["uncertain"] | ids["failed"]
    taken = set(ledger.taken)
    return Report(
        messages=int(str(status["total"])),
        kills=kills,
        seconds=round(seconds, 1),
        sent=len(ids["sent"]),
        taken=len(taken),
        twice=sum(count - 1 for count in ledger.taken.values()),
        lost=int(str(status["total"])) - len(known) + len(taken - ids["sent"] - ids["uncertain"]),
        in_doubt=len(ids["uncertain"]),
        in_doubt_and_sent=len(ids["uncertain"] & taken),
        failed=len(ids["failed"]),
        claimed_as_sent_and_not_taken=len(ids["sent"] - taken),
    )


class Workers:
    """Worker processes, each in a session of its own so that a kill takes nothing else along."""

    def __init__(self, count: int) -> None:
        self._running = [self._start() for _ in range(count)]

    def kill_one(self, chance: random.Random) -> None:
        victim = chance.randrange(len(self._running))
        process = self._running[victim]
        process.kill()
        process.wait()
        self._running[victim] = self._start()

    def stop(self) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*FILON, "worker"], start_new_session=True)


@contextmanager
def server(options: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Where messages go, and the ledger of what arrived: a server that runs already, or one of our own."""
    if options.smtp:
        yield options.smtp, Path(options.ledger)
        return
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.jsonl"
        mishaps = [f"--{name}={getattr(options, name)}" for name in MISHAPS]
        command = [sys.executable, "-m", "filon.mail.sink", "--ledger", str(ledger), *mishaps]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[-1], ledger
        finally:
            process.terminate()
            process.wait(10)


def drill(options: argparse.Namespace) -> Report:
    """Seed, kill, wait, compare."""
    chance = random.Random(options.seed)  # noqa: S311 kills that can be repeated, no secret
    with server(options) as (address, ledger):
        workspace = _filon("drill", "seed-mail", "--messages", str(options.messages), "--smtp", address).strip()
        start = time.monotonic()
        workers = Workers(options.workers)
        kills = 0
        try:
            while kills < options.kills and _taken(ledger) < options.messages:
                time.sleep(chance.uniform(*PAUSE_S))
                workers.kill_one(chance)
                kills += 1
            _wait_for_quiet(workspace)
        finally:
            workers.stop()
        status = json.loads(_filon("drill", "status", "--json", "--ids", "--workspace", workspace))
        return compare(status, Ledger.read(ledger), kills=kills, seconds=time.monotonic() - start)


def _taken(ledger: Path) -> int:
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


def _wait_for_quiet(workspace: str) -> None:
    deadline = time.monotonic() + QUIET_WITHIN_S
    while left := _unfinished(workspace):
        if time.monotonic() > deadline:
            raise SystemExit(f"{left} messages are still not settled after {QUIET_WITHIN_S:.0f} s")
        time.sleep(1)


def _unfinished(workspace: str) -> int:
    counts = json.loads(_filon("drill", "status", "--json", "--workspace", workspace))
    return sum(counts[state] for state in UNFINISHED)


def _filon(*command: str) -> str:
    done = subprocess.run([*FILON, *command], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every message was sent exactly once or is listed as uncertain."""
    parser = argparse.ArgumentParser(description="Kill workers while they send, and count.")
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smtp", default="", metavar="HOST:PORT", help="a server that runs already; needs --ledger")
    parser.add_argument("--ledger", default="", help="the ledger of that server")
    for mishap, usual in MISHAPS.items():
        parser.add_argument(f"--{mishap}", type=float, default=usual, help="of our own server: see filon.mail.sink")
    options = parser.parse_args(arguments)
    if options.smtp and not options.ledger:
        parser.error("--smtp needs --ledger")
    report = drill(options)
    print(report)
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
