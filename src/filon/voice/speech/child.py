"""A process of our own that answers questions one at a time: what runs C code there ends no process but itself.

Both ends are this file's. A message is two lengths, a line of JSON and bytes; the child ends with its input, that is,
with its parent.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

HEAD = struct.Struct("!II")
"""Bytes of the JSON, bytes after it."""

STOP_WITHIN_S = 5.0
REFUSED = "refused"
Message = tuple[dict[str, Any], bytes]


class ChildGone(OSError):
    """The child ended before it answered, or took too long and was ended."""


class Child:
    """The process of one module, begun with the first question and again after its end. Safe between threads."""

    def __init__(self, module: str, *arguments: str, within_s: float) -> None:
        self._module = module
        self._arguments = arguments
        self._within_s = within_s
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """None before the first question."""
        return self._process.pid if self._process else None

    def ask(self, question: dict[str, Any], body: bytes = b"") -> Message:
        """Its answer; one that ended meanwhile is begun again once.

        Raises `ChildGone`, and ValueError with the child's own words where it refuses the question.
        """
        with self._turn:
            answer = self._asked(question, body) or self._asked(question, body)
        if answer is None:
            raise ChildGone(f"{self._module} ended, twice")
        if REFUSED in answer[0]:
            raise ValueError(answer[0][REFUSED])
        return answer

    def _asked(self, question: dict[str, Any], body: bytes) -> Message | None:
        """None where the child ended; raises `ChildGone` where it took too long."""
        process, late = self._running(), threading.Event()
        assert process.stdin
        assert process.stdout
        alarm = threading.Timer(self._within_s, _give_up, (process, late))
        alarm.start()
        try:
            write(process.stdin, question, body)
            answer = read(process.stdout)
        except OSError:
            answer = None
        finally:
            alarm.cancel()
        if answer is None:
            self._forget()
        if late.is_set():
            raise ChildGone(f"{self._module} took more than {self._within_s:g} s")
        return answer

    def stop(self) -> None:
        """End it; returns when it has ended. The next question begins another."""
        with self._turn:
            if self._process:
                _end(self._process)
                self._process = None

    def _forget(self) -> None:
        """What does not answer is ended, whatever it does."""
        if self._process:
            self._process.kill()
            _end(self._process)
            self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is None:
            return self._process
        self._forget()
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        # A session of its own: signals to the parent's group, Ctrl-C too, are the parent's, which closes our input.
        self._process = subprocess.Popen(  # noqa: S603 our own module, arguments of the installation
            [sys.executable, "-m", self._module, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        return self._process


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    assert process.stdout
    with contextlib.suppress(OSError):  # it ended by itself
        process.stdin.close()
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def serve(answer: Callable[[dict[str, Any], bytes], Message]) -> None:
    """In the child: answer until the input ends. A ValueError is told to the parent as a refusal."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what C code prints is not an answer
        threading.Thread(target=_end_unheard, args=(out.fileno(),), daemon=True).start()
        gc.freeze()
        while (question := read(sys.stdin.buffer)) is not None:
            try:
                told, body = answer(*question)
            except ValueError as refusal:
                told, body = {REFUSED: str(refusal)}, b""
            write(out, told, body)


def _end_unheard(pipe: int) -> None:
    """End this process when nobody reads its answers any more: its parent was killed, and C code may never return."""
    ends = select.poll()
    ends.register(pipe, 0)
    ends.poll()
    os._exit(0)


def write(pipe: BinaryIO | Any, told: dict[str, Any], body: bytes) -> None:
    """One message, at once."""
    line = json.dumps(told).encode()
    pipe.write(HEAD.pack(len(line), len(body)) + line + body)
    pipe.flush()


def read(pipe: BinaryIO | Any) -> Message | None:
    """The next message; None where the pipe ends."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    lengths = HEAD.unpack(head)
    line, body = pipe.read(lengths[0]), pipe.read(lengths[1])
    return (json.loads(line), body) if len(line) == lengths[0] and len(body) == lengths[1] else None
