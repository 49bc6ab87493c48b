"""The listeners of a process, in a process of their own: the pacer never waits for them.

The parent writes messages to the child's standard input, `LENGTH` bytes of length before each; the child answers with
lines of JSON. Both ends are this file's.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from typing import IO, Any

from filon.voice.listen.classify import Verdict
from filon.voice.listen.decision import Limits
from filon.voice.listen.evidence import Evidence
from filon.voice.media.g711 import Law

LENGTH = struct.Struct("!I")
KEY = struct.Struct("!I")
PIECE = struct.Struct("!IBI")
"""Key of a call, law, and how many bytes of audio follow."""

OPEN, CLOSE, FORGET, AUDIO = b"O", b"C", b"F", b"A"
PIPE_BYTES = 1 << 20
"""Room on the way to the child, as much as Linux allows to anybody: neither end waits for the other."""

STOP_WITHIN_S = 5.0
Piece = tuple[int, Law, bytes]


@dataclasses.dataclass(frozen=True)
class Told:
    """What the child says of a call; `final` answers `close`."""

    key: int
    verdict: Verdict | None
    final: bool


class Hearing:
    """The child. `told` is called in a thread of this object, with None when the child is gone."""

    def __init__(self, limits: Limits, told: Callable[[Told | None], None]) -> None:
        self._told = told
        self.gone = False
        """Nothing is heard any more: the child ended."""
        command = [sys.executable, "-m", "filon.voice.media.ears_process", json.dumps(dataclasses.asdict(limits))]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        # A session of its own: signals to the parent's group, Ctrl-C too, are the parent's, which closes our input.
        self._child = subprocess.Popen(  # noqa: S603 our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        _widen(self._child.stdin)
        self._reader = threading.Thread(target=self._read, name="verdicts", daemon=True)
        self._reader.start()

    @property
    def process_id(self) -> int:
        return self._child.pid

    def open(self, key: int) -> None:
        """Begin to listen to a call. Raises OSError when the child is gone, as all of these do."""
        self._send(OPEN + KEY.pack(key))

    def close(self, key: int) -> None:
        """End listening; a `Told` with `final` follows."""
        self._send(CLOSE + KEY.pack(key))

    def forget(self, key: int) -> None:
        """End listening to a call that nobody asks about any more."""
        self._send(FORGET + KEY.pack(key))

    def flush(self) -> None:
        """Let the child have what was said so far: it is woken once for all of it."""
        assert self._child.stdin
        self._child.stdin.flush()

    def hear(self, pieces: Iterable[Piece]) -> None:
        """Audio of any number of calls."""
        parts = [part for key, law, codes in pieces for part in (PIECE.pack(key, law, len(codes)), codes)]
        if parts:
            self._send(b"".join([AUDIO, *parts]))

    def stop(self) -> None:
        """End the child; returns when it has ended."""
        assert self._child.stdin
        with contextlib.suppress(OSError):  # it ended by itself
            self._child.stdin.close()
        try:
            self._child.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._reader.join()

    def _send(self, message: bytes) -> None:
        assert self._child.stdin
        self._child.stdin.write(LENGTH.pack(len(message)))
        self._child.stdin.write(message)

    def _read(self) -> None:
        assert self._child.stdout
        try:
            for line in self._child.stdout:
                fields = json.loads(line)
                self._told(Told(fields["key"], verdict_from(fields["verdict"]), fields["final"]))
        finally:  # killed in the middle of a line, it is gone as well
            self.gone = True
            self._told(None)


def _widen(pipe: IO[bytes] | None) -> None:
    """Give a pipe room for `PIPE_BYTES`, where the system has that and allows it."""
    if sys.platform == "linux" and pipe:
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def verdict_from(fields: dict[str, Any] | None) -> Verdict | None:
    """A verdict out of its JSON."""
    if fields is None:
        return None
    return Verdict(**{**fields, "evidence": tuple(Evidence(**each) for each in fields["evidence"])})
