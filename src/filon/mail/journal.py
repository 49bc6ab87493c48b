"""What a worker was doing when it was killed: one short line per message, just before and just after the doubt.

A message is committed as *sending* before its first byte leaves, together with the name of the writer's journal. The
writer adds ``D`` just before the final dot and ``S`` with the answer's code (or ``N`` when the dot surely never left)
just after. When the writer dies, ``recover`` reads its file: no ``D`` means that nothing was sent, ``D`` alone that
nobody knows, ``S`` what the server said.

Lines go to the page cache, not to the disk: they outlive a killed process but not a crashed machine. So a journal
counts only on the host and the boot that wrote it; from any other one, everything is ambiguous.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import socket
import subprocess
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from uuid import UUID

SUFFIX = ".journal"
MAX_BYTES = 4 * 1024 * 1024
"""A journal without open messages starts again from nothing beyond this size."""

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_MACOS_BOOT = ("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,110}")
_LINE = re.compile(rb"([DN]) ([0-9a-f]{32})|S ([0-9a-f]{32}) ([0-9]{3})")


class JournalBroken(RuntimeError):
    """A line could not be written whole: nothing more may be sent by this worker."""


class Verdict(Enum):
    """What is known without a code. ``ALIVE``: the writer still runs, leave its messages alone."""

    ALIVE = "alive"
    NOT_BEGUN = "not_begun"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Answered:
    """The server answered ``code`` after the final dot: taken over when it is 2xx, refused otherwise."""

    code: int

    @property
    def sent(self) -> bool:
        return 200 <= self.code < 300


class Journal:
    """The journal of this process; held until ``close`` or death. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Create and hold a fresh file in ``folder``. Raises ``OSError`` when that cannot be done."""
        folder.mkdir(parents=True, exist_ok=True)
        self.name = f"{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
        self.path = folder / (self.name + SUFFIX)
        self._fd = _held_file(self.path)
        self._lock = threading.Lock()
        self._size = 0
        self._open: set[UUID] = set()
        self._broken = False

    def ending(self, action_id: UUID) -> None:
        """The final dot is about to be written. Raises ``JournalBroken``; then it must not be written."""
        with self._lock:
            self._write(b"D %s\n" % action_id.hex.encode())
            self._open.add(action_id)

    def answered(self, action_id: UUID, code: int) -> None:
        """The server answered the final dot."""
        with self._lock:
            self._write(b"S %s %03d\n" % (action_id.hex.encode(), code % 1000))

    def not_sent(self, action_id: UUID) -> None:
        """After ``ending``, the dot surely never left."""
        with self._lock:
            self._write(b"N %s\n" % action_id.hex.encode())

    def settled(self, action_ids: Iterable[UUID]) -> None:
        """The outcomes of these are committed in the database: the journal need not remember them."""
        with self._lock:
            self._open.difference_update(action_ids)
            if not self._open and self._size > MAX_BYTES and not self._broken:
                os.ftruncate(self._fd, 0)
                self._size = 0

    def close(self) -> None:
        """Let go. The file goes too when every outcome is settled."""
        with self._lock:
            if not self._open:
                self.path.unlink(missing_ok=True)
            os.close(self._fd)
            self._broken = True

    def _write(self, line: bytes) -> None:
        if self._broken:
            raise JournalBroken("the journal of this worker is closed or damaged")
        try:
            written = os.write(self._fd, line)
        except OSError as error:
            self._broken = True
            raise JournalBroken(f"cannot write the delivery journal: {error.strerror}") from error
        if written != len(line):
            self._broken = True
            raise JournalBroken("cannot write the delivery journal: the disk is full")
        self._size += written


class Recovered:
    """What one journal tells about the messages that its writer had claimed."""

    def __init__(self, lines: dict[UUID, Verdict | Answered], otherwise: Verdict) -> None:
        self._lines = lines
        self._otherwise = otherwise

    def verdict(self, action_id: UUID) -> Verdict | Answered:
        """How the message of ``action_id`` ended. Only for messages that this journal's writer had claimed."""
        return self._lines.get(action_id, self._otherwise)


def recover(folder: Path, name: str) -> Recovered:
    """Read the journal ``name`` that a message in *sending* carries; never raises for what is in ``folder``."""
    if not _NAME.fullmatch(name) or not name.startswith(_machine() + "-"):
        return Recovered({}, Verdict.AMBIGUOUS)
    try:
        with (folder / (name + SUFFIX)).open("rb") as file:
            if _is_held(file.fileno()):
                return Recovered({}, Verdict.ALIVE)
            return _read(file.read())
    except OSError:
        return Recovered({}, Verdict.AMBIGUOUS)


def is_gone(folder: Path, name: str) -> bool:
    """Whether the writer of ``name`` surely runs no more: it is of this machine and holds its file no longer."""
    if not _NAME.fullmatch(name) or not name.startswith(_host() + "-"):
        return False
    try:
        with (folder / (name + SUFFIX)).open("rb") as file:
            return not _is_held(file.fileno())
    except FileNotFoundError:
        return True
    except OSError:
        return False


def forget(folder: Path, name: str) -> None:
    """Remove a dead writer's journal once all its messages are settled."""
    if _NAME.fullmatch(name):
        (folder / (name + SUFFIX)).unlink(missing_ok=True)


def dead(folder: Path) -> list[str]:
    """Names of the journals whose writer runs no more, oldest first."""
    found = []
    for path in sorted(folder.glob("*" + SUFFIX), key=_age):
        try:
            with path.open("rb") as file:
                if not _is_held(file.fileno()):
                    found.append(path.name.removesuffix(SUFFIX))
        except OSError:
            continue
    return found


def _held_file(path: Path) -> int:
    """Locked before it gets its name, so that nobody can take it for a dead writer's in between."""
    unnamed = path.with_suffix(".new")
    fd = os.open(unnamed, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    unnamed.rename(path)
    return fd


def _read(data: bytes) -> Recovered:
    """A last line without line end was torn by the death of the writer, who had not gone on from it: it is not there.
    Any other line that makes no sense means that lines are missing, and what is not told is then ambiguous."""
    lines: dict[UUID, Verdict | Answered] = {}
    otherwise = Verdict.NOT_BEGUN
    for line in data.split(b"\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            otherwise = Verdict.AMBIGUOUS
        elif match[1] == b"D":
            lines[UUID(hex=match[2].decode())] = Verdict.AMBIGUOUS
        elif match[1] == b"N":
            lines[UUID(hex=match[2].decode())] = Verdict.NOT_BEGUN
        else:
            lines[UUID(hex=match[3].decode())] = Answered(int(match[4]))
    return Recovered(lines, otherwise)


def _is_held(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(fd, fcntl.LOCK_UN)
    return False


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


@cache
def _machine() -> str:
    """Host and boot, in letters that a file name may have."""
    return f"{_host()}-{_boot()}"


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9.]", "_", socket.gethostname())[:40] or "host"


def _boot() -> str:
    """This run of the machine; where the system does not tell, this process, so that the next one trusts nothing."""
    try:
        told = _BOOT_ID.read_text()
    except OSError:
        told = _boot_of_macos()
    return re.sub(r"[^0-9A-Za-z]", "", told)[:40] or secrets.token_hex(16)


def _boot_of_macos() -> str:
    try:
        asked = subprocess.run(_MACOS_BOOT, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603 fixed command
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout
