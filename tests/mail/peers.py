"""A mail server that does as it is told, to try what real ones do once in a thousand messages."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

DROP = "drop"
HANG = "hang"
EXTENSIONS = ("PIPELINING", "SIZE 1000000", "ENHANCEDSTATUSCODES")
_GOOD = {
    "GREETING": "220 peer.example ESMTP",
    "HELO": "250 peer.example",
    "AUTH": "235 2.7.0 ok",
    "MAIL": "250 2.1.0 ok",
    "RCPT": "250 2.1.5 ok",
    "DATA": "354 go on",
    "BODY": "",
    "EOD": "250 2.0.0 queued as 1",
    "RSET": "250 2.0.0 ok",
    "NOOP": "250 2.0.0 ok",
    "STARTTLS": "220 2.0.0 go on",
    "QUIT": "221 2.0.0 bye",
}
Answers = Mapping[str, str | Sequence[str]]


class _Hangup(Exception):
    pass


class SmtpPeer:
    """Answers well unless ``answers`` says otherwise for a verb, for GREETING, BODY (half-way) or EOD (final dot).

    An answer is a reply, DROP (reset the connection), HANG (say nothing) or bytes in latin-1 ending with a line feed;
    a sequence gives one answer each time, the last one for ever. ``messages`` holds what was taken, ``heard`` the
    commands of each connection.
    """

    def __init__(
        self,
        answers: Answers | None = None,
        *,
        extensions: Sequence[str] = EXTENSIONS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.answers = dict(answers or {})
        self.extensions = extensions
        self.tls = tls
        self.messages: list[bytes] = []
        self.heard: list[list[str]] = []
        self._asked: dict[str, int] = {}
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._clients: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for open_one in (self._listener, *self._clients):  # a client that keeps its connection is hung up on
            with contextlib.suppress(OSError):
                open_one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._listener.close()  # last: a thread still accepting would answer for the next of its number

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._clients.append(client)
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        heard: list[str] = []
        self.heard.append(heard)
        try:
            _Dialogue(self, client, heard).run()
        except (_Hangup, OSError):
            pass
        finally:
            client.close()

    def next_answer(self, verb: str) -> str:
        answer = self.answers.get(verb, _GOOD.get(verb, "502 5.5.2 unknown"))
        if isinstance(answer, str):
            return answer
        turn = self._asked.get(verb, 0)
        self._asked[verb] = turn + 1
        return answer[min(turn, len(answer) - 1)]


class _Dialogue:
    def __init__(self, peer: SmtpPeer, client: socket.socket, heard: list[str]) -> None:
        self.peer, self.client, self.heard = peer, client, heard
        self.file = client.makefile("rb")
        self.encrypted = False
        self.recipients = 0

    def run(self) -> None:
        self._say("GREETING")
        while line := self.file.readline():
            self.heard.append(line.decode("latin-1").rstrip("\r\n"))
            verb = line.split()[0].decode("latin-1").upper() if line.split() else ""
            if verb == "EHLO":
                self._hello()
            elif verb == "DATA" and not self.recipients and "DATA" not in self.peer.answers:
                self._answer("554 5.5.1 no valid recipients")
            elif self._reply_to(verb).startswith("354"):
                self._take()
            if verb == "STARTTLS" and self.peer.tls is not None:
                self._encrypt(self.peer.tls)
            if verb == "QUIT":
                return

    def _reply_to(self, verb: str) -> str:
        answer = self._say(verb)
        self.recipients = self.recipients + answer.startswith("2") if verb == "RCPT" else self.recipients
        self.recipients = 0 if verb in ("MAIL", "RSET") else self.recipients
        return answer

    def _hello(self) -> None:
        if "EHLO" in self.peer.answers:
            self._say("EHLO")
            return
        offered = [*self.peer.extensions, *(["STARTTLS"] if self.peer.tls and not self.encrypted else [])]
        lines = ["peer.example", *offered]
        text = "".join(f"250{' ' if i == len(lines) - 1 else '-'}{line}\r\n" for i, line in enumerate(lines))
        self.client.sendall(text.encode("latin-1"))

    def _encrypt(self, tls: ssl.SSLContext) -> None:
        self.client = tls.wrap_socket(self.client, server_side=True)
        self.file = self.client.makefile("rb")
        self.encrypted = True

    def _take(self) -> None:
        body = []
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                return
            if not body and self.peer.next_answer("BODY"):
                self._say("BODY")
                raise _Hangup
            body.append(line[1:] if line.startswith(b".") else line)
        answer = self.peer.next_answer("EOD")
        if not answer.startswith(("4", "5")):
            self.peer.messages.append(b"".join(body))
        self._answer(answer)

    def _say(self, verb: str) -> str:
        answer = self.peer.next_answer(verb)
        self._answer(answer)
        return answer

    def _answer(self, answer: str) -> None:
        if answer == DROP:
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise _Hangup
        if answer == HANG:
            self.peer._stop.wait(30)
            raise _Hangup
        self.client.sendall((answer if answer.endswith("\n") else answer + "\r\n").encode("latin-1"))
        if answer.startswith("421"):
            raise _Hangup
