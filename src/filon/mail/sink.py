"""An SMTP server that takes everything over, for drills and measurements: ``python -m filon.mail.sink``.

Its ledger is the ground truth for "was it sent exactly once?": one line of JSON for each message that it has taken
over, written before any answer leaves. It can be told to misbehave with given probabilities, always the same way for
a seed. It listens on loopback only, and nothing ever leaves it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
from dataclasses import dataclass, fields
from typing import IO

EXTENSIONS = b"250-sink.example\r\n250-PIPELINING\r\n250-SIZE 26214400\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"
_PATH = re.compile(rb"<(.*?)>")
_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>\r\n]+)>", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n.\r\n"


@dataclass(frozen=True, kw_only=True)
class Faults:
    """How often, from 0 to 1, a message meets each mishap.

    ``later``: 451 at RCPT. ``reset``: the connection breaks at DATA. ``lost``: it breaks before the message is taken
    over. ``silent``: the message is taken over and the connection breaks before the answer. ``slow`` is how many
    seconds it takes to answer once a message is taken over.
    """

    later: float = 0.0
    reset: float = 0.0
    lost: float = 0.0
    silent: float = 0.0
    slow: float = 0.0


class Sink:
    """What the connections share: the ledger, the mishaps, the count of messages taken over."""

    def __init__(self, *, ledger: IO[str] | None = None, faults: Faults | None = None, seed: int = 1) -> None:
        self.faults = faults or Faults()
        self.taken = 0
        self._ledger = ledger
        self._chance = random.Random(seed)  # noqa: S311 mishaps that can be repeated, no secret

    def happens(self, probability: float) -> bool:
        return probability > 0 and self._chance.random() < probability

    def take(self, *, recipient: bytes, content: bytes | bytearray, answered: bool) -> None:
        """Write the message down; from here on it has been sent."""
        self.taken += 1
        if self._ledger is None:
            return
        found = _MESSAGE_ID.search(content)
        line = {
            "message_id": found[1].decode("latin-1") if found else "",
            "rcpt": recipient.decode("latin-1"),
            "answered": answered,
        }
        self._ledger.write(json.dumps(line) + "\n")
        self._ledger.flush()


class Connection(asyncio.Protocol):
    """One client."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self._buffer = bytearray()
        self._recipient = b""
        self._in_message = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 sink.example ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        answers: list[bytes] = []
        while not self.transport.is_closing() and (self._message if self._in_message else self._command)(answers):
            pass
        if answers and not self.transport.is_closing():
            self.transport.write(b"".join(answers))

    def _command(self, answers: list[bytes]) -> bool:
        end = self._buffer.find(b"\n")
        if end < 0:
            return False
        line = bytes(self._buffer[:end]).rstrip()
        del self._buffer[: end + 1]
        verb = line[:4].upper()
        if verb == b"RCPT":
            answers.append(self._to(line))
        elif verb == b"DATA":
            answers.append(self._data())
        elif verb == b"EHLO":
            answers.append(EXTENSIONS)
        elif verb in (b"MAIL", b"RSET", b"NOOP", b"HELO"):
            self._recipient = b""
            answers.append(b"250 2.0.0 ok\r\n")
        elif verb == b"QUIT":
            self.transport.write(b"".join(answers) + b"221 2.0.0 bye\r\n")
            self.transport.close()
            answers.clear()
        else:
            answers.append(b"502 5.5.2 unknown\r\n")
        return True

    def _to(self, line: bytes) -> bytes:
        if self.sink.happens(self.sink.faults.later):
            return b"451 4.3.0 try again later\r\n"
        found = _PATH.search(line)
        self._recipient = found[1] if found else b""
        return b"250 2.1.5 ok\r\n"

    def _data(self) -> bytes:
        if not self._recipient:
            return b"554 5.5.1 no valid recipients\r\n"
        if self.sink.happens(self.sink.faults.reset):
            self.transport.abort()
            return b""
        self._in_message = True
        return b"354 go on\r\n"

    def _message(self, answers: list[bytes]) -> bool:
        end = self._buffer.find(_END)
        if end < 0:
            return False
        content = self._buffer[:end]
        del self._buffer[: end + len(_END)]
        self._in_message = False
        if self.sink.happens(self.sink.faults.lost):
            self.transport.abort()
            return False
        silent = self.sink.happens(self.sink.faults.silent)
        self.sink.take(recipient=self._recipient, content=content, answered=not silent)
        if silent:
            self.transport.abort()
            return False
        answer = b"250 2.0.0 taken as %d\r\n" % self.sink.taken
        if self.sink.faults.slow:
            asyncio.get_running_loop().call_later(self.sink.faults.slow, self.transport.write, answer)
        else:
            answers.append(answer)
        return True


async def serve(sink: Sink, *, port: int = 0) -> asyncio.Server:
    """Listen on loopback; port 0 takes a free one."""
    return await asyncio.get_running_loop().create_server(lambda: Connection(sink), "127.0.0.1", port, backlog=256)


async def _run(options: argparse.Namespace) -> None:
    faults = Faults(**{field.name: getattr(options, field.name) for field in fields(Faults)})
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with open(options.ledger, "a", encoding="utf-8") as ledger:  # noqa: ASYNC230, PTH123 once, before serving
        server = await serve(Sink(ledger=ledger, faults=faults, seed=options.seed), port=options.port)
        host, port = server.sockets[0].getsockname()[:2]
        print(f"sink on {host}:{port}", flush=True)  # noqa: T201 whoever started it reads the port here
        async with server:
            await stop.wait()


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description="An SMTP server with a ledger.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--ledger", default=os.devnull)
    parser.add_argument("--seed", type=int, default=1)
    for field in fields(Faults):
        parser.add_argument(f"--{field.name}", type=float, default=0.0)
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
